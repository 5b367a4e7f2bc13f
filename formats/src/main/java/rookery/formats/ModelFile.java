package rookery.formats;

import rookery.Model;
import rookery.data.InputException;
import rookery.data.TableEncoding;
import rookery.data.TableModel;
import rookery.tensor.ParameterSpec;
import rookery.tensor.Parameters;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A model in a file, {@code model.rookery}: a zip of {@code model.json}, which describes it, and
 * {@code weights.safetensors}, which other programs can read, too.
 *
 * {@snippet :
 * ModelFile.write(Path.of("model.rookery"), run.model());
 * Model model = ModelFile.read(Path.of("model.rookery")).model();
 * }
 *
 * <p>The same model is the same bytes. Reading believes nothing: it allocates what the file really
 * has, after sizes, names and shapes were compared with the network's, and never makes a class of a
 * name that is not on a closed list. Weights are taken as they are, NaN included.
 *
 * @param model the trained network
 * @param encoding how the rows of a table become its inputs; none if it was trained on numbers
 */
public record ModelFile(Model model, Optional<TableEncoding> encoding) {

    /** The name of a run's model. */
    public static final String NAME = "model.rookery";

    private static final String FORMAT = "rookery-model";
    private static final int VERSION = 1;

    /** A model of numbers. */
    public static ModelFile of(Model model) {
        return new ModelFile(model, Optional.empty());
    }

    /** A model of a table. */
    public static ModelFile of(TableModel model) {
        return new ModelFile(model.model(), Optional.of(model.encoding()));
    }

    /**
     * Writes a model of numbers, or leaves the file as it was.
     *
     * @throws InputException if it cannot be written
     */
    public static void write(Path file, Model model) {
        of(model).write(file, CustomMembers.none());
    }

    /**
     * Writes a model of a table, or leaves the file as it was.
     *
     * @throws InputException if it cannot be written
     */
    public static void write(Path file, TableModel model) {
        of(model).write(file, CustomMembers.none());
    }

    /**
     * Writes this model, or leaves the file as it was.
     *
     * @throws IllegalArgumentException if it has a member of the user's own that is not registered
     * @throws InputException if it cannot be written
     */
    public void write(Path file, CustomMembers customs) {
        byte[] json = json(customs);
        SequencedMap<String, Parameters> weights = new LinkedHashMap<>();
        weights.put("", model.parameters());
        AtomicFile.write(
                file,
                AtomicFile.Durability.POWER,
                out -> {
                    ZipOutputStream zip = new ZipOutputStream(out);
                    ModelZip.add(zip, ModelZip.JSON, entry -> entry.write(json));
                    ModelZip.add(
                            zip,
                            ModelZip.WEIGHTS,
                            entry -> Weights.write(entry, Map.of(), weights));
                    zip.finish();
                });
    }

    /** Its description; refuses a member of the user's own that is not registered. */
    byte[] json(CustomMembers customs) {
        ModelDescription description = ModelDescription.of(model, encoding);
        return JsonWriter.with(customs).document(FORMAT, VERSION, description);
    }

    /**
     * Reads a model.
     *
     * @throws InputException if the file is not a model file, damaged, or of a newer version
     */
    public static ModelFile read(Path file) {
        return read(file, CustomMembers.none());
    }

    /**
     * Reads a model that may have members of the user's own.
     *
     * @throws InputException if the file is not a model file, damaged, or of a newer version
     */
    public static ModelFile read(Path file, CustomMembers customs) {
        try (ZipFile zip = ModelZip.open(file)) {
            ModelDescription description =
                    ModelZip.read(
                            zip,
                            ModelZip.JSON,
                            (where, in, size) -> describe(where, in, size, customs));
            ModelZip.checkEntries(zip);
            return ModelZip.read(
                    zip, ModelZip.WEIGHTS, (where, in, size) -> load(where, in, size, description));
        } catch (IOException e) {
            throw AtomicFile.unreadable(file, e);
        }
    }

    private static ModelDescription describe(
            String where, InputStream in, long size, CustomMembers customs) throws IOException {
        if (size > Json.MAX_BYTES)
            throw new InputException(
                    "%s: claims %d bytes, but at most %d are read"
                            .formatted(where, size, Json.MAX_BYTES));
        byte[] json = in.readNBytes((int) size);
        return Json.with(customs).read(where, json, FORMAT, VERSION, ModelDescription.class);
    }

    private static ModelFile load(
            String where, InputStream in, long size, ModelDescription description)
            throws IOException {
        SafetensorsReader file = new SafetensorsReader(where, in, size);
        List<ParameterSpec> specs = description.network().parameters();
        Parameters weights = Weights.read(where, file, specs, List.of("")).getFirst();
        if (!weights.sha256().equals(description.weightsSha256()))
            throw new InputException(
                    "%s: expected weights with the SHA-256 %s, got %s: they are not this model's"
                            .formatted(where, description.weightsSha256(), weights.sha256()));
        try {
            return assemble(description, weights);
        } catch (IllegalArgumentException e) {
            throw new InputException(
                    where.replace(ModelZip.WEIGHTS, ModelZip.JSON) + ": " + e.getMessage(), e);
        }
    }

    private static ModelFile assemble(ModelDescription description, Parameters weights) {
        Model model = Model.of(description.learner(), weights);
        description.encoding().ifPresent(encoding -> new TableModel(encoding, model)); // checks
        return new ModelFile(model, description.encoding());
    }

    /**
     * The model for a table's rows.
     *
     * @throws InputException if it was trained on numbers
     */
    public TableModel tableModel() {
        return new TableModel(
                encoding.orElseThrow(() ->
                        new InputException(
                                "the model was trained on numbers, not on a table, and does"
                                        + " not know what columns to read")),
                model);
    }
}
