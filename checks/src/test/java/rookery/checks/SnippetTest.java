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
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** The examples in Javadoc and documents compile. */
class SnippetTest {

    private static final Pattern JAVADOC =
            Pattern.compile("\\{@snippet :\\R(.*?)\\R\\s*\\* \\}\\R", Pattern.DOTALL);
    private static final Pattern MARKDOWN = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);

    /** What examples take as given. */
    private static final String FRAME =
            """
            import java.nio.file.*;
            import java.util.*;
            import rookery.*;
            import rookery.activations.*;
            import rookery.callbacks.*;
            import rookery.data.*;
            import rookery.formats.*;
            import rookery.initializers.*;
            import rookery.layers.*;
            import rookery.losses.*;
            import rookery.metrics.*;
            import rookery.optimizers.*;
            import rookery.tensor.*;
            class Snippet%d {
                static void example(Dataset training, Dataset validation, Dataset test, float[] row)
                        throws Exception {
            %s
                }
            }
            """;

    @TempDir Path classes;

    @Test
    void every_example_compiles() throws IOException {
        List<JavaFileObject> examples = new ArrayList<>();
        for (Path file : Sources.shipped()) collect(JAVADOC, Sources.text(file), examples);
        assertThat(examples).as("examples in Javadoc").isNotEmpty();
        int inJavadoc = examples.size();
        collect(MARKDOWN, Sources.text(Sources.ROOT.resolve("README.md")), examples);
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

    private static void collect(Pattern pattern, String text, List<JavaFileObject> examples) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            String body =
                    matcher.group(1)
                            .lines()
                            .map(line -> line.replaceFirst("^\\s*\\* ?", ""))
                            .collect(Collectors.joining("\n"));
            int number = examples.size();
            String source =
                    Stream.of(body.split("\n"))
                            .filter(line -> !line.startsWith("import "))
                            .collect(Collectors.joining("\n"));
            examples.add(new Source(number, FRAME.formatted(number, source)));
        }
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
