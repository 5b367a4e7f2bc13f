package rookery.cli;

import rookery.data.Column;
import rookery.data.CsvFile;
import rookery.data.Table;
import rookery.data.TextColumn;
import rookery.explain.importance.IntegratedGradients;
import rookery.explain.importance.MeanAttributions;
import rookery.explain.importance.PartialDependence;
import rookery.explain.importance.PermutationImportance;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Which columns matter, as files. */
final class ImportanceFiles {

    private ImportanceFiles() {}

    /** A file's rows under their header; numbers as Java writes them. */
    record Content(List<String> header, List<List<Object>> rows) {

        private byte[] csv() {
            List<Column> columns = new ArrayList<>();
            for (int k = 0; k < header.size(); k++) {
                int column = k;
                columns.add(
                        TextColumn.of(
                                header.get(k),
                                rows.stream()
                                        .map(row -> String.valueOf(row.get(column)))
                                        .toArray(String[]::new)));
            }
            StringWriter text = new StringWriter();
            try {
                CsvFile.write(Table.of("the answer", columns), text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return text.toString().getBytes(StandardCharsets.UTF_8);
        }
    }

    /** What goes into a file that is no picture, by its ending. */
    static Map<String, Supplier<byte[]>> of(Content content, JsonAnswer answer) {
        return Map.of(
                "csv",
                content::csv,
                "json",
                () -> (answer.line() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** A line for each column and measure. */
    static Content csv(PermutationImportance importance) {
        List<List<Object>> rows = new ArrayList<>();
        importance
                .columns()
                .forEach(column ->
                        column.worse()
                                .forEach((measure, worse) ->
                                        rows.add(
                                                List.of(
                                                        column.column(),
                                                        measure,
                                                        worse.mean(),
                                                        worse.low(),
                                                        worse.high(),
                                                        worse.deviation()))));
        return new Content(
                List.of("column", "measure", "worse_by", "low", "high", "deviation"), rows);
    }

    /** A line for each column. */
    static Content csv(IntegratedGradients gradients) {
        List<List<Object>> rows = new ArrayList<>();
        for (IntegratedGradients.Attribution part : gradients.attributions())
            rows.add(
                    List.of(part.column(), part.value(), part.baselineValue(), part.attribution()));
        return new Content(List.of("column", "value", "baseline", "contribution"), rows);
    }

    /** A line for each column. */
    static Content csv(MeanAttributions means) {
        List<List<Object>> rows = new ArrayList<>();
        for (MeanAttributions.ColumnAttribution column : means.columns())
            rows.add(
                    List.of(
                            column.column(),
                            column.meanAbsolute(),
                            column.largest(),
                            column.largestRow()));
        return new Content(List.of("column", "mean_absolute", "largest", "largest_row"), rows);
    }

    /** A line for each row, {@code mean} first, each answer and each value of the column. */
    static Content csv(PartialDependence dependence, List<Integer> shown) {
        List<List<Object>> rows = new ArrayList<>();
        add(dependence, shown, "mean", dependence.means(), rows);
        for (PartialDependence.RowCurve curve : dependence.curves())
            add(dependence, shown, curve.row(), curve.values(), rows);
        return new Content(List.of("row", "answer", "value", "prediction"), rows);
    }

    private static void add(
            PartialDependence dependence,
            List<Integer> shown,
            Object row,
            List<List<Double>> values,
            List<List<Object>> rows) {
        for (int k : shown)
            for (int p = 0; p < dependence.points().size(); p++)
                rows.add(
                        List.of(
                                row,
                                dependence.answers().get(k).name(),
                                dependence.points().get(p).label(),
                                values.get(k).get(p)));
    }
}
