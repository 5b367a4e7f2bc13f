package rookery.explain.lesson;

import rookery.Dataset;
import rookery.Model;
import rookery.tensor.Panels;

import java.util.ArrayList;
import java.util.List;

/**
 * On how many rows each hidden relu unit is on, that is above 0.
 *
 * @param shares of the rows, unit by unit
 * @param dead units that are on for no row: they pass nothing on, and no gradient back
 * @param alwaysOn units that are on for every row: linear, as if there were no relu
 * @param telling units that tell some rows from others
 */
public record UnitActivity(List<Double> shares, int dead, int alwaysOn, int telling) {

    /** Of the hidden layer of a model, on these rows. */
    static UnitActivity of(Model model, Dataset rows) {
        Panels z = model.trace(rows).frame(0).z();
        List<Double> shares = new ArrayList<>();
        for (int unit = 0; unit < z.features(); unit++) {
            int on = 0;
            for (int row = 0; row < rows.rows(); row++) if (z.get(row, unit) > 0) on++;
            shares.add(on / (double) rows.rows());
        }
        int dead = (int) shares.stream().filter(share -> share == 0).count();
        int alwaysOn = (int) shares.stream().filter(share -> share == 1).count();
        return new UnitActivity(
                List.copyOf(shares), dead, alwaysOn, shares.size() - dead - alwaysOn);
    }
}
