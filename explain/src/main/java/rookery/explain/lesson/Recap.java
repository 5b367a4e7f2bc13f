package rookery.explain.lesson;

import rookery.Dataset;
import rookery.Sequential;
import rookery.data.UsedRows;
import rookery.explain.lesson.Penguins.Penguin;
import rookery.layers.Dense;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The data and the network of the lesson before.
 *
 * @param rows of the table
 * @param complete rows that miss no value, which are used
 * @param training rows
 * @param validation rows
 * @param inputs over the training rows, in millimetres
 * @param classes how often each occurs among the training rows
 * @param examples the first training row of each species
 * @param layers of the network
 * @param parameters of the network
 */
public record Recap(
        int rows,
        int complete,
        int training,
        int validation,
        List<Input> inputs,
        List<ClassCount> classes,
        List<Penguin> examples,
        List<LayerSize> layers,
        long parameters) {

    /** An input over the training rows. */
    public record Input(String name, double min, double max, double mean, double deviation) {

        private static Input of(Penguins penguins, String name) {
            Dataset training = penguins.raw().training();
            double[] x =
                    IntStream.range(0, training.rows())
                            .mapToDouble(i -> penguins.millimetres(name, training.rowNumber(i)))
                            .toArray();
            double sum = 0;
            double least = x[0];
            double most = x[0];
            for (double value : x) {
                sum += value;
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
            double mean = sum / x.length;
            double squares = 0;
            for (double value : x) squares += (value - mean) * (value - mean);
            return new Input(name, least, most, mean, Math.sqrt(squares / x.length));
        }
    }

    /** A class and its training rows. */
    public record ClassCount(String name, int rows) {}

    /**
     * A layer.
     *
     * @param weights of its kernel: inputs · units
     * @param biases one a unit
     */
    public record LayerSize(int inputs, int units, String activation, int weights, int biases) {

        private static LayerSize of(int inputs, Dense layer) {
            String activation = layer.activation().getClass().getSimpleName();
            return new LayerSize(
                    inputs,
                    layer.units(),
                    activation.toLowerCase(Locale.ROOT),
                    inputs * layer.units(),
                    layer.units());
        }
    }

    /** Looks at data and network. */
    public static Recap of(Penguins penguins) {
        UsedRows used = penguins.raw().report().rows();
        Sequential network = Penguins.learner(Penguins.UNITS).network();
        return new Recap(
                used.total(),
                used.rows().length,
                penguins.raw().report().training(),
                penguins.raw().report().validation(),
                penguins.inputs().stream().map(name -> Input.of(penguins, name)).toList(),
                classes(penguins),
                examples(penguins),
                IntStream.range(0, network.layers().size())
                        .mapToObj(k ->
                                LayerSize.of(network.width(k), (Dense) network.layers().get(k)))
                        .toList(),
                network.parameterCount());
    }

    private static List<ClassCount> classes(Penguins penguins) {
        int[] classes = penguins.raw().training().classes();
        return IntStream.range(0, penguins.classes().size())
                .mapToObj(k ->
                        new ClassCount(
                                penguins.classes().get(k),
                                (int) IntStream.of(classes).filter(c -> c == k).count()))
                .toList();
    }

    private static List<Penguin> examples(Penguins penguins) {
        List<Penguin> examples = new ArrayList<>();
        for (int i = 0; i < penguins.raw().training().rows(); i++) {
            Penguin penguin = penguins.penguin(i);
            if (examples.stream().noneMatch(other -> other.species().equals(penguin.species())))
                examples.add(penguin);
        }
        return List.copyOf(examples);
    }
}
