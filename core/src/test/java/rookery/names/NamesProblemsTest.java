package rookery.names;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import rookery.layers.Layer;

import java.util.Map;

/** Texts that are wrong: where, what was expected, what came. */
class NamesProblemsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    sprng | unknown shape "sprng"; did you mean spring?
                    `` | unknown shape ""; known are dot, everything, thick, row, steps, spring, plain, copies and mirrored
                    sprng(0.1) | shape "sprng(0.1)", position 1: unknown shape "sprng"; did you mean spring?
                    spring(beta=0.8) | shape "spring(beta=0.8)", position 8: spring has no argument "beta"; did you mean beta_1 or beta_2?
                    spring(0.1, banana=1) | shape "spring(0.1, banana=1)", position 13: spring has no argument "banana"; known are learning_rate, beta_1, beta_2, nesterov, copies and mirrored
                    spring(beta_1=0.8, beta1=0.9) | shape "spring(beta_1=0.8, beta1=0.9)", position 20: spring: beta1 is given twice
                    spring(0.1, learning_rate=0.2) | shape "spring(0.1, learning_rate=0.2)", position 13: spring: learning_rate is given twice
                    spring(1, 0, 0, false, 4) | shape "spring(1, 0, 0, false, 4)", position 24: spring takes at most 4 arguments (learning_rate, beta_1, beta_2, nesterov), got 5
                    spring(beta_1=0.8, 0.9) | shape "spring(beta_1=0.8, 0.9)", position 20: 0.9 comes after an argument with a name; give it one, too
                    spring(beta_1=much) | shape "spring(beta_1=much)", position 15: beta_1: expected a number, got much
                    spring(beta_1='0.8') | shape "spring(beta_1='0.8')", position 15: beta_1: expected a number, got '0.8'
                    spring(beta_1=[0.8]) | shape "spring(beta_1=[0.8])", position 15: beta_1: expected a number, got [0.8]
                    spring(beta_1=None) | shape "spring(beta_1=None)", position 15: beta_1: expected a number, got None
                    spring(beta_1=0.8 beta_2=0.9) | shape "spring(beta_1=0.8 beta_2=0.9)", position 15: beta_1: expected a number, got 0.8 beta_2=0.9
                    spring(beta_1=0,8) | shape "spring(beta_1=0,8)", position 17: 8 comes after an argument with a name; give it one, too
                    spring(nesterov=maybe) | shape "spring(nesterov=maybe)", position 17: nesterov: expected true or false, got maybe
                    spring(nesterov=1) | shape "spring(nesterov=1)", position 17: nesterov: expected true or false, got 1
                    spring(learning_rate=constnt) | shape "spring(learning_rate=constnt)", position 22: unknown learning rate "constnt"; did you mean constant?
                    spring(learning_rate=constant) | shape "spring(learning_rate=constant)", position 22: constant needs rate; for example constant(0.01)
                    spring(learning_rate=[0.1]) | shape "spring(learning_rate=[0.1])", position 22: expected the name of one learning rate, got [0.1]
                    spring(beta_1=1) | spring: beta_1 must be below 1, got 1.0
                    spring(-1) | learning rate must be positive and finite, got -1.0
                    spring( | shape "spring(", position 8: expected a value, got the end
                    spring(0.1 | shape "spring(0.1", position 11: expected a comma or ), got the end
                    spring(0.1] | shape "spring(0.1]", position 11: expected a comma or ), got ]
                    spring(0.1)) | shape "spring(0.1))", position 12: expected the end, got )
                    spring) | shape "spring)", position 7: expected the end, got )
                    spring(0.1) 0.9 | shape "spring(0.1) 0.9", position 13: expected the end, got 0.9
                    spring, dot | shape "spring, dot", position 7: expected the end, got ,
                    spring(,) | shape "spring(,)", position 8: expected a value, got ,
                    spring(beta_1=) | shape "spring(beta_1=)", position 15: expected a value, got )
                    spring(=1) | shape "spring(=1)", position 8: expected a value, got =
                    spring=1 | shape "spring=1", position 7: expected the end, got =
                    (spring) | shape "(spring)", position 1: expected the name of one shape, got (spring)
                    'spring | shape "'spring", position 1: this quote is not closed
                    0.1 | shape "0.1", position 1: size: expected a whole number, got 0.1
                    """)
    void a_name_or_a_number_that_is_wrong_is_explained(String text, String message) {
        refuses(Shape.NAMES, text, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    steps | steps needs boundaries, values; for example steps([100, 200], [0.1, 0.01, 0.001])
                    steps([1]) | shape "steps([1])", position 1: steps needs values; for example steps([100, 200], [0.1, 0.01, 0.001])
                    steps(values=[1]) | shape "steps(values=[1])", position 1: steps needs boundaries; for example steps([100, 200], [0.1, 0.01, 0.001])
                    steps([1.5], [1]) | shape "steps([1.5], [1])", position 8: boundaries: expected a whole number, got 1.5
                    steps([1, 2 3], []) | shape "steps([1, 2 3], [])", position 11: boundaries: expected a whole number, got 2 3
                    steps([a=1], []) | shape "steps([a=1], [])", position 9: expected a comma or ], got =
                    dot(3000000000) | shape "dot(3000000000)", position 5: size: expected a whole number, got 3000000000
                    dot(1e999999999) | shape "dot(1e999999999)", position 5: size: expected a whole number, got 1e999999999
                    dot(0) | dot: size must be at least 1, got 0
                    0 | dot: size must be at least 1, got 0
                    dot | dot needs size; for example dot(1)
                    plain(1) | shape "plain(1)", position 7: plain takes no arguments
                    dot(1, colour=2) | shape "dot(1, colour=2)", position 8: dot has no argument "colour"; known are size, copies and mirrored
                    dot(1, copies=1, copies=2) | shape "dot(1, copies=1, copies=2)", position 18: dot: copies is given twice
                    dot(1, copies=many) | shape "dot(1, copies=many)", position 15: copies: expected a whole number, got many
                    everything(line=dotted) | shape "everything(line=dotted)", position 17: line: expected one of solid, double_line, got dotted
                    everything(title=[a]) | shape "everything(title=[a])", position 18: title: expected a text, got [a]
                    row(plain, banana) | shape "row(plain, banana)", position 12: unknown shape "banana"; known are dot, everything, thick, row, steps, spring, plain, copies and mirrored
                    row([None]) | shape "row([None])", position 6: shapes: expected the name of one shape, got None
                    copies(None, 1) | shape "copies(None, 1)", position 8: shape: expected the name of one shape, got None
                    everything(activation=sftmax) | shape "everything(activation=sftmax)", position 23: unknown activation "sftmax"; did you mean softmax?
                    """)
    void a_shape_that_is_wrong_is_explained(String text, String message) {
        refuses(Shape.NAMES, text, message);
    }

    private static void refuses(Names<?> names, String text, String message) {
        assertThatThrownBy(() -> names.get(text == null ? "" : text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void a_layer_that_is_unknown_could_be_an_activation_too() {
        assertThatThrownBy(() -> Layer.NAMES.get("sigmod"))
                .hasMessageStartingWith("unknown layer \"sigmod\"; did you mean sigmoid");
    }

    @Test
    void what_is_known_is_listed_where_nothing_is_near() {
        Names<Integer> numbers = Names.of("number", Map.of("one", 1));
        assertThatThrownBy(() -> numbers.get("eleven"))
                .hasMessage("unknown number \"eleven\"; known is one");
    }

    @Test
    void hostile_texts_are_refused() {
        assertThatThrownBy(() -> Shape.NAMES.get("row(".repeat(1000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("row(row(…\", position 201: too deeply nested");
        assertThatThrownBy(() -> Shape.NAMES.get("x".repeat(20_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("position 10000: a text has at most 10000 characters");
    }

    @Test
    void a_member_that_takes_no_arguments_says_so() {
        Names<Integer> numbers = Names.of("number", Map.of("one", 1));
        assertThatThrownBy(() -> numbers.get("one(2)"))
                .hasMessage("number \"one(2)\", position 5: one takes no arguments");
    }
}
