package rookery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

class BackpropCommandTest {

    private static final String SIGMOID = "--x 2 --w 0.5 --b 1 --activation sigmoid";
    private static final String CHAIN = "--x 2 --w 0.5,1.2 --b 1,0 --activation relu,sigmoid";
    private static final String UNDEFINED =
            "--x 0 --w 1 --b 0 --activation linear --y 1 --loss categorical_crossentropy";

    private static Shell.Outcome run(String arguments) {
        return Shell.bare(("backprop " + arguments).split(" "));
    }

    private static JsonNode json(String arguments) {
        Shell.Outcome outcome = run(arguments + " --json");
        assertThat(outcome.err()).isEmpty();
        return outcome.json();
    }

    @Test
    void symbols_come_before_numbers() {
        assertThat(run(SIGMOID + " --y 1 --loss mse").out())
                .isEqualToNormalizingNewlines(
                        """
                        graph     x → z = w·x + b → ŷ = σ(z) → L(y, ŷ)
                        given     x = 2, y = 1, learning rate η = 0.1
                                  w = 0.5, b = 1

                        forward   z = w·x + b      = 0.5·2 + 1       = 2
                                  ŷ = 1/(1 + e^−z) = 1/(1 + e^−2)    = 0.880797
                                  L = (ŷ − y)²     = (0.880797 − 1)² = 0.014209

                        local     ∂L/∂ŷ = 2·(ŷ − y)       = 2·(0.880797 − 1)        = -0.238406
                                  ∂ŷ/∂z = σ(z)·(1 − σ(z)) = 0.880797·(1 − 0.880797) =  0.104994
                                  ∂z/∂w = x                                         =  2
                                  ∂z/∂b                                             =  1

                        chain     ∂ŷ/∂w = ∂ŷ/∂z · ∂z/∂w = 0.104994 · 2         =  0.209987
                                  ∂ŷ/∂b = ∂ŷ/∂z · ∂z/∂b = 0.104994 · 1         =  0.104994
                                  ∂L/∂w = ∂L/∂ŷ · ∂ŷ/∂w = -0.238406 · 0.209987 = -0.050062
                                  ∂L/∂b = ∂L/∂ŷ · ∂ŷ/∂b = -0.238406 · 0.104994 = -0.025031

                        update    w − η·∂L/∂w = 0.5 − 0.1·(-0.050062) = 0.505006
                                  b − η·∂L/∂b = 1 − 0.1·(-0.025031)   = 1.002503
                        after     ŷ = 0.882105, before 0.880797
                                  L = 0.013899, before 0.014209

                        check     ∂L/∂w = (L(w + h) − L(w − h))/2h = -0.050062, 4e-12 apart
                                  ∂L/∂b = (L(b + h) − L(b − h))/2h = -0.025031, 2e-12 apart

                        note      Computed in double precision; what is shown is rounded.
                        """);
    }

    @Test
    void a_chain_has_a_line_for_each_neuron_and_factors_above_their_numbers() {
        assertThat(run(CHAIN + " --y 1 --loss mse").out())
                .containsIgnoringNewLines(
                        """
                        graph     x → z₁ = w₁·x + b₁ → h₁ = relu(z₁)
                                    → z₂ = w₂·h₁ + b₂ → ŷ = σ(z₂)
                                    → L(y, ŷ)
                        """)
                .containsIgnoringNewLines(
                        """
                                  ∂ŷ/∂w₁ = ∂ŷ/∂z₂   · ∂z₂/∂h₁ · ∂h₁/∂z₁ · ∂z₁/∂w₁
                                         = 0.076255 · 1.2     · 1       · 2
                                         = 0.183012
                        """)
                .contains("∂L/∂w₁ = ∂L/∂ŷ · ∂ŷ/∂w₁   = -0.166345 · 0.183012 = -0.030443");
    }

