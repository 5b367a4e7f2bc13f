package rookery.formats;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes tensors in the safetensors format, byte for byte as its reference implementation does.
 *
 * <pre>
 *   8 bytes       length n of the header, little-endian
 *   n bytes       {"__metadata__":{…},"dense/bias":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},…},
 *                 filled up with spaces to a multiple of 8
 *   the rest      little-endian floats, row-major, tensor after tensor
 * </pre>
 *
 * https://huggingface.co/docs/safetensors
 */
final class SafetensorsWriter {

    private static final int CHUNK_BYTES = 1 << 16;

    private SafetensorsWriter() {}

    /** The values of a tensor, row by row, so that no copy of it is in memory; a vector is one row. */
    @FunctionalInterface
    interface Rows {
        /** Copies row i. */
        void copy(int i, float[] into);
    }

    /** One tensor. */
    record Tensor(String name, List<Integer> shape, Rows rows) {

        private int cols() {
            return shape.isEmpty() ? 1 : shape.getLast();
        }

        private int rowCount() {
            return shape.stream()
                    .limit(Math.max(0, shape.size() - 1))
                    .reduce(1, Math::multiplyExact);
        }

        private long bytes() {
            return Float.BYTES * shape.stream().mapToLong(n -> n).reduce(1, Math::multiplyExact);
        }
    }

    /** Writes the tensors in the order of their names. */
    static void write(OutputStream out, Map<String, String> metadata, Collection<Tensor> tensors)
            throws IOException {
        List<Tensor> sorted = tensors.stream().sorted(Comparator.comparing(Tensor::name)).toList();
        byte[] header = header(metadata, sorted);
        ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        out.write(length.putLong(header.length).array());
        out.write(header);
        for (Tensor tensor : sorted) write(out, tensor);
    }

    private static byte[] header(Map<String, String> metadata, List<Tensor> tensors) {
        Map<String, Object> header = new LinkedHashMap<>();
        if (!metadata.isEmpty()) header.put(SafetensorsReader.METADATA, new TreeMap<>(metadata));
        long offset = 0;
        for (Tensor tensor : tensors) {
            long end = Math.addExact(offset, tensor.bytes());
            header.put(
                    tensor.name(),
                    new SafetensorsReader.Entry(
                            SafetensorsReader.F32, tensor.shape(), List.of(offset, end)));
            offset = end;
        }
        String json = JsonWriter.STANDARD.line(header);
        int length = json.getBytes(StandardCharsets.UTF_8).length;
        return (json + " ".repeat(-length & 7)).getBytes(StandardCharsets.UTF_8);
    }

    /** Many rows at a time, as calls cost more than copying. */
    private static void write(OutputStream out, Tensor tensor) throws IOException {
        float[] row = new float[tensor.cols()];
        int rowBytes = Math.multiplyExact(Float.BYTES, row.length);
        int rows = Math.clamp(CHUNK_BYTES / rowBytes, 1, tensor.rowCount());
        ByteBuffer bytes = ByteBuffer.allocate(rows * rowBytes).order(ByteOrder.LITTLE_ENDIAN);
        FloatBuffer floats = bytes.asFloatBuffer();
        for (int i = 0; i < tensor.rowCount(); i++) {
            tensor.rows().copy(i, row);
            floats.put(row);
            if (floats.hasRemaining() && i < tensor.rowCount() - 1) continue;
            out.write(bytes.array(), 0, Float.BYTES * floats.position());
            floats.clear();
        }
    }
}
