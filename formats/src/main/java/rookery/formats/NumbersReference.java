package rookery.formats;

import rookery.Dataset;
import rookery.Fit;
import rookery.RowOrder;
import rookery.tensor.Matrix;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Numbers that a program trained on, as a run remembers them: enough to see whether they are the
 * same. Each is a SHA-256 over little-endian numbers.
 *
 * @param training what {@code fit} got to learn from; none if nobody told, or a table is recorded
 * @param validation what it got for validation, likewise
 * @param rowOrder the order of rows that {@link Fit#rowOrder} asked for, if it did
 */
public record NumbersReference(
        Optional<String> training, Optional<String> validation, Optional<String> rowOrder) {

    static Optional<NumbersReference> of(
            Optional<Dataset> training, Optional<Dataset> validation, Fit fit) {
        NumbersReference reference =
                new NumbersReference(
                        training.map(NumbersReference::sha256),
                        validation.map(NumbersReference::sha256),
                        fit.rowOrder().map(NumbersReference::sha256));
        boolean nothing = training.isEmpty() && validation.isEmpty() && fit.rowOrder().isEmpty();
        return nothing ? Optional.empty() : Optional.of(reference);
    }

    /** Of shapes, features, targets and weights. */
    static String sha256(Dataset data) {
        MessageDigest digest = digest();
        update(digest, data.features());
        update(digest, data.targets());
        data.weights()
                .ifPresent(weights -> update(digest, Matrix.wrap(1, weights.length, weights)));
        return HexFormat.of().formatHex(digest.digest());
    }

    static String sha256(RowOrder order) {
        MessageDigest digest = digest();
        update(digest, order.epochs());
        for (int epoch = 0; epoch < order.epochs(); epoch++) update(digest, order.epoch(epoch));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void update(MessageDigest digest, Matrix matrix) {
        update(digest, matrix.rows(), matrix.cols());
        ByteBuffer row = buffer(matrix.cols());
        for (int i = 0; i < matrix.rows(); i++) {
            row.asFloatBuffer().put(matrix.values(), i * matrix.cols(), matrix.cols());
            digest.update(row.array());
        }
    }

    private static void update(MessageDigest digest, int... numbers) {
        ByteBuffer bytes = buffer(numbers.length);
        bytes.asIntBuffer().put(numbers);
        digest.update(bytes.array());
    }

    private static ByteBuffer buffer(int numbers) {
        return ByteBuffer.allocate(Math.multiplyExact(numbers, 4)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
