package rookery.formats;

import rookery.data.InputException;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the safetensors format: first the header, of which every number is checked against the size
 * of the file before anything is allocated, then tensor after tensor in the order of the data. See
 * {@link SafetensorsWriter} for the format; of its types, 32-bit floats are read.
 */
final class SafetensorsReader {

    static final String METADATA = "__metadata__";
    static final String F32 = "F32";

    private static final int CHUNK = 1 << 16;
    private static final int MAX_TENSOR = (Integer.MAX_VALUE - 8);

    private final String where;
    private final InputStream in;
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final List<Tensor> tensors;
    private int next;

    /** A tensor as the header has it. */
    record Entry(String dtype, List<Integer> shape, List<Long> dataOffsets) {}

    /** A tensor of the file: its window in the data, in bytes, agrees with its shape. */
    record Tensor(String name, List<Integer> shape, long begin, long end) {

        private int count() {
            return Math.toIntExact((end - begin) / Float.BYTES);
        }
    }

    /**
     * Reads and checks the header.
     *
     * @param where the bytes are, for messages
     * @param size how many bytes there are
     * @throws InputException if the header is wrong or does not fit the size
     */
    SafetensorsReader(String where, InputStream in, long size) throws IOException {
        this.where = where;
        this.in = in;
        if (size < Long.BYTES) throw wrong("expected at least 8 bytes, got " + size);
        long length = ByteBuffer.wrap(exactly(8)).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (length < 2 || length > Math.min(size - Long.BYTES, Json.MAX_BYTES))
            throw wrong(
                    "the first 8 bytes announce a header of %s bytes, but the file has %d and a header at most %d"
                            .formatted(Long.toUnsignedString(length), size, Json.MAX_BYTES));
        tensors = tensors(Json.STANDARD.tree(where, exactly((int) length)));
        check(size - Long.BYTES - length);
    }

    private List<Tensor> tensors(JsonNode header) {
        if (!(header instanceof ObjectNode object))
            throw wrong("the header must be an object, got " + header.getNodeType());
        List<Tensor> result = new ArrayList<>();
        for (Map.Entry<String, JsonNode> property : object.properties()) {
            String name = property.getKey();
            if (name.equals(METADATA)) readMetadata(property.getValue());
            else {
                String place = where + ", tensor " + name;
                Entry entry = Json.STANDARD.value(place, property.getValue(), Entry.class);
                result.add(tensor(name, entry));
            }
        }
        result.sort(Comparator.comparingLong(Tensor::begin).thenComparingLong(Tensor::end));
        return result;
    }

    private void readMetadata(JsonNode node) {
        if (!(node instanceof ObjectNode object)) throw wrong(METADATA + " must be an object");
        object.forEachEntry((key, value) -> {
            if (!value.isString()) throw wrong(METADATA + ", " + key + ": must be text");
            metadata.put(key, value.stringValue());
        });
    }

    private Tensor tensor(String name, Entry entry) {
        if (!entry.dtype().equals(F32))
            throw wrong(
                    "tensor %s: expected F32, got %s; convert it to 32-bit floats"
                            .formatted(name, entry.dtype()));
        if (entry.dataOffsets().size() != 2)
            throw wrong(
                    "tensor %s: data_offsets must be begin and end, got %s"
                            .formatted(name, entry.dataOffsets()));
        long count = 1;
        for (int n : entry.shape()) {
            if (n < 0 || n > 0 && count > MAX_TENSOR / n)
                throw wrong(
                        "tensor %s: shape %s: expected numbers from 0 whose product is at most %d"
                                .formatted(name, entry.shape(), MAX_TENSOR));
            count *= n;
        }
        long begin = entry.dataOffsets().getFirst();
        long end = entry.dataOffsets().getLast();
        if (begin < 0 || end < begin || end - begin != count * Float.BYTES)
            throw wrong(
                    "tensor %s: shape %s takes %d bytes, but data_offsets are [%d, %d]"
                            .formatted(name, entry.shape(), count * Float.BYTES, begin, end));
        return new Tensor(name, entry.shape(), begin, end);
    }

    /** Tensor must follow tensor, without gap or overlap, from the first byte to the last. */
    private void check(long dataBytes) {
        long expected = 0;
        for (Tensor tensor : tensors) {
            if (tensor.begin() != expected)
                throw wrong(
                        "tensor %s: expected to begin at byte %d of the data, where the one before ends, got %d"
                                .formatted(tensor.name(), expected, tensor.begin()));
            expected = tensor.end();
        }
        if (expected != dataBytes)
            throw wrong(
                    "the tensors take %d bytes, but the file has %d for them; is it truncated?"
                            .formatted(expected, dataBytes));
    }

    /** The header's metadata. */
    Map<String, String> metadata() {
        return metadata;
    }

    /** All tensors, in the order of the data. */
    List<Tensor> tensors() {
        return tensors;
    }

    /** The values of the next tensor in the order of the data, row-major, as they are, NaN included. */
    float[] next() throws IOException {
        float[] values = new float[tensors.get(next++).count()];
        for (int i = 0; i < values.length; i += CHUNK) {
            int n = Math.min(CHUNK, values.length - i);
            ByteBuffer bytes = ByteBuffer.wrap(exactly(n * Float.BYTES));
            bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values, i, n);
        }
        return values;
    }

    private byte[] exactly(int n) throws IOException {
        byte[] bytes = in.readNBytes(n);
        if (bytes.length < n) throw new EOFException("ends before its time; is it truncated?");
        return bytes;
    }

    private InputException wrong(String what) {
        return new InputException(where + ": " + what);
    }
}
