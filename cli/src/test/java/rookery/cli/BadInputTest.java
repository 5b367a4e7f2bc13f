package rookery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Wrong usage and bad input: exit code 2, nothing on stdout, one line that says what to do. */
class BadInputTest {

    @TempDir Path folder;

    private void refuses(String expected, String... arguments) {
        Path runs = folder.resolve("runs");
        Shell.Outcome outcome = new Shell(runs).run(arguments);
        assertThat(outcome.err().stripTrailing().replace(folder + "/", "")).isEqualTo(expected);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(runs).as("before training").doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
                    train | DATA is missing; see rookery train --help
                    train penguins more | one argument too many, "more"; see rookery train --help
                    train penguins --epoch=3 | unknown option --epoch; did you mean --epochs?
                    train penguins --epochs | --epochs needs a N; see rookery train --help
                    train penguins --epochs=many | --epochs: a whole number from 1 to 2147483647 is wanted, got "many"
                    train penguins --epochs=0 | --epochs: a whole number from 1 to 2147483647 is wanted, got "0"
                    train penguins --batch-size=0 | --batch-size: a whole number of rows from 1 to 2147483647, or full, is wanted, got "0"
                    train penguins --batch-size=all | --batch-size: a whole number of rows from 1 to 2147483647, or full, is wanted, got "all"
                    train penguins --learning-rate=-1 | learning rate must be positive and finite, got -1.0
                    train penguins --learning-rate=constant(x) | learning rate "constant(x)", position 10: rate: expected a number, got x
                    train penguins --reduce-on-plateau=-1 | --reduce-on-plateau: a whole number of epochs from 0 to 2147483647 is wanted, got "-1"
                    train penguins --patience=-1 | --patience: a whole number of epochs from 0 to 2147483647 is wanted, got "-1"
                    train penguins --validation=1.5 | --validation: a number in [0, 1) is wanted, got "1.5"
                    train penguins --validation=x | --validation: a number in [0, 1) is wanted, got "x"
                    train penguins --seed=1e9 | --seed: a whole number from -9223372036854775808 to 9223372036854775807 is wanted, got "1e9"
                    train penguins --seed=7 --epochs=5 --epochs=2 | --epochs: is there more than once; pass it once
                    train penguins --name=a --name=b | --name: is there more than once; pass it once
                    train penguins --hidden=16,,8 | --hidden: layer "16,,8", position 4: expected a value, got , (layers are written as 64 relu, dropout 0.2, 32 or as none)
                    train penguins --hidden=0 | --hidden: dense: units must be at least 1, got 0 (layers are written as 64 relu, dropout 0.2, 32 or as none)
                    train penguins --optimizer=adm | unknown optimizer "adm"; did you mean adam, adamw or nadam?
                    train penguins --loss=crossentropy | unknown loss "crossentropy"; did you mean categorical_crossentropy, sparse_categorical_crossentropy or binary_crossentropy?
                    train penguins --activation=rellu | unknown activation "rellu"; did you mean relu, relu6 or elu?
                    train penguins --activation=glu | --activation glu: makes fewer numbers of the units, so that it must be a layer of its own; pass --hidden "32 linear, glu"
                    train penguins --metrics=acuracy | unknown metric "acuracy"; did you mean accuracy?
                    train waves --metrics=categorical_accuracy | categorical_accuracy: needs an output for each class, but there is one; for a yes or no use binary_accuracy, for a number mean_absolute_error
                    train waves --metrics=auc | auc: target row 0, column 0 must be 0 for no or 1 for yes, or between, got -0.84327364
                    train penguins --metrics=auc,auc | compile: two values called "auc"
                    train penguins --metrics=sparse_categorical_accuracy | sparse_categorical_accuracy: needs class numbers in one column; for one-hot targets use categorical_accuracy
                    train penguins --task=sorting | unknown task "sorting"; known are classification and regression
                    train penguins --scale=log | unknown scaling "log"; known are standard, minmax and none
                    train penguins --class-weight=even | --class-weight: balanced is known, got "even"
                    train waves --class-weight=balanced | --class-weight: height has no classes, as it is a number to be predicted
                    train waves --loss=categorical_crossentropy | --loss categorical_crossentropy does not fit regression of height; pass mean_squared_error
                    train penguins --loss=binary_crossentropy(true) | --loss binary_crossentropy does not fit the 2 classes of species: it takes logits, but the network ends with sigmoid; pass it without from_logits, which is seen to
                    train penguins --optimizer=adam(beta=1) | optimizer "adam(beta=1)", position 6: adam has no argument "beta"; did you mean beta_1 or beta_2?
                    train penguins --optimizer=adam(beta_1=1) | adam: beta_1 must be in [0, 1), got 1.0
                    train penguins --activation=leaky_relu(a) | activation "leaky_relu(a)", position 12: negative_slope: expected a number, got a
                    train penguins --hidden=16(relu | --hidden: layer "16(relu", position 8: expected a comma or ), got the end (layers are written as 64 relu, dropout 0.2, 32 or as none)
                    train penguins --hidden=dropout | --hidden: dropout needs rate; for example dropout(0.5) (layers are written as 64 relu, dropout 0.2, 32 or as none)
                    train --epochs=3 | DATA is missing; see rookery train --help
                    train penguins --config=no.json | no.json: could not be read: no such file
                    train penguins --target=species --loss=binary_crossentropy | --loss binary_crossentropy does not fit the 3 classes of species; pass categorical_crossentropy or sparse_categorical_crossentropy
                    train penguins --target=species --loss=binary_focal_crossentropy | --loss binary_focal_crossentropy does not fit the 3 classes of species; pass categorical_crossentropy or sparse_categorical_crossentropy
                    train waves --loss=hinge | --loss hinge does not fit regression of height; pass mean_squared_error
                    train waves --loss=gaussian_nll --metrics=accuracy | accuracy: is of classes, but gaussian_nll is of numbers; use mean_absolute_error, root_mean_squared_error or r2_score, which measure the mean
                    train waves --loss=gaussian_nll(eps=0) | gaussian_nll: eps must be positive and finite, got 0.0
                    train penguins --loss=gaussian_nll | --loss gaussian_nll does not fit the 2 classes of species; pass categorical_crossentropy or sparse_categorical_crossentropy
                    train penguins --target=speces | penguins: no column "speces"; did you mean species?
                    train penguins --features=bill_lenght_mm | penguins: no column "bill_lenght_mm"; did you mean bill_length_mm or bill_depth_mm?
                    train penguins --target=sex --features=year,sex | --features: sex is the target, which is never learned from; leave it out of the list
                    train penguins --features=species | --features: species is the target, which is never learned from; leave it out of the list
                    train penguins --drop=species | --drop: species is the target, which is never learned from; leave it out of the list
                    train penguins --features=, | --features: names of columns are wanted, as a,b; one of them is empty
                    train moons --target=foo | moons: no column "foo"; did you mean moon?
                    train penguins --validation=0.1 --validation-data=x.csv | --validation and --validation-data: pass one of the two
                    train penguins --delimiter=;; | --delimiter: one character is wanted, got ";;"
                    train penguins --delimiter=" | the delimiter must not be a quote or a line break, got "
                    train penguins --decimal=; | the decimal mark is . or , and not ;
                    train penguins --name=../up | run name "../up": at most 100 letters, digits, dots, - and _ are allowed, a letter or digit first
                    train pengins | pengins: no such file, and no bundled data set; did you mean penguins?
                    train no.csv | no.csv: no such file
                    """)
    void wrong_usage_is_explained(String command, String message) {
        refuses(message, command.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
                    lesson --only=0 | --only: the number of a screen, from 1 to 13, is wanted, got "0"
                    lesson --only=14 | --only: the number of a screen, from 1 to 13, is wanted, got "14"
                    lesson --only=seven | --only: the number of a screen, from 1 to 13, is wanted, got "seven"
                    lesson --only | --only needs a SCREEN; see rookery lesson --help
                    lesson --only=3 --all | --only and --all: pass one of the two
                    lesson 3 | one argument too many, "3"; see rookery lesson --help
                    """)
    void wrong_usage_of_commands_without_runs_is_explained(String command, String message) {
        Shell.Outcome outcome = Shell.bare(command.split(" "));
        assertThat(outcome.err().stripTrailing()).isEqualTo(message);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.code()).isEqualTo(2);
    }

    @Test
    void an_unknown_layer_is_explained() {
        Shell.Outcome outcome =
                new Shell(folder.resolve("runs")).run("train", "penguins", "--hidden=16, dropot 1");
        assertThat(outcome.err().strip())
                .isEqualTo(
                        "--hidden: layer \"16, dropot 1\", position 5: unknown layer \"dropot\";"
                                + " did you mean dropout? (layers are written as 64 relu, dropout"
                                + " 0.2, 32 or as none)");
        assertThat(outcome.code()).isEqualTo(2);
    }

    @Test
    void kernels_that_are_none_are_found_before_training() {
        System.setProperty("rookery.kernels", "foo");
        try {
            refuses(
                    "unknown kernels \"foo\"; there are scalar, vector and best",
                    "train",
                    "penguins");
        } finally {
            System.clearProperty("rookery.kernels");
        }
    }

    @Test
    void an_unknown_command_offers_the_nearest() {
        Shell.Outcome outcome = Shell.bare("trian", "penguins");
        assertThat(outcome.err().strip())
                .isEqualTo("unknown command \"trian\"; did you mean train?");
        assertThat(outcome.code()).isEqualTo(2);
    }

    static Stream<String[]> tables() {
        return Stream.of(
                new String[] {"", "t.csv: the file is empty"},
                new String[] {"x,y\n", "t.csv: has a header, but no rows"},
                new String[] {
                    "x,y\n1,a\n2\n",
                    "t.csv line 3: expected 2 fields, as in the first line, but found 1"
                },
                new String[] {
                    "x,y\n1,a\n2,a\n3,a\n",
                    "t.csv: target y has one class only, \"a\", in the 3 rows used; there is"
                            + " nothing to tell apart"
                },
                new String[] {
                    "z,y\nNA,a\n,b\nnull,b\n",
                    "t.csv: no column is left to learn from; z: left out, all its values are"
                            + " missing; y: the target"
                });
    }

    @Test
    void numbers_that_are_taken_for_classes_are_said_to_be() throws IOException {
        Path file = Files.writeString(folder.resolve("t.csv"), "x,y\n1,2\n2,4\n3,6\n4,8\n");
        refuses(
                "t.csv: target y has a class for each row, so that none can be kept for validation;"
                        + " a number is predicted by --task regression; pass another --validation,"
                        + " 0 for none",
                "train",
                file.toString(),
                "--target=y");
    }

    @Test
    void a_class_for_each_row_is_said_to_be_one() throws IOException {
        Path file = Files.writeString(folder.resolve("t.csv"), "x,y\n1,a\n2,b\n3,c\n4,d\n");
        refuses(
                "t.csv: target y has a class for each row, so that none can be kept for validation;"
                        + " pass another --validation, 0 for none",
                "train",
                file.toString(),
                "--target=y");
    }

    @ParameterizedTest
    @MethodSource("tables")
    void a_table_that_cannot_be_learned_from_is_explained(String csv, String message)
            throws IOException {
        Path file = Files.writeString(folder.resolve("t.csv"), csv);
        refuses(message, "train", file.toString(), "--target=y");
    }

    @Test
    void a_number_column_with_a_word_is_told_with_its_line() throws IOException {
        StringBuilder csv = new StringBuilder("x,y\n");
        for (int i = 0; i < 30; i++)
            csv.append(i == 7 ? "oops" : i).append(",").append(i / 15 * 2.5 + i).append('\n');
        Path file = Files.writeString(folder.resolve("t.csv"), csv);
        refuses(
                "t.csv: target x must be numbers for regression, but it is text because of line 9,"
                        + " \"oops\"",
                "train",
                file.toString(),
                "--target=x",
                "--task=regression");
    }

    @Test
    void a_table_without_a_target_asks_for_one() throws IOException {
        Path file = Files.writeString(folder.resolve("t.csv"), "x,y\n1,a\n2,b\n");
        refuses(
                "t.csv: which column is to be predicted? Pass --target with one of x, y",
                "train",
                file.toString());
    }

    @Test
    void a_place_for_runs_that_is_none_is_found_before_training() throws IOException {
        Path file = Files.writeString(folder.resolve("runs"), "");
        Shell.Outcome outcome = new Shell(file).run("train", "penguins");
        assertThat(outcome.err().strip())
                .isEqualTo(file + ": expected a folder for runs, but it is a file");
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.code()).isEqualTo(2);
    }

    @Test
    void a_place_for_runs_without_permission_is_found_before_training() throws IOException {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        assumeTrue(closed.toFile().setWritable(false) && !Files.isWritable(closed), "root may");
        Shell.Outcome outcome = new Shell(closed.resolve("runs")).run("train", "penguins");
        assertThat(outcome.err().strip())
                .isEqualTo(
                        closed.resolve("runs")
                                + ": could not be written: permission denied. Is there space, and"
                                + " may you write there?");
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.code()).isEqualTo(2);
    }

    @Test
    void a_model_that_is_none_or_does_not_fit_is_explained() throws IOException {
        Shell shell = new Shell(folder.resolve("runs"));
        shell.run("train", "penguins", "--epochs=1");
        assertThat(shell.run("evaluate", "pengins-1", "penguins").err())
                .contains("no such model file, and no such run in ")
                .contains("did you mean penguins-1?");
        assertThat(shell.run("predict", "penguins-1", "waves").err())
                .contains(
                        "waves: the model's columns are not all there: no"
                                + " \"flipper_length_mm\"");
        Path model = folder.resolve("runs/penguins-1/model.rookery");
        byte[] half = new byte[(int) Files.size(model) / 2];
        System.arraycopy(Files.readAllBytes(model), 0, half, 0, half.length);
        Path truncated = Files.write(folder.resolve("truncated.rookery"), half);
        Path foreign = Files.writeString(folder.resolve("foreign.rookery"), "hello");
        for (Path file : new Path[] {truncated, foreign}) {
            Shell.Outcome outcome = shell.run("summary", file.toString());
            assertThat(outcome.err()).startsWith(file + ": not a model file, or a truncated one");
            assertThat(outcome.err().lines()).hasSize(1);
            assertThat(outcome.code()).isEqualTo(2);
        }
    }

    @Test
    void stack_traces_are_for_those_who_ask() {
        String[] wrong = {"train", "penguins", "--target=nothing"};
        Shell shell = new Shell(folder.resolve("runs"));
        assertThat(shell.run(wrong).err().lines()).hasSize(1);
        assertThat(shell.run("train", "penguins", "--target=nothing", "--debug").err())
                .contains("\tat rookery.data.Table.column");
    }
}