    @Test
    void json_of_one_neuron_has_numbers() {
        JsonNode json = json(SIGMOID + " --y 1 --loss binary_crossentropy --learning-rate 0.5");
        assertNumber(json, "z", 2);
        assertNumber(json, "output", 0.880797);
        assertNumber(json, "d_output_d_z", 0.104994);
        assertNumber(json, "d_output_d_w", 0.209987);
        assertNumber(json, "d_output_d_b", 0.104994);
        assertNumber(json, "loss", 0.126928);
        assertNumber(json, "d_loss_d_output", -1.135335);
        assertNumber(json, "d_loss_d_w", -0.238406);
        assertNumber(json, "d_loss_d_b", -0.119203);
        assertNumber(json, "w_after", 0.619203);
        assertNumber(json, "b_after", 1.059601);
        assertThat(json.get("loss_after").asDouble()).isLessThan(0.126928);
        assertNumber(json.get("fused"), "d_loss_d_z", -0.119203);
        assertThat(json.get("undefined")).isEmpty();
        assertThat(json.get("clipped").isNull()).isTrue();
        assertThat(json.get("activation").asString()).isEqualTo("sigmoid");
        assertThat(json.get("loss_function").asString()).isEqualTo("binary_crossentropy");
        assertThat(json.get("check")).hasSize(2);
        for (JsonNode check : json.get("check")) {
            assertThat(check.get("agrees").asBoolean()).isTrue();
            assertThat(check.get("difference").asDouble()).isLessThan(1e-9);
        }
    }

    private static void assertNumber(JsonNode json, String name, double value) {
        assertThat(json.get(name).isNumber()).as(name).isTrue();
        assertThat(json.get(name).asDouble()).as(name).isEqualTo(value, within(5e-7));
    }

    @Test
    void json_without_a_loss_has_nothing_of_one() {
        JsonNode json = json(SIGMOID);
        assertNumber(json, "d_output_d_w", 0.209987);
        for (String name : List.of("loss", "d_loss_d_w", "w_after", "loss_after", "undefined"))
            assertThat(json.has(name)).as(name).isFalse();
    }

    @Test
    void json_of_a_chain_has_lists_and_the_same_by_neuron() {
        JsonNode json = json(CHAIN + " --y 1 --loss mse");
        assertThat(json.get("z")).hasToString("[2.0,2.4]");
        assertThat(json.get("output").isNumber()).isTrue();
        assertThat(json.get("neurons")).hasSize(2);
        List<String> names =
                List.of("w", "b", "z", "d_output_d_w", "d_loss_d_b", "w_after", "activation");
        for (String name : names)
            for (int k = 0; k < 2; k++)
                assertThat(json.get("neurons").get(k).get(name))
                        .as(name)
                        .isEqualTo(json.get(name).get(k));
        assertThat(json.get("check").get(0).get("neuron").asInt()).isEqualTo(1);
        assertThat(json.get("check").get(3).get("by").asString()).isEqualTo("b");
    }

    @Test
    void what_is_undefined_is_said_to_be_with_what_a_clipped_loss_gives() {
        JsonNode json = json(UNDEFINED);
        assertThat(json.get("undefined"))
                .hasToString(
                        "[\"loss\",\"d_loss_d_output\",\"d_loss_d_z\",\"d_loss_d_w\",\"d_loss_d_b\","
                            + "\"w_after\",\"b_after\",\"output_after\",\"loss_after\"]");
        for (JsonNode name : json.get("undefined"))
            assertThat(json.get(name.asString()).isNull()).as(name.asString()).isTrue();
        JsonNode clipped = json.get("clipped");
        assertNumber(clipped, "output", 1e-7);
        assertNumber(clipped, "loss", 16.118096);
        assertNumber(clipped, "d_loss_d_output", 0);
        assertNumber(clipped, "d_loss_d_w", 0);
        assertNumber(clipped, "w_after", 1);
        assertThat(clipped.get("d_loss_d_output_at_clip").asDouble()).isEqualTo(-1e7, within(1e-3));
        assertThat(run(UNDEFINED).out())
                .contains("L = −y·ln ŷ = −1·ln 0 = undefined")
                .contains("∂L/∂ŷ = −y/ŷ = −1/0 = undefined")
                .contains("∂L/∂w = ∂L/∂ŷ · ∂ŷ/∂w = undefined · 0 = undefined")
                .contains("update    undefined, as the derivatives are")
                .contains("= −1·ln 1e-07 =  16.118096")
                .contains("= −1/1e-07    = -10000000")
                .contains("categorical_crossentropy is undefined at ŷ = 0, y = 1 (ln 0 and 1/0)");
    }

    @Test
    void only_the_loss_after_the_step_may_be_undefined() {
        String step = "--x 1 --w 1 --b 0 --activation relu --y 1 --loss binary_crossentropy";
        assertThat(json(step).get("undefined")).hasToString("[\"loss_after\"]");
        assertThat(run(step).out())
                .contains("L = undefined, before 0")
                .contains("After the update ŷ = 1.200000, where binary_crossentropy is undefined.")
                .contains("A part of the loss whose weight, y or 1 − y, is 0 counts as 0");
    }

