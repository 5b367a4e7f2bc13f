package rookery.cli;

import rookery.data.Column;
import rookery.data.CsvFile;
import rookery.data.NumberColumn;
import rookery.data.Table;
import rookery.data.TextColumn;
import rookery.explain.race.Entry;
import rookery.explain.race.Lap;
import rookery.explain.race.Race;
import rookery.report.RaceHtml;
import rookery.report.Theme;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** A race as files, besides pictures. */
final class RaceFiles {

    /** What there is, pictures included. */
    static final Set<String> ENDINGS = Set.of("svg", "png", "csv", "json", "html");

    private RaceFiles() {}

    /** What goes into a file that is no picture, by its ending. */
    static Map<String, Supplier<byte[]>> of(
            Race race, String data, JsonAnswer answer, Theme theme) {
        return Map.of(
                "csv",
                () -> bytes(csv(race)),
                "json",
                () -> bytes(answer.line() + "\n"),
                "html",
                () -> bytes(RaceHtml.html(race, data, theme)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private record Row(Entry entry, long seed, Lap lap) {}

    /**
     * All measurements: {@code racer}, {@code batch_size}, {@code learning_rate}, {@code seed},
     * {@code epoch}, {@code step}, {@code gradient_evaluations}, {@code seconds}, {@code loss},
     * {@code validation_loss}, which is empty where
     * there are no validation rows or it is not finite.
     */
    static String csv(Race race) {
        List<Row> rows = new ArrayList<>();
        for (Entry entry : race.entries())
            entry.descents()
                    .forEach(descent ->
                            descent.laps()
                                    .forEach(lap -> rows.add(new Row(entry, descent.seed(), lap))));
        List<Column> columns =
                List.of(
                        text("racer", rows, row -> row.entry.name()),
                        number("batch_size", rows, row -> row.entry.batchSize()),
                        text("learning_rate", rows, row -> row.entry.rate().text()),
                        text("seed", rows, row -> String.valueOf(row.seed)),
                        number("epoch", rows, row -> row.lap.epoch()),
                        number("step", rows, row -> row.lap.step()),
                        number("gradient_evaluations", rows, row -> row.lap.gradientEvaluations()),
                        number("seconds", rows, row -> row.lap.seconds()),
                        number("loss", rows, row -> row.lap.loss()),
                        number(
                                "validation_loss",
                                rows,
                                row ->
                                        row.lap
                                                .validationLoss()
                                                .filter(Double::isFinite)
                                                .orElse(Double.NaN)));
        StringWriter csv = new StringWriter();
        try {
            CsvFile.write(Table.of("race", columns), csv);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return csv.toString();
    }

    private static Column text(String name, List<Row> rows, Function<Row, String> of) {
        return TextColumn.of(name, rows.stream().map(of).toArray(String[]::new));
    }

    private static Column number(String name, List<Row> rows, ToDoubleFunction<Row> of) {
        return NumberColumn.of(name, rows.stream().mapToDouble(of).toArray());
    }
}
