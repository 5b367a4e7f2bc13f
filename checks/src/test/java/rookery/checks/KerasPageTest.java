package rookery.checks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import rookery.activations.Activation;
import rookery.constraints.Constraint;
import rookery.initializers.Initializer;
import rookery.layers.Layer;
import rookery.losses.Loss;
import rookery.metrics.Metric;
import rookery.names.Names;
import rookery.optimizers.Optimizer;
import rookery.regularizers.Regularizer;
import rookery.schedules.LearningRate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code docs/keras.md} tells the truth: what is said to be here is, and nothing is left out. */
class KerasPageTest {

    /** A family, and the package of its classes. */
    private record Family(Class<?> type, Names<?> names) {}

    private static final Map<String, Family> FAMILIES = new LinkedHashMap<>();

    static {
        FAMILIES.put("Activations", new Family(Activation.class, Activation.NAMES));
        FAMILIES.put("Losses", new Family(Loss.class, Loss.NAMES));
        FAMILIES.put("Metrics", new Family(Metric.class, Metric.NAMES));
        FAMILIES.put("Optimizers", new Family(Optimizer.class, Optimizer.NAMES));
        FAMILIES.put("Learning rate schedules", new Family(LearningRate.class, LearningRate.NAMES));
        FAMILIES.put("Initializers", new Family(Initializer.class, Initializer.NAMES));
        FAMILIES.put("Regularizers", new Family(Regularizer.class, Regularizer.NAMES));
        FAMILIES.put("Constraints", new Family(Constraint.class, Constraint.NAMES));
        FAMILIES.put("Layers", new Family(Layer.class, Layer.NAMES));
    }

    /** A line of a table: Keras's names, ours or a dash, and what is to be said. */
    private record Row(String family, List<String> keras, String ours, String state) {}

    private static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        String section = "";
        for (String line : Sources.text(Sources.ROOT.resolve("docs/keras.md")).split("\\R")) {
            if (line.startsWith("## ")) section = line.substring(3);
            if (!line.startsWith("| ") || line.startsWith("| Keras") || line.startsWith("| family"))
                continue;
            String[] cells = line.substring(2, line.length() - 2).split(" \\| ");
            boolean beyond = section.equals("Beyond Keras");
            rows.add(
                    new Row(
                            beyond ? cells[0] : section,
                            beyond ? List.of() : Arrays.asList(cells[0].split(", ")),
                            cells[1].replace("`", ""),
                            cells[2]));
        }
        return rows;
    }

    @Test
    void what_is_said_to_be_here_is_here() {
        for (Row row : rows()) {
            if (row.ours.equals("—"))
                assertThat(row.state).as(row.toString()).startsWith("not here");
            else assertThat(resolves(row)).as(row.toString()).isTrue();
        }
    }

    private static boolean resolves(Row row) {
        if (row.ours.contains(".")) return exists(row.ours);
        Family family = FAMILIES.get(row.family);
        if (Character.isUpperCase(row.ours.charAt(0)))
            return exists(family.type.getPackageName() + "." + row.ours);
        return family.names.members().containsKey(row.ours);
    }

    private static boolean exists(String type) {
        try {
            return Class.forName(type) != null;
        } catch (ClassNotFoundException _) {
            return false;
        }
    }

    @Test
    void every_member_of_every_family_is_on_the_page() {
        FAMILIES.forEach((name, family) -> {
            List<Class<?>> shown =
                    rows().stream()
                            .filter(row -> row.family.equals(name))
                            .map(row -> (Object) family.names.members().get(row.ours))
                            .filter(member -> member != null)
                            .<Class<?>>map(Object::getClass)
                            .toList();
            assertThat(family.names.members())
                    .allSatisfy((key, member) ->
                            assertThat(shown).as(name + ": " + key).contains(member.getClass()));
        });
    }

    @Test
    void every_name_of_keras_is_on_the_page() throws IOException {
        List<String> shown =
                rows().stream()
                        .flatMap(row -> row.keras.stream().map(name -> row.family + ": " + name))
                        .toList();
        try (InputStream names = KerasPageTest.class.getResourceAsStream("keras_names.txt")) {
            String text = new String(names.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(shown).containsAll(List.of(text.strip().split("\n")));
        }
    }
}
