package rookery.tensor;

import rookery.kernels.Kernels;

import java.util.List;

/**
 * Name and shape of one parameter tensor.
 *
 * <p>A kernel has the shape (inputs, units), a bias (units). In memory both lie in panels of 32
 * columns, padded with zeros: (i, j) is at {@code ((j/32)·rows + i)·32 + j%32}.
 *
 * @param name within the network as in Keras: {@code dense/kernel}
 * @param shape one or two dimensions, each at least 1
 * @param trained whether an optimizer may change it; statistics of a layer are not trained
 */
public record ParameterSpec(String name, List<Integer> shape, boolean trained) {

    /** Checks the shape. */
    public ParameterSpec {
        shape = List.copyOf(shape);
        if (shape.isEmpty() || shape.size() > 2 || shape.stream().anyMatch(n -> n < 1))
            throw new IllegalArgumentException(
                    name + ": shape must be one or two numbers of at least 1, got " + shape);
    }

    /** A trained kernel (inputs, units). */
    public static ParameterSpec kernel(String name, int inputs, int units) {
        return new ParameterSpec(name, List.of(inputs, units), true);
    }

    /** A trained vector with a number for each unit. */
    public static ParameterSpec vector(String name, int units) {
        return new ParameterSpec(name, List.of(units), true);
    }

    /** The same with {@code layer/} before the name. */
    public ParameterSpec in(String layer) {
        return new ParameterSpec(layer + "/" + name, shape, trained);
    }

    /** Whether these tensors have the same names and shapes, trained or not. */
    public static boolean alike(List<ParameterSpec> some, List<ParameterSpec> others) {
        if (some.size() != others.size()) return false;
        for (int k = 0; k < some.size(); k++)
            if (!some.get(k).name().equals(others.get(k).name())
                    || !some.get(k).shape().equals(others.get(k).shape())) return false;
        return true;
    }

    /** Rows of the tensor; 1 for a vector. */
    public int rows() {
        return shape.size() == 1 ? 1 : shape.getFirst();
    }

    /** Columns of the tensor. */
    public int cols() {
        return shape.getLast();
    }

    /** How many numbers it has, padding not counted. */
    public long count() {
        return (long) rows() * cols();
    }

    /** How many floats it takes in memory, padding included. */
    public long size() {
        long panels = (cols() + Kernels.LANES - 1L) / Kernels.LANES;
        return panels * rows() * Kernels.LANES;
    }

    /** Where element (i, j) is, counted from where the tensor begins. */
    public int at(int i, int j) {
        return ((j / Kernels.LANES) * rows() + i) * Kernels.LANES + j % Kernels.LANES;
    }
}
