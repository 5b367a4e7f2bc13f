package rookery.layers;

import rookery.initializers.Initializer;
import rookery.initializers.RandomUniform;
import rookery.tensor.Matrix;
import rookery.tensor.Panels;
import rookery.tensor.ParameterSpec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Replaces codes by trained vectors: a column of codes 0 … size − 1 becomes {@code dimension} numbers
 * in its place, and the columns without codes pass as they are. Stands first in a network.
 *
 * <pre>
 *   x (batch, inputs)   E (size, dimension) of each column of codes   y (batch, outputs)
 *   y  = row x of E, for a column of codes; x, for any other
 *   dE = Σ_batch dy into row x, in {@code double} in the order of the examples
 * </pre>
 *
 * Bengio et al. 2003, "A neural probabilistic language model". Keras's layer takes codes alone and has
 * one tensor for all of them; here each column has one of its own: {@code embeddings}, {@code
 * embeddings_1} …
 *
 * @param columns positions of the columns of codes among the inputs, ascending, from 0
 * @param sizes how many codes each of them has
 * @param dimension how many numbers each of them becomes; a single one for all of them alike
 * @param embeddingsInitializer of E; uniform in ±0.05 unless told
 */
public record Embedding(
        List<Integer> columns,
        List<Integer> sizes,
        List<Integer> dimension,
        Initializer embeddingsInitializer)
        implements Layer {

    /** With Keras's initializer. */
    public Embedding(List<Integer> columns, List<Integer> sizes, List<Integer> dimension) {
        this(columns, sizes, dimension, new RandomUniform());
    }

    /** With as many numbers for each column, and Keras's initializer. */
    public static Embedding of(List<Integer> columns, List<Integer> sizes, int dimension) {
        return new Embedding(columns, sizes, List.of(dimension));
    }

    /** Keeps its own lists; checks their values, and that they fit together. */
    public Embedding {
        columns = List.copyOf(columns);
        sizes = List.copyOf(sizes);
        dimension = List.copyOf(dimension);
        Objects.requireNonNull(embeddingsInitializer, "Embedding: embeddingsInitializer");
        int before = -1;
        for (int column : columns) {
            if (column <= before)
                throw new IllegalArgumentException(
                        "Embedding: columns must be ascending positions from 0, got " + columns);
            before = column;
        }
        if (columns.isEmpty())
            throw new IllegalArgumentException("Embedding: needs at least one column");
        check("sizes", sizes, columns.size());
        if (dimension.size() != 1) check("dimension", dimension, columns.size());
        else check("dimension", dimension, 1);
    }

    private static void check(String what, List<Integer> numbers, int columns) {
        if (numbers.size() != columns)
            throw new IllegalArgumentException(
                    "Embedding: %s must be one for each of the %d columns, got %s"
                            .formatted(what, columns, numbers));
        for (int number : numbers)
            if (number < 1)
                throw new IllegalArgumentException(
                        "Embedding: %s must be at least 1, got %s".formatted(what, numbers));
    }

    @Override
    public String kind() {
        return "embedding";
    }

    @Override
    public boolean takesCodes() {
        return true;
    }

    /** How many numbers the k-th column becomes. */
    private int dimension(int k) {
        return dimension.get(dimension.size() == 1 ? 0 : k);
    }

    @Override
    public int outputs(int inputs) {
        if (columns.getLast() >= inputs)
            throw new IllegalArgumentException(
                    "Embedding: there is no column %d among %d inputs"
                            .formatted(columns.getLast(), inputs));
        int outputs = inputs - columns.size();
        for (int k = 0; k < columns.size(); k++) outputs = Math.addExact(outputs, dimension(k));
        return outputs;
    }

    @Override
    public List<ParameterSpec> parameters(int inputs) {
        List<ParameterSpec> specs = new ArrayList<>();
        for (int k = 0; k < columns.size(); k++)
            specs.add(
                    ParameterSpec.kernel(
                            k == 0 ? "embeddings" : "embeddings_" + k, sizes.get(k), dimension(k)));
        return List.copyOf(specs);
    }

    @Override
    public Initializer initializer(ParameterSpec parameter) {
        return embeddingsInitializer;
    }

    @Override
    public void check(Matrix features) {
        for (int row = 0; row < features.rows(); row++)
            for (int k = 0; k < columns.size(); k++) {
                float code = features.get(row, columns.get(k));
                if (!(code >= 0 && code < sizes.get(k) && code == (int) code))
                    throw new IllegalArgumentException(
                            "embedding: row %d, column %d: expected a code from 0 to %d, got %s"
                                    .formatted(row, columns.get(k), sizes.get(k) - 1, code));
            }
    }

    /** The codes' rows: those of the column with the most. */
    @Override
    public int rows(int inputs) {
        int most = 0;
        for (int size : sizes) most = Math.max(most, size);
        return most;
    }

    /** A sum for each code: a number's gradient over the batch. */
    @Override
    public int statistics(int inputs) {
        return rows(inputs);
    }

    @Override
    public void forward(Frame frame, Pass pass, int from, int to) {
        int k = 0;
        int out = 0;
        for (int f = 0; f < frame.inputs(); f++) {
            if (k == columns.size() || columns.get(k) != f) {
                for (int panel = from; panel < to; panel++)
                    System.arraycopy(
                            frame.x().values(),
                            frame.x().at(panel) + f * Panels.LANES,
                            frame.y().values(),
                            frame.y().at(panel) + out * Panels.LANES,
                            Panels.LANES);
                out++;
            } else {
                look(frame, f, k, out, from, to);
                out += dimension(k++);
            }
        }
    }

    /** Rows of the k-th tensor for the codes in feature f. */
    private void look(Frame frame, int f, int k, int out, int from, int to) {
        float[] θ = frame.parameters().values();
        float[] x = frame.x().values();
        float[] y = frame.y().values();
        int size = sizes.get(k);
        int dimension = dimension(k);
        for (int panel = from; panel < to; panel++)
            for (int lane = 0; lane < Panels.LANES; lane++) {
                int code = (int) x[frame.x().at(panel) + f * Panels.LANES + lane];
                int at = frame.y().at(panel) + out * Panels.LANES + lane;
                for (int j = 0; j < dimension; j++)
                    y[at + j * Panels.LANES] = θ[frame.at(k) + at(size, code, j)];
            }
    }

    /** Where (i, j) is in a tensor of so many rows: {@link ParameterSpec#at}. */
    private static int at(int rows, int i, int j) {
        return ((j / Panels.LANES) * rows + i) * Panels.LANES + j % Panels.LANES;
    }

    /** Nothing: codes have no gradient. */
    @Override
    public void backward(Frame frame, Pass pass, int from, int to) {}

    @Override
    public void gradients(Frame frame, Pass pass, int from, int to) {
        int out = columns.getFirst();
        for (int k = 0; k < columns.size(); k++) {
            int last = Math.min(to, sizes.get(k));
            if (from < last) gradients(frame, pass, k, out, from, last);
            if (k + 1 < columns.size())
                out += dimension(k) + columns.get(k + 1) - columns.get(k) - 1;
        }
    }

    /** Those of the k-th tensor, whose numbers are y's from feature {@code out} on. */
    private void gradients(Frame frame, Pass pass, int k, int out, int from, int to) {
        int size = sizes.get(k);
        int dimension = dimension(k);
        int begin = frame.at(k);
        float[] g = frame.gradients();
        for (int j = 0; j < dimension; j += Panels.LANES)
            Arrays.fill(
                    g, begin + at(size, from, j), begin + at(size, to - 1, j) + Panels.LANES, 0f);
        double[] sums = frame.statistics();
        int first = pass.panel() * Panels.LANES;
        for (int j = 0; j < dimension; j++) {
            Arrays.fill(sums, from, to, 0);
            for (int b = first; b < first + pass.rows(); b++) {
                int code = (int) frame.x().get(b, columns.get(k));
                if (code >= from && code < to) sums[code] += frame.dy().get(b, out + j);
            }
            for (int code = from; code < to; code++)
                g[begin + at(size, code, j)] = (float) sums[code];
        }
    }
}
