package rookery.checks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** The examples in Javadoc and documents compile. */
class SnippetTest {

    private static final Pattern JAVADOC = Pattern.compile("\\{@snippet :\\R");
    private static final Pattern MARKDOWN = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);

    /** What examples take as given. */
    private static final String FRAME =
            """
            import java.nio.file.*;
            import java.util.*;
            import rookery.*;
            import rookery.activations.*;
            import rookery.callbacks.*;
            import rookery.constraints.*;
            import rookery.data.*;
            import rookery.events.*;
            import rookery.formats.*;
            import rookery.explain.*;
            import rookery.explain.landscape.*;
            import rookery.explain.race.*;
            import rookery.initializers.*;
            import rookery.layers.*;
            import rookery.losses.*;
            import rookery.metrics.*;
            import rookery.optimizers.*;
            import rookery.regularizers.*;
            import rookery.report.*;
            import rookery.tensor.*;
            class Snippet%d {
                static Dataset training, validation, test;
                static float[] row, end;
                static double[] epochs, losses;
                static Learner learner;
                static Fit fit;
                static Run run;
                static RunFolder folder;
                static TableEncoding encoding;
                static TableModel model;
                static RunDescription description;
                static Landscape landscape;
                static List<Trajectory> paths;
                record Swish() {}

                static void example() throws Exception {
            %s
                }
            }
            """;

    @TempDir Path classes;

    @Test
    void every_example_compiles() throws IOException {
        List<JavaFileObject> examples = new ArrayList<>();
        for (Path file : Sources.shipped()) collectFromJavadoc(Sources.text(file), examples);
        assertThat(examples).as("examples in Javadoc").isNotEmpty();
        int inJavadoc = examples.size();
        Matcher blocks = MARKDOWN.matcher(Sources.text(Sources.ROOT.resolve("README.md")));
        while (blocks.find()) examples.add(example(examples.size(), blocks.group(1)));
        assertThat(examples).as("examples in the README").hasSizeGreaterThan(inJavadoc);

        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        boolean compiled =
                compiler.getTask(
                                messages,
                                null,
                                null,
                                List.of("-proc:none", "-d", classes.toString()),
                                null,
                                examples)
                        .call();
        assertThat(compiled).as(messages.toString()).isTrue();
    }

    /** An example ends with the brace that closes its own. */
    private static void collectFromJavadoc(String text, List<JavaFileObject> examples) {
        Matcher begin = JAVADOC.matcher(text);
        while (begin.find()) {
            int end = begin.end();
            for (int open = 1; open > 0; end++) {
                if (text.charAt(end) == '{') open++;
                if (text.charAt(end) == '}') open--;
            }
            String body =
                    text.substring(begin.end(), end - 1)
                            .lines()
                            .map(line -> line.replaceFirst("^\\s*\\* ?", ""))
                            .collect(Collectors.joining("\n"));
            examples.add(example(examples.size(), body));
        }
    }

    private static JavaFileObject example(int number, String body) {
        String code =
                body.lines()
                        .filter(line -> !line.startsWith("import "))
                        .collect(Collectors.joining("\n"));
        return new Source(number, FRAME.formatted(number, code));
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(int number, String text) {
            super(URI.create("string:///Snippet" + number + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
