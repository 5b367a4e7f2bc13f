package rookery.formats;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;

import rookery.Run;
import rookery.kernels.Kernels;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What came out of a run: the object that {@code train --json} prints.
 *
 * @param run its name
 * @param parameters of the network
 * @param epochs finished
 * @param steps taken
 * @param values loss and metrics of the final weights by Keras's names, those of validation with
 *     {@code val_} before; in JSON beside the others, null where not finite
 * @param seconds from the first step to the end of the last epoch; of a run that was resumed, in
 *     all its parts that came to an end
 * @param weightsSha256 SHA-256 of the final weights
 * @param kernels that computed them
 * @param seed of everything random
 */
public record RunResults(
        String run,
        long parameters,
        int epochs,
        long steps,
        @JsonAnyGetter @JsonAnySetter Map<String, Double> values,
        double seconds,
        String weightsSha256,
        String kernels,
        long seed) {

    /** Names a metric cannot have, since they are taken here or in {@link DataReport}. */
    static final Set<String> TAKEN =
            Set.of(
                    "run",
                    "parameters",
                    "epochs",
                    "steps",
                    "seconds",
                    "weights_sha256",
                    "kernels",
                    "seed",
                    "task",
                    "rows",
                    "columns",
                    "notes",
                    "findings");

    /** Keeps a copy of the values, in their order; null becomes NaN. */
    public RunResults {
        Map<String, Double> copy = new LinkedHashMap<>(values);
        copy.replaceAll((_, value) -> value == null ? Double.NaN : value);
        values = Collections.unmodifiableMap(copy);
    }

    static RunResults of(String name, Run run, double seconds, long seed) {
        Map<String, Double> values = new LinkedHashMap<>(run.training().values());
        run.validation()
                .ifPresent(validation ->
                        validation
                                .values()
                                .forEach((metric, value) -> values.put("val_" + metric, value)));
        return new RunResults(
                name,
                run.model().network().parameterCount(),
                run.history().epochs(),
                run.steps(),
                values,
                seconds,
                run.model().weightsSha256(),
                Kernels.best().name(),
                seed);
    }

    /**
     * As one line of JSON together with what became of the table, as {@code train --json} prints.
     *
     * @param findings a record whose only component has this name
     */
    public String json(DataReport report, Record findings) {
        return JsonWriter.STANDARD.line(List.of(this, report, findings));
    }

    /** As one line of JSON. */
    public String json() {
        return JsonWriter.STANDARD.line(this);
    }
}