    @Test
    void a_saturated_sigmoid_is_shown_as_training_computes_it() {
        assertThat(
                        run("--x 800 --w -1 --b 0 --activation sigmoid --y 1"
                                        + " --loss binary_crossentropy")
                                .out())
                .contains("With ŷ clipped to [1e-07, 1 − 1e-07]: 1e-07 for 0")
                .contains("L     = max(z, 0) − y·z + ln(1 + e^−|z|) =  800")
                .contains("∂L/∂z = ŷ − y                            = -1");
    }

    @Test
    void relus_kink_is_told() {
        Shell.Outcome outcome = run("--x 2 --w -0.5 --b 1 --activation relu");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .contains("z is exactly 0, where relu has a kink")
                .contains("(ŷ(w + h) − ŷ(w − h))/2h = none, see the note")
                .contains("There is no central difference where");
        JsonNode json = json("--x 2 --w -0.5 --b 1 --activation relu");
        assertNumber(json, "d_output_d_z", 0);
        assertThat(json.get("check").get(0).get("agrees").isNull()).isTrue();
        assertThat(json.get("notes").get(0).asString()).contains("taken as 0, as in training");
    }

    @Test
    void an_output_above_1_is_no_probability() {
        assertThat(
                        run("--x 2 --w 1 --b 0 --activation relu --y 1"
                                        + " --loss categorical_crossentropy")
                                .out())
                .contains("ŷ = 2 is no probability: −ln ŷ is below 0 there.");
    }

