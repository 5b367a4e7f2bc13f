package rookery.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import rookery.data.InputException;
import rookery.tensor.ParameterSpec;
import rookery.tensor.Parameters;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

class SafetensorsTest {

    private static final List<ParameterSpec> SPECS =
            List.of(
                    ParameterSpec.kernel("dense/kernel", 3, 2),
                    ParameterSpec.vector("dense/bias", 2));

    /** As golden.py writes them. */
    private static final List<SafetensorsWriter.Tensor> GOLDEN =
            List.of(
                    tensor("dense/kernel", List.of(3, 2), 1, 2, 3, 4, 5, 6),
                    tensor("dense/bias", List.of(2), -0f, Float.NaN),
                    tensor("scalar", List.of(), 0.1f),
                    tensor("größe \"x\"", List.of(3), 1 / 0f, -1 / 0f, Float.MIN_VALUE));

    private static SafetensorsWriter.Tensor tensor(
            String name, List<Integer> shape, float... values) {
        int cols = shape.isEmpty() ? 1 : shape.getLast();
        return new SafetensorsWriter.Tensor(
                name, shape, (i, into) -> System.arraycopy(values, i * cols, into, 0, cols));
    }

    private static float[] values(SafetensorsWriter.Tensor tensor) {
        float[] values = new float[tensor.shape().stream().reduce(1, Math::multiplyExact)];
        int cols = tensor.shape().isEmpty() ? 1 : tensor.shape().getLast();
        float[] row = new float[cols];
        for (int i = 0; i < values.length / cols; i++) {
            tensor.rows().copy(i, row);
            System.arraycopy(row, 0, values, i * cols, cols);
        }
        return values;
    }

    private static byte[] golden() throws IOException {
        try (InputStream in = SafetensorsTest.class.getResourceAsStream("golden.safetensors")) {
            return in.readAllBytes();
        }
    }

