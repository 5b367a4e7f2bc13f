package rookery.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Files;
import java.nio.file.Path;

class BundledDataTest {
    private static final String PENGUINS =
            "f204db2c753b0937caac3cb35258562c14f073e4bbc76be24b4c51ce22767a93";

    @Test
    void penguins_are_the_lecture_s() {
        DataSource penguins = DataSource.of("penguins", CsvOptions.defaults());
        PreparedTable data = PreparedTable.of(penguins.table(), penguins.options());

        assertThat(penguins.sha256()).isEqualTo(PENGUINS);
        assertThat(penguins.table().rows()).isEqualTo(344);
        assertThat(data.report().rows().rows()).hasSize(333);
        assertThat(data.training().rows()).isEqualTo(299);
        assertThat(data.validation().orElseThrow().rows()).isEqualTo(34);
        assertThat(data.encoding().inputNames())
                .containsExactly("flipper_length_mm", "bill_depth_mm", "bill_length_mm");
        assertThat(((ClassTarget) data.encoding().target()).classes())
                .containsExactly("Adelie", "not Adelie");
        assertThat(counts(data, 2)).containsExactly(146, 187);
    }

    @Test
    void penguins_by_species_are_three_classes_of_the_same_rows() {
        PreparedTable data = penguins("species");
        assertThat(data.report().rows().rows()).hasSize(333);
        assertThat(data.encoding().inputs()).isEqualTo(3);
        assertThat(((ClassTarget) data.encoding().target()).classes())
                .containsExactly("Adelie", "Chinstrap", "Gentoo");
        assertThat(counts(data, 3)).containsExactly(146, 68, 119);
    }

    @Test
    void penguins_by_body_mass_are_a_regression_and_by_a_feature_do_without_it() {
        assertThat(penguins("body_mass_g").encoding().target()).isInstanceOf(NumberTarget.class);
        assertThat(penguins("bill_depth_mm").encoding().inputNames())
                .containsExactly("flipper_length_mm", "bill_length_mm");
        assertThat(((ClassTarget) penguins("sex").encoding().target()).classes())
                .containsExactly("female", "male");
    }

    @ParameterizedTest
    @CsvSource({
        "moons, 561d1ec01032e24dcafb84077a6c45d793b9f67d85bf0b9bae8494cd87266d77",
        "spiral, b96c326bbf154c7e115ce46b5f01fccc16e422f7e9cc15fb5334120e99afa826",
        "xor, c32873319e95ae69d0b0840285c414915ebeebeafe14aaa9c3afc739cedfe602",
        "rings, 2e3a3d206dac368e7dede8c01f6ae783bd48550357db317591aff28a48704b3d",
        "waves, 343f96481cad40491a3e13c681937885db0581b4931d7475ad211bc7d6df7f71"
    })
    void generated_sets_are_the_same_on_every_machine(String name, String sha256) {
        assertThat(DataSource.of(name, CsvOptions.defaults()).sha256()).isEqualTo(sha256);
    }

    @ParameterizedTest
    @EnumSource(names = {"MOONS", "SPIRAL", "XOR", "RINGS"})
    void classes_can_be_told_apart_the_nearest_other_point_is_mostly_of_the_same(BundledData data) {
        Table table = data.table();
        String target = data.options().target();
        double[] x = Tables.values(table, "x");
        double[] y = Tables.values(table, "y");
        String[] classes = Tables.texts(table, target);
        int right = 0;
        for (int i = 0; i < 300; i++) {
            if (classes[nearest(i, x, y)].equals(classes[i])) right++;
        }
        assertThat(right).isGreaterThanOrEqualTo(285); // 95 %
    }

    @Test
    void waves_are_the_formula_and_a_little_noise() {
        Table waves = GeneratedData.waves(500, 7);
        double[] x = Tables.values(waves, "x");
        double[] y = Tables.values(waves, "y");
        double[] height = Tables.values(waves, "height");
        double squares = 0;
        for (int i = 0; i < 500; i++) {
            double formula =
                    StrictMath.sin(Math.PI * x[i]) + 0.5 * StrictMath.cos(2 * Math.PI * y[i]);
            squares += (height[i] - formula) * (height[i] - formula);
        }
        assertThat(Math.sqrt(squares / 500)).isCloseTo(0.05, within(0.01));
    }

    @Test
    void another_seed_gives_other_points() {
        assertThat(GeneratedData.xor(2, 1).column("x").text(0))
                .isNotEqualTo(GeneratedData.xor(2, 2).column("x").text(0));
    }

    @Test
    void a_file_has_the_sha_256_of_its_bytes_and_no_target(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("birds.csv");
        Files.write(file, BundledData.PENGUINS.csv());
        DataSource source = DataSource.of(file.toString(), CsvOptions.defaults());
        assertThat(source.sha256()).isEqualTo(PENGUINS);
        assertThat(source.options()).isEqualTo(TableOptions.defaults());
        assertThat(source.table().source()).isEqualTo("birds.csv");
    }

    @Test
    void an_unknown_name_is_answered_with_the_nearest_and_a_path_with_no_such_file() {
        assertThatThrownBy(() -> DataSource.of("pengins", CsvOptions.defaults()))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "pengins: no such file, and no bundled data set; did you mean penguins?");
        assertThatThrownBy(() -> DataSource.of("no/such.csv", CsvOptions.defaults()))
                .isInstanceOf(InputException.class)
                .hasMessage(Path.of("no/such.csv") + ": no such file");
    }

    private static PreparedTable penguins(String target) {
        BundledData penguins = BundledData.PENGUINS;
        return PreparedTable.of(penguins.table(), penguins.options().target(target));
    }

    private static int[] counts(PreparedTable data, int classes) {
        int[] counts = new int[classes];
        for (int c : data.training().classes()) counts[c]++;
        for (int c : data.validation().orElseThrow().classes()) counts[c]++;
        return counts;
    }

    private static int nearest(int i, double[] x, double[] y) {
        int nearest = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int j = 0; j < x.length; j++) {
            double distance = (x[i] - x[j]) * (x[i] - x[j]) + (y[i] - y[j]) * (y[i] - y[j]);
            if (j != i && distance < least) {
                least = distance;
                nearest = j;
            }
        }
        return nearest;
    }
}
