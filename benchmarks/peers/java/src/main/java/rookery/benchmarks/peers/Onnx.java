package rookery.benchmarks.peers;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * An ONNX model, written byte by byte: Gemm, Relu, …, Gemm, Softmax. The numbers are those of the
 * fields in onnx.proto3.
 */
final class Onnx {

    private static final int IR_VERSION = 8;
    private static final int OPSET = 17;
    private static final int FLOAT = 1;

    /** A protocol-buffer message under construction. */
    private static final class Message {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        Message bytes(int field, byte[] value) {
            varint((long) field << 3 | 2);
            varint(value.length);
            bytes.writeBytes(value);
            return this;
        }

        Message text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message value) {
            return bytes(field, value.bytes.toByteArray());
        }

        private void varint(long value) {
            while ((value & ~0x7fL) != 0) {
                bytes.write((int) (value & 0x7f | 0x80));
                value >>>= 7;
            }
            bytes.write((int) value);
        }
    }

    private Onnx() {}

    /**
     * The model of a network, with input {@code x} and output {@code y}.
     *
     * @param widths units from the inputs to the outputs
     * @param weights of each layer, row-major (inputs × units); biases are 0
     */
    static byte[] model(int[] widths, float[][] weights) {
        Message graph = new Message();
        String x = "x";
        for (int k = 0; k < weights.length; k++) {
            boolean last = k == weights.length - 1;
            graph.message(1, node("Gemm", "z" + k, x, "w" + k, "b" + k));
            x = last ? "y" : "y" + k;
            graph.message(1, node(last ? "Softmax" : "Relu", x, "z" + k));
        }
        graph.text(2, "network");
        for (int k = 0; k < weights.length; k++) {
            graph.message(5, tensor("w" + k, weights[k], widths[k], widths[k + 1]));
            graph.message(5, tensor("b" + k, new float[widths[k + 1]], widths[k + 1]));
        }
        graph.message(11, value("x", widths[0]));
        graph.message(12, value("y", widths[widths.length - 1]));
        return new Message()
                .number(1, IR_VERSION)
                .message(7, graph)
                .message(8, new Message().text(1, "").number(2, OPSET))
                .bytes
                .toByteArray();
    }

    private static Message node(String operator, String output, String... inputs) {
        Message node = new Message();
        for (String input : inputs) node.text(1, input);
        return node.text(2, output).text(3, output).text(4, operator);
    }

    private static Message tensor(String name, float[] values, int... dimensions) {
        Message tensor = new Message();
        for (int dimension : dimensions) tensor.number(1, dimension);
        ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return tensor.number(2, FLOAT).text(8, name).bytes(9, raw.array());
    }

    private static Message value(String name, int units) {
        Message shape =
                new Message()
                        .message(1, new Message().text(2, "rows"))
                        .message(1, new Message().number(1, units));
        Message tensor = new Message().number(1, FLOAT).message(2, shape);
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }
}