    private static byte[] written(
            Map<String, String> metadata, List<SafetensorsWriter.Tensor> tensors)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SafetensorsWriter.write(out, metadata, tensors);
        return out.toByteArray();
    }

    private static SafetensorsReader reader(byte[] bytes) throws IOException {
        return new SafetensorsReader("here", new ByteArrayInputStream(bytes), bytes.length);
    }

    @Test
    void a_file_is_written_byte_for_byte_as_python_does() throws IOException {
        assertThat(written(Map.of("step", "7"), GOLDEN)).isEqualTo(golden());
    }

    @Test
    void a_file_of_python_is_read_to_the_bit() throws IOException {
        SafetensorsReader file = reader(golden());
        assertThat(file.metadata()).containsExactly(Map.entry("step", "7"));
        assertThat(file.tensors()).hasSize(GOLDEN.size());
        for (SafetensorsReader.Tensor tensor : file.tensors()) {
            SafetensorsWriter.Tensor expected =
                    GOLDEN.stream()
                            .filter(golden -> golden.name().equals(tensor.name()))
                            .findFirst()
                            .orElseThrow();
            assertThat(tensor.shape()).isEqualTo(expected.shape());
            assertThat(bits(file.next())).isEqualTo(bits(values(expected)));
        }
    }

    private static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < bits.length; i++) bits[i] = Float.floatToRawIntBits(values[i]);
        return bits;
    }

    @Test
    void parameters_are_written_row_major_and_read_back_in_groups() throws IOException {
        Parameters kernel = Parameters.zeros(SPECS);
        kernel.setLogical(0, new float[] {1, 2, 3, 4, 5, 6});
        Parameters momentum = Parameters.zeros(SPECS);
        momentum.setLogical(1, new float[] {7, 8});
        SequencedMap<String, Parameters> groups = new LinkedHashMap<>();
        groups.put("", kernel);
        groups.put("optimizer/momentum/", momentum);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Weights.write(out, Map.of(), groups);
        List<Parameters> read =
                Weights.read(
                        "here", reader(out.toByteArray()), SPECS, List.copyOf(groups.keySet()));
        assertThat(read.get(0).values()).isEqualTo(kernel.values());
        assertThat(read.get(1).values()).isEqualTo(momentum.values());
    }

    @Test
    void a_large_tensor_is_written_and_read_in_chunks() throws IOException {
        float[] values = new float[200_001];
        for (int i = 0; i < values.length; i++) values[i] = i;
        byte[] bytes = written(Map.of(), List.of(tensor("x", List.of(values.length), values)));
        assertThat(reader(bytes).next()).isEqualTo(values);
    }

    @Test
    void a_file_cut_off_anywhere_is_refused() throws IOException {
        byte[] golden = golden();
        for (int length = 0; length < golden.length; length++) {
            byte[] cut = Arrays.copyOf(golden, length);
            assertThatThrownBy(() -> reader(cut))
                    .as("cut off after %d bytes", length)
                    .isInstanceOf(InputException.class)
                    .hasMessageStartingWith("here");
        }
    }

    @Test
    void a_header_that_claims_more_than_there_is_costs_no_memory() {
        for (long claim : new long[] {-1, 0, 1L << 62, Long.MAX_VALUE, 1 << 30}) {
            byte[] bytes =
                    ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN).putLong(claim).array();
            assertThatThrownBy(() -> reader(bytes))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("announce a header of " + Long.toUnsignedString(claim));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'x':{'dtype':'F16','shape':[4],'data_offsets':[0,8]}} | tensor x: expected F32,"
                        + " got F16",
                "{'x':{'dtype':'F32','shape':[2],'data_offsets':[0,12]}} | shape [2] takes 8 bytes,"
                        + " but data_offsets are [0, 12]",
                "{'x':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}} | data_offsets are [8, 0]",
                "{'x':{'dtype':'F32','shape':[2],'data_offsets':[0]}} | data_offsets must be begin"
                        + " and end",
                "{'x':{'dtype':'F32','shape':[-2],'data_offsets':[0,8]}} | tensor x: shape [-2]",
                "{'x':{'dtype':'F32','shape':[2147483647,2147483647,4],'data_offsets':[0,8]}} |"
                        + " expected numbers from 0 whose product",
                "{'x':{'dtype':'F32','shape':[4294967298],'data_offsets':[0,8]}} | here, tensor x",
                "{'x':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | the tensors take 4 bytes,"
                        + " but the file has 8",
                "{'x':{'dtype':'F32','shape':[3],'data_offsets':[0,12]}} | the tensors take 12"
                        + " bytes, but the file has 8",
                "{'x':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | expected to begin at byte"
                        + " 0 of the data",
                "{'x':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'y':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}"
                    + " | tensor y: expected to begin at byte 8",
                "{'x':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'x':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}"
                    + " | Duplicate",
                "{'x':{'dtype':'F32','shape':[2]}} | here, tensor x",
                "{'x':{'dtype':'F32','shape':[2],'data_offsets':[0,8],'more':1}} | unknown",
                "{'__metadata__':{'step':7}} | __metadata__, step: must be text",
                "{'__metadata__':7} | __metadata__ must be an object",
                "[1] | the header must be an object",
                "{'x' | not JSON"
            })
    void a_wrong_header_is_refused(String header, String message) {
        byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        byte[] bytes =
                ByteBuffer.allocate(8 + json.length + 8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(json.length)
                        .put(json)
                        .array();
        assertThatThrownBy(() -> reader(bytes))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("here")
                .hasMessageContaining(message);
    }

    @Test
    void other_tensors_than_the_networks_are_refused() throws IOException {
        SafetensorsWriter.Tensor kernel = tensor("dense/kernel", List.of(3, 2), 1, 2, 3, 4, 5, 6);
        SafetensorsWriter.Tensor bias = tensor("dense/bias", List.of(2), 7, 8);
        SafetensorsWriter.Tensor turned = tensor("dense/kernel", List.of(2, 3), 1, 2, 3, 4, 5, 6);
        refused(List.of(kernel), "here: tensor dense/bias is missing");
        refused(
                List.of(kernel, bias, tensor("dense_1/bias", List.of(1), 0)),
                "here: tensor dense_1/bias is none of the network's");
        refused(
                List.of(turned, bias),
                "here: tensor dense/kernel: the network needs the shape [3, 2], got [2, 3]");
    }

    private static void refused(List<SafetensorsWriter.Tensor> tensors, String message)
            throws IOException {
        SafetensorsReader file = reader(written(Map.of(), tensors));
        assertThatThrownBy(() -> Weights.read("here", file, SPECS, List.of("")))
                .isInstanceOf(InputException.class)
                .hasMessage(message);
    }
}
