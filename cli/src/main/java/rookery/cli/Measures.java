package rookery.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Loss and metrics in little room. */
final class Measures {

    private static final String VALIDATION = "val_";
    private static final String RATE = "learning_rate";
    private static final String GAP = "  ";

    private Measures() {}

    /**
     * As many of {@code loss 0.1234/0.1301  accuracy 0.9565/0.9412} as have room, training before
     * validation.
     *
     * @param values by Keras's names
     */
    static String brief(Map<String, Double> values, int room) {
        List<String> shown = new ArrayList<>();
        int length = 0;
        for (Map.Entry<String, Double> value : values.entrySet()) {
            if (value.getKey().startsWith(VALIDATION) || value.getKey().equals(RATE)) continue;
            Double validation = values.get(VALIDATION + value.getKey());
            String measure =
                    brief(value.getKey())
                            + " "
                            + Numbers.measure(value.getValue())
                            + (validation == null ? "" : "/" + Numbers.measure(validation));
            length += measure.length() + (shown.isEmpty() ? 0 : GAP.length());
            if (length > room) break;
            shown.add(measure);
        }
        return String.join(GAP, shown);
    }

    private static String brief(String name) {
        return name.equals("mean_absolute_error") ? "mae" : name;
    }
}
