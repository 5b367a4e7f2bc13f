package rookery.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import rookery.Model;
import rookery.Sequential;
import rookery.data.InputException;
import rookery.data.TableModel;
import rookery.layers.Dense;
import rookery.tensor.Parameters;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

class ModelFileTest {

    @TempDir Path folder;

    private Path file() {
        return folder.resolve("model.rookery");
    }

    @Test
    void a_model_of_numbers_is_read_back_to_the_bit() {
        Model model = Samples.run().model();
        ModelFile.write(file(), model);
        ModelFile read = ModelFile.read(file());
        assertThat(read.model().learner()).isEqualTo(model.learner());
        assertThat(read.model().weightsSha256()).isEqualTo(model.weightsSha256());
        assertThat(read.model().predict(0.25f, 0.75f)).isEqualTo(model.predict(0.25f, 0.75f));
        assertThat(read.encoding()).isEmpty();
        assertThatThrownBy(read::tableModel)
                .isInstanceOf(InputException.class)
                .hasMessageContaining("trained on numbers");
    }

    @Test
    void a_model_of_a_table_answers_as_before() {
        TableModel model = new TableModel(Samples.ENCODING, Samples.run().model());
        ModelFile.write(file(), model);
        TableModel read = ModelFile.read(file()).tableModel();
        assertThat(read.encoding()).isEqualTo(Samples.ENCODING);
        assertThat(read.predict(Map.of("x", 0.9, "y", 0.1)))
                .isEqualTo(model.predict(Map.of("x", 0.9, "y", 0.1)));
    }

    @Test
    void the_same_model_is_the_same_bytes() throws IOException {
        ModelFile.write(file(), Samples.run().model());
        byte[] first = Files.readAllBytes(file());
        ModelFile.write(file(), Samples.run().model());
        assertThat(Files.readAllBytes(file())).isEqualTo(first);
    }

    @Test
    void weights_that_are_not_numbers_are_kept_as_they_are() {
        Sequential network = Sequential.of(1, new Dense(1));
        Parameters parameters = network.initialParameters(0);
        parameters.setLogical(0, new float[] {Float.NaN});
        Model model = Model.of(network.compile("mse", "sgd"), parameters);
        ModelFile.write(file(), model);
        assertThat(ModelFile.read(file()).model().weights("dense/kernel").get(0, 0)).isNaN();
    }

    @Test
    void a_file_cut_off_anywhere_is_refused() throws IOException {
        ModelFile.write(file(), Samples.run().model());
        byte[] bytes = Files.readAllBytes(file());
        for (int length = 0; length < bytes.length; length += length < 64 ? 1 : 37) {
            Files.write(file(), Arrays.copyOf(bytes, length));
            refused("model.rookery");
        }
    }