    @Test
    void a_check_that_says_no_ends_with_1() {
        String steep = "--x 1 --w 1,1e30 --b -1,0 --activation linear,sigmoid";
        Shell.Outcome outcome = run(steep);
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out())
                .contains("apart: too much")
                .contains("A derivative is further from its central difference");
        assertThat(run(steep + " --json").json().get("check").get(2).get("agrees").asBoolean())
                .isFalse();
    }

    @Test
    void keras_long_name_of_mse_is_known_too() {
        assertThat(json(SIGMOID + " --y 1 --loss mean_squared_error"))
                .isEqualTo(json(SIGMOID + " --y 1 --loss mse"));
    }

    @Test
    void numbers_may_be_negative_and_one_activation_is_for_all() {
        JsonNode json = json("--x -2 --w -1,-0.5 --b -1,-1e-1 --activation linear");
        assertThat(json.get("z")).hasToString("[1.0,-0.6]");
        assertThat(json.get("activation")).hasToString("[\"linear\",\"linear\"]");
        assertThat(run("--x -2 --w -1 --b -1 --activation tanh").out())
                .contains("z = w·x + b = -1·(-2) + (-1) = 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--x 2 --w 0.5 --b 1 --activation relu",
                "--x -2.123456 --w -0.512345,-1.212345,3.12345,2.1 --b -1.12345,1e-9,-3,-0.8"
                        + " --activation sigmoid,tanh,sigmoid,sigmoid --y 0.123456"
                        + " --loss binary_crossentropy --learning-rate 0.123456",
                "--x 1 --w 1 --b 0 --activation relu --y 1 --loss binary_crossentropy",
                "--x 0 --w 1 --b 0 --activation relu --y 1 --loss binary_crossentropy",
                "--x -1 --w 1 --b 0 --activation linear --y 0.5 --loss categorical_crossentropy",
                "--x 1e100 --w 1e-100 --b -1e-300 --activation tanh --y -1e9 --loss mse",
                "--x 800 --w 1 --b 0 --activation sigmoid --y 0 --loss binary_crossentropy"
            })
    void a_page_fits_80_columns_without_colors_and_without_infinities(String arguments) {
        Shell.Outcome outcome = run(arguments);
        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out().lines()).allMatch(line -> line.length() <= 80);
        assertThat(outcome.out()).doesNotContain("Infinity", "NaN", "\033", "∞");
        assertThat(json(arguments).toString()).doesNotContain("Infinity", "NaN");
    }

    @Test
    void a_long_chain_is_wrapped_between_factors() {
        List<String> weights = new ArrayList<>();
        for (int k = 0; k < 12; k++) weights.add("-1.0123456789");
        String list = String.join(",", weights);
        String out = run("--x 1 --w " + list + " --b " + list + " --activation tanh").out();
        assertThat(out.lines()).allMatch(line -> line.length() <= 80);
        assertThat(out).contains("∂ŷ/∂w₁  = ").contains("· ∂h₁₀/∂z₁₀");
    }

    @Test
    void a_narrow_terminal_gets_a_narrow_page() {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out, true);
        Console narrow = new Console(writer, writer, false, false, 50);
        String arguments = "backprop " + CHAIN + " --y 1 --loss mse";
        assertThat(Main.run(narrow, arguments.split(" "))).isZero();
        assertThat(out.toString().lines()).allMatch(line -> line.length() <= 50);
        assertThat(out.toString())
                .containsIgnoringNewLines(
                        """
                                  ∂ŷ/∂w₁ = ∂ŷ/∂z₂   · ∂z₂/∂h₁ · ∂h₁/∂z₁
                                         = 0.076255 · 1.2     · 1
                                         · ∂z₁/∂w₁
                                         · 2
                                         = 0.183012
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
                    --x 1 | --w needs a NUMBER,…, --b needs a NUMBER,…, --activation needs a NAME,…; see rookery backprop --help
                    --x two --w 1 --b 0 --activation relu | --x: a finite number is wanted, as 0.5 or -2, got "two"
                    --x 1e999 --w 1 --b 0 --activation relu | --x: a finite number is wanted, as 0.5 or -2, got "1e999"
                    --x Infinity --w 1 --b 0 --activation relu | --x: a finite number is wanted, as 0.5 or -2, got "Infinity"
                    --x 1 --w 1,,2 --b 0 --activation relu | --w: finite numbers are wanted, one for each neuron, as 0.5 or 0.5,1.2, got "1,,2"
                    --x 1 --w 1 --b NaN --activation relu | --b: finite numbers are wanted, one for each neuron, as 0.5 or 0.5,1.2, got "NaN"
                    --x 1 --w 1,2 --b 0 --activation relu | --b: a bias for each weight is wanted, but there are 2 numbers in --w and 1 number in --b
                    --x 1 --w 1,2 --b 0,1 --activation relu,relu,tanh | --activation: 1 name or 2 are wanted for 2 neurons, got 3
                    --x 1 --w 1 --b 0 --activation relu,tanh | --activation: 1 name is wanted for 1 neuron, got 2
                    --x 1 --w 1 --b 0 --activation rellu | unknown activation "rellu"; did you mean relu?
                    --x 1 --w 1 --b 0 --activation softmax | unknown activation "softmax"; known are relu, sigmoid, tanh and linear
                    --x 1 --w 1 --b 0 --activation relu --y 1 | --y: goes with --loss only; pass --loss mse, binary_crossentropy or categorical_crossentropy
                    --x 1 --w 1 --b 0 --activation relu --loss mse | --loss: goes with --y only; pass the target, as --y 1
                    --x 1 --w 1 --b 0 --activation relu --y one --loss mse | --y: a finite number is wanted, as 0.5 or -2, got "one"
                    --x 1 --w 1 --b 0 --activation relu --y 1 --loss huber | unknown loss "huber"; known are mse, binary_crossentropy, categorical_crossentropy and mean_squared_error
                    --x 1 --w 1 --b 0 --activation relu --learning-rate 1 | --learning-rate: goes with --y and --loss only
                    --x 1 --w 1 --b 0 --activation relu --y 1 --loss mse --learning-rate 0 | --learning-rate: a number above 0 is wanted, got "0"
                    --x 1 --w 1 --b 0 --activation relu --y 1 --loss mse --learning-rate fast | --learning-rate: a finite number is wanted, as 0.5 or -2, got "fast"
                    --x 1 --w 2 --b 0 --activation relu --y 1 --loss binary_crossentropy | binary_crossentropy needs an output in [0, 1], but the last neuron, relu, gives 2.0; let it be a sigmoid, or take mse
                    --x 1 --w 1 --b 0 --activation relu --y 3 --loss binary_crossentropy | y must be a probability in [0, 1] for binary_crossentropy, got 3.0; mse takes any number
                    --x 1e308 --w 1e308 --b 0 --activation relu | z lies beyond the largest double, 1.8e308; take smaller numbers
                    --x 1 --w 1 --b 0 --activation relu --y 2 --loss mse --learning-rate 1e308 | w after the update lies beyond the largest double, 1.8e308; take smaller numbers
                    """)
    void wrong_usage_is_explained(String arguments, String message) {
        Shell.Outcome outcome = run(arguments);
        assertThat(outcome.err().stripTrailing()).isEqualTo(message);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.code()).isEqualTo(2);
    }

    @Test
    void help_has_an_example_and_the_shape_of_json() {
        assertThat(run("--help").out())
                .contains("rookery backprop --x 2 --w 0.5 --b 1 --activation sigmoid")
                .contains("lists for a chain");
        assertThat(run("--help").out().lines()).allMatch(line -> line.length() <= 80);
    }
}
