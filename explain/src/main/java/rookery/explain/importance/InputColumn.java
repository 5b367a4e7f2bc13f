package rookery.explain.importance;

import rookery.data.ColumnEncoder;
import rookery.data.InputException;
import rookery.data.TableEncoding;
import rookery.names.Names;

import java.util.ArrayList;
import java.util.List;

/**
 * A column of a table among a network's inputs: a number is one, categories are as many as there are
 * categories, and one more tells where a value is missing.
 *
 * @param name of the column
 * @param first of its inputs, from 0
 * @param count of its inputs
 */
public record InputColumn(String name, int first, int count) {

    /** Refuses a column without inputs. */
    public InputColumn {
        if (first < 0 || count < 1)
            throw new IllegalArgumentException(
                    "column %s: needs an input at least, got %d from %d on"
                            .formatted(name, count, first));
    }

    /** The columns of an encoding, in the order of the network's inputs. */
    public static List<InputColumn> of(TableEncoding encoding) {
        List<InputColumn> columns = new ArrayList<>();
        int first = 0;
        for (ColumnEncoder feature : encoding.features()) {
            int count = feature.features().size();
            columns.add(new InputColumn(feature.column(), first, count));
            first += count;
        }
        return List.copyOf(columns);
    }

    /** The column's position among these. */
    static int find(List<InputColumn> columns, String name) {
        for (int k = 0; k < columns.size(); k++) if (columns.get(k).name.equals(name)) return k;
        List<String> names = columns.stream().map(InputColumn::name).toList();
        throw new InputException(
                "the model does not look at a column \"%s\"; %s"
                        .formatted(name, Names.suggest(name, names)));
    }
}