    @Test
    void a_changed_byte_is_refused_or_does_not_matter() throws IOException {
        ModelFile.write(file(), Samples.run().model());
        String expected = ModelFile.read(file()).model().weightsSha256();
        byte[] bytes = Files.readAllBytes(file());
        int refused = 0;
        for (int i = 0; i < bytes.length; i += 5) {
            byte[] changed = bytes.clone();
            changed[i] ^= 0x41;
            Files.write(file(), changed);
            try {
                assertThat(ModelFile.read(file()).model().weightsSha256())
                        .as("byte %d changed", i)
                        .isEqualTo(expected);
            } catch (InputException _) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(bytes.length / 5 * 8 / 10);
    }

    @Test
    void what_is_no_model_file_is_refused() throws IOException {
        refused("no such file");
        Files.createDirectory(file());
        refused("is not a file");
        Files.delete(file());
        Files.writeString(file(), "PK? no");
        refused("not a model file");
        Files.write(file(), zip(Map.of()));
        refused("model.rookery");
        Files.write(file(), zip(Map.of("word/document.xml", new byte[9])));
        refused("expected model.json in a model file, but it is missing");
    }

    /** A zip of stored entries. */
    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet())
                ModelZip.add(zip, entry.getKey(), out -> out.write(entry.getValue()));
        }
        return bytes.toByteArray();
    }

    private void refused(String message) {
        assertThatThrownBy(() -> ModelFile.read(file()))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(file().toString())
                .hasMessageContaining(message);
    }

    /** The entries of a good file. */
    private Map<String, byte[]> entries() throws IOException {
        ModelFile.write(file(), new TableModel(Samples.ENCODING, Samples.run().model()));
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file().toFile())) {
            for (ZipEntry entry :
                    (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator)
                entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
        }
        return entries;
    }

    private void refusedWith(UnaryOperator<String> json, String message) throws IOException {
        Map<String, byte[]> entries = entries();
        String good = new String(entries.get("model.json"), StandardCharsets.UTF_8);
        String bad = json.apply(good);
        assertThat(bad).isNotEqualTo(good);
        entries.put("model.json", bad.getBytes(StandardCharsets.UTF_8));
        Files.write(file(), zip(entries));
        refused(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"version\": 1 | \"version\": 2 | has version 2 of rookery-model, but this"
                        + " Rookery (0.1.0-SNAPSHOT) reads up to 1",
                "\"version\": 1 | \"version\": 0 | \"version\" must be a number from 1, got 0",
                "rookery-model | rookery-run | expected a rookery-model document",
                "\"format\" | \"fromat\" | no \"format\"",
                "\"units\": 3 | \"units\": 4 | tensor dense/bias: the network needs the shape"
                        + " [4], got [3]",
                "\"units\": 3 | \"units\": 10000000 | tensor dense/bias: the network needs"
                        + " the shape [10000000], got [3]",
                "\"units\": 3 | \"units\": 2147483647 | more than the 2147483639 that fit into"
                        + " one array",
                "\"units\": 3 | \"units\": 0 | network.layers[0]: Dense: units must be at least"
                        + " 1, got 0",
                "\"type\": \"relu\" | \"type\": \"reLu\" | network.layers[0].activation: unknown"
                        + " activation \"reLu\"; did you mean relu",
                "categorical_crossentropy | crossentropy | unknown loss \"crossentropy\"; did you"
                        + " mean",
                "\"weights_sha256\": \" | \"weights_sha256\": \"0 | expected weights with the"
                        + " SHA-256 0",
                "\"column\": \"y\" | \"colum\": \"y\" | encoding.features[1]",
                "\"right\" | \"right\", \"both\" | model.json: the network has 2 inputs and 2"
                        + " outputs, but the table's encoding 2 and 3",
                "\"column\": \"y\" | \"column\": \"x\" | two features of column x",
                "\"inputs\": 2 | \"inputs\": 2147483647 | more than the 2147483639 that fit"
                        + " into one array",
            })
    void a_wrong_description_is_refused(String good, String bad, String message)
            throws IOException {
        refusedWith(json -> json.replaceFirst(good, bad), message);
    }

    @Test
    void an_enormous_network_without_weights_is_refused_before_it_costs_memory()
            throws IOException {
        String layers = "\"layers\": [ {\"type\": \"dropout\", \"rate\": 0.5} ]";
        refusedWith(
                json ->
                        json.replaceFirst("\"inputs\": 2", "\"inputs\": 2147483647")
                                .replaceFirst("(?s)\"layers\": \\[.*?\\n  }", layers + "}")
                                .replaceFirst("\"accuracy\"", "\"r2_score\""),
                "the layers make 4294967294 numbers of each row, too many for a network of 0"
                        + " parameters: at most 65536, or 8 for each parameter, are read");
        String many = "\"layers\": [" + "{\"type\": \"dropout\", \"rate\": 0.5},".repeat(20_000);
        refusedWith(
                json -> json.replaceFirst("\"layers\": \\[", many),
                "at most 10000 layers are read, got 20002");
        String block =
                "{\"type\": \"residual\", \"layers\": [\"tanh\"" + ", \"tanh\"".repeat(3_000);
        String frozen = "{\"type\": \"frozen\", \"layer\": " + block + "]}}, ";
        refusedWith(
                json -> json.replaceFirst("\"layers\": \\[", "\"layers\": [" + frozen.repeat(4)),
                "at most 10000 layers are read, got 12010");
    }

    @Test
    void many_layers_without_weights_are_refused_before_a_predictor_keeps_room_for_them()
            throws IOException {
        String many = "\"layers\": [" + "{\"type\": \"dropout\", \"rate\": 0.5},".repeat(5_000);
        refusedWith(
                json ->
                        json.replaceFirst("\"inputs\": 2", "\"inputs\": 1000")
                                .replaceFirst("\"layers\": \\[", many),
                "the layers make 5001005 numbers of each row, too many for a network of 3011"
                        + " parameters");
    }

    @Test
    void other_entries_than_a_models_are_refused() throws IOException {
        for (String name : new String[] {"../../evil", "/etc/passwd", "more.txt"}) {
            Map<String, byte[]> entries = entries();
            entries.put(name, new byte[3]);
            Files.write(file(), zip(entries));
            refused("has the entry \"" + name + "\"");
        }
        Map<String, byte[]> entries = entries();
        entries.remove("weights.safetensors");
        Files.write(file(), zip(entries));
        refused("expected weights.safetensors");
    }

    @Test
    void an_entry_that_is_there_twice_is_refused() throws IOException {
        Map<String, byte[]> entries = entries();
        entries.put("model.jsom", entries.get("model.json"));
        byte[] bytes = zip(entries);
        for (int i = 0; i < bytes.length; i++)
            if (new String(bytes, i, Math.min(10, bytes.length - i), StandardCharsets.US_ASCII)
                    .equals("model.jsom")) bytes[i + 9] = 'n';
        Files.write(file(), bytes);
        refused("has two entries of one name");
    }

    @Test
    void bytes_before_or_after_the_zip_are_refused() throws IOException {
        String zip = new String(zip(entries()), StandardCharsets.ISO_8859_1);
        for (String changed : new String[] {"#!/bin/sh\n" + zip, zip + "more"}) {
            Files.writeString(file(), changed, StandardCharsets.ISO_8859_1);
            refused("it must begin and end as a zip without a comment");
        }
    }

    @Test
    void whatever_is_wrong_in_a_description_is_told_in_the_files_terms() throws IOException {
        Map<String, byte[]> entries = entries();
        JsonNode good = Json.STANDARD.tree("good", entries.get("model.json"));
        List<JsonNode> wrongs =
                Stream.of(
                                "null",
                                "[]",
                                "{}",
                                "\"x\"",
                                "-1",
                                "1e99",
                                "99999999999999",
                                "true",
                                "[null]")
                        .map(text -> Json.STANDARD.tree(text, text.getBytes()))
                        .toList();
        int refused = 0;
        for (String pointer : pointers(good, ""))
            for (int k = 0; k <= wrongs.size(); k++) {
                JsonNode bad = good.deepCopy();
                int slash = pointer.lastIndexOf('/');
                if (!(bad.at(pointer.substring(0, slash)) instanceof ObjectNode parent)) continue;
                String name = pointer.substring(slash + 1);
                if (k == wrongs.size()) parent.remove(name);
                else parent.set(name, wrongs.get(k));
                entries.put("model.json", bad.toString().getBytes(StandardCharsets.UTF_8));
                Files.write(file(), zip(entries));
                try {
                    ModelFile.read(file());
                } catch (InputException e) {
                    refused++;
                    assertThat(e.getMessage())
                            .as("%s, %s", pointer, k == wrongs.size() ? "removed" : wrongs.get(k))
                            .startsWith(file().toString())
                            .doesNotContain("`", "java.", "Exception", "creator", "deserialize")
                            .doesNotContain("line -1", "rookery.data", "null pointer");
                }
            }
        assertThat(refused).isGreaterThan(300);
    }

    /** The places of all values in a document. */
    private static List<String> pointers(JsonNode node, String at) {
        List<String> pointers = new ArrayList<>();
        node.forEachEntry((name, value) -> {
            pointers.add(at + "/" + name);
            pointers.addAll(pointers(value, at + "/" + name));
        });
        for (int i = 0; node.isArray() && i < node.size(); i++)
            pointers.addAll(pointers(node.get(i), at + "/" + i));
        return pointers;
    }

    @Test
    void compressed_entries_are_refused_whatever_they_claim() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("model.json"));
            zip.write(new byte[100_000]);
            zip.closeEntry();
        }
        Files.write(file(), bytes.toByteArray());
        refused("model.json: must not be compressed");
    }

    @Test
    void an_entry_that_claims_more_than_the_file_has_is_refused() throws IOException {
        byte[] bytes = zip(entries());
        int directory = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("PK\1\2");
        for (int field : new int[] {20, 24}) // compressed size, size: 0x7f000000 bytes
        bytes[directory + field + 3] = 0x7f;
        Files.write(file(), bytes);
        refused("model.rookery");
    }

    @Test
    void a_writing_that_fails_leaves_the_old_file() throws IOException {
        Files.writeString(file(), "old");
        assertThatThrownBy(() ->
                        AtomicFile.write(
                                file(),
                                AtomicFile.Durability.POWER,
                                out -> {
                                    out.write(new byte[100_000]);
                                    throw new IOException("No space left on device");
                                }))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(file() + ": could not be written: No space left on device");
        assertThat(folder).isDirectoryContaining(path -> path.equals(file()));
        assertThat(folder.toFile().list()).containsExactly("model.rookery");
        assertThat(file()).hasContent("old");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no /dev/null there")
    void a_device_is_written_to_and_not_replaced() throws IOException {
        Path device = Files.createSymbolicLink(folder.resolve("out"), Path.of("/dev/null"));
        AtomicFile.write(device, AtomicFile.Durability.POWER, out -> out.write(1));
        assertThat(device).isSymbolicLink();
        assertThat(folder.toFile().list()).containsExactly("out");
        Files.delete(device);
    }

    @Test
    void an_interrupted_thread_can_still_write() {
        Thread.currentThread().interrupt();
        try {
            ModelFile.write(file(), Samples.LEARNER.initialModel(1));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(ModelFile.read(file()).model().learner()).isEqualTo(Samples.LEARNER);
    }
}
