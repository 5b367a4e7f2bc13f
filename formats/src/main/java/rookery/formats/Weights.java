package rookery.formats;

import rookery.data.InputException;
import rookery.tensor.ParameterSpec;
import rookery.tensor.Parameters;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Parameters as tensors of a safetensors file, by Keras's names: {@code dense/kernel} (inputs,
 * units), {@code dense/bias} (units). An optimizer's slots are further groups of the same tensors,
 * their names behind a prefix.
 */
final class Weights {

    private Weights() {}

    /**
     * Writes parameters.
     *
     * @param groups by prefix
     */
    static void write(
            OutputStream out, Map<String, String> metadata, SequencedMap<String, Parameters> groups)
            throws IOException {
        List<SafetensorsWriter.Tensor> tensors = new ArrayList<>();
        groups.forEach((prefix, parameters) -> {
            for (int i = 0; i < parameters.specs().size(); i++) {
                int k = i;
                ParameterSpec spec = parameters.specs().get(k);
                tensors.add(
                        new SafetensorsWriter.Tensor(
                                prefix + spec.name(),
                                spec.shape(),
                                (row, into) -> parameters.copyRow(k, row, into)));
            }
        });
        SafetensorsWriter.write(out, metadata, tensors);
    }

    /**
     * Reads parameters, one group a prefix; nothing is allocated for them before their names and
     * shapes are known to be right.
     *
     * @throws InputException if the file has others than these tensors
     */
    static List<Parameters> read(
            String where, SafetensorsReader file, List<ParameterSpec> specs, List<String> prefixes)
            throws IOException {
        Map<String, int[]> places = places(specs, prefixes);
        check(where, file, specs, places);
        List<Parameters> groups = prefixes.stream().map(_ -> Parameters.zeros(specs)).toList();
        for (SafetensorsReader.Tensor tensor : file.tensors()) {
            int[] place = places.get(tensor.name());
            groups.get(place[0]).setLogical(place[1], file.next());
        }
        return groups;
    }

    /** Name to (group, tensor). */
    private static Map<String, int[]> places(List<ParameterSpec> specs, List<String> prefixes) {
        Map<String, int[]> places = new HashMap<>();
        for (int group = 0; group < prefixes.size(); group++)
            for (int k = 0; k < specs.size(); k++)
                places.put(prefixes.get(group) + specs.get(k).name(), new int[] {group, k});
        return places;
    }

    private static void check(
            String where,
            SafetensorsReader file,
            List<ParameterSpec> specs,
            Map<String, int[]> places) {
        Map<String, int[]> missing = new HashMap<>(places);
        for (SafetensorsReader.Tensor tensor : file.tensors()) {
            int[] place = missing.remove(tensor.name());
            if (place == null)
                throw new InputException(
                        "%s: tensor %s is none of the network's".formatted(where, tensor.name()));
            List<Integer> shape = specs.get(place[1]).shape();
            if (!shape.equals(tensor.shape()))
                throw new InputException(
                        "%s: tensor %s: the network needs the shape %s, got %s"
                                .formatted(where, tensor.name(), shape, tensor.shape()));
        }
        if (!missing.isEmpty())
            throw new InputException(
                    "%s: tensor %s is missing"
                            .formatted(
                                    where, missing.keySet().stream().sorted().findFirst().get()));
    }
}
