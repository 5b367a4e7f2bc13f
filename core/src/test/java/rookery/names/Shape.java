package rookery.names;

import rookery.activations.Activation;
import rookery.activations.LeakyRelu;
import rookery.schedules.LearningRate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A family for tests, with components of all types that a member may have. */
public sealed interface Shape {

    Names<Shape> NAMES =
            Names.of("shape", Shape::members)
                    .implied(() -> List.of(new Dot(1)))
                    .extra("copies", Integer.class, Copies::new)
                    .extra(
                            "mirrored",
                            Boolean.class,
                            (shape, yes) -> yes ? new Mirrored(shape) : shape);

    private static Map<String, Shape> members() {
        Map<String, Shape> members = new LinkedHashMap<>();
        members.put("dot", new Dot(1));
        members.put("everything", new Everything());
        members.put("thick", new Everything(Line.DOUBLE_LINE));
        members.put("row", new Row(List.of(new Dot(1))));
        members.put("steps", new Steps(List.of(100, 200), List.of(0.1, 0.01, 0.001)));
        members.put("spring", new Spring());
        members.put("plain", new Plain());
        members.put("copies", new Copies(new Plain(), 2));
        members.put("mirrored", new Mirrored(new Plain()));
        return members;
    }

    /** How it is drawn. */
    enum Line {
        SOLID,
        DOUBLE_LINE
    }

    record Dot(int size) implements Shape {
        public Dot {
            if (size < 1)
                throw new IllegalArgumentException("Dot: size must be at least 1, got " + size);
        }
    }

    record Everything(
            double alpha2,
            long seed,
            boolean fromLogits,
            String title,
            Line line,
            Activation activation,
            LearningRate learningRate,
            Optional<Double> maxValue,
            Optional<Activation> last,
            Optional<Integer> axis,
            List<Shape> parts)
            implements Shape {
        public Everything() {
            this(Line.SOLID);
        }

        Everything(Line line) {
            this(
                    0.5,
                    0,
                    false,
                    "",
                    line,
                    new LeakyRelu(),
                    LearningRate.NAMES.get("0.1"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(1),
                    List.of());
        }
    }

    record Row(List<Shape> shapes, boolean closed) implements Shape {
        public Row(List<Shape> shapes) {
            this(shapes, false);
        }
    }

    record Steps(List<Integer> boundaries, List<Double> values) implements Shape {}

    record Spring(LearningRate learningRate, double beta1, double beta2, boolean nesterov)
            implements Shape {
        public Spring() {
            this(LearningRate.NAMES.get("0.001"), 0.9, 0.999, false);
        }

        public Spring {
            if (beta1 >= 1)
                throw new IllegalArgumentException("Spring: beta1 must be below 1, got " + beta1);
        }
    }

    record Plain() implements Shape {}

    record Copies(Shape shape, int n) implements Shape {}

    record Mirrored(Shape shape) implements Shape {}
}
