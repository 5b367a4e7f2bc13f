package rookery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The script {@code rookery} in a repository of its own, with a java and a mvn that only tell. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the script is for POSIX systems")
class LauncherTest {

    private static final String MODULES = "cli/target/modules";

    /** Nothing in the background, but where it is what the test is about. */
    private static final String NO_ARCHIVE = "-Xshare:auto";

    private static final Map<String, String> ARCHIVE = Map.of("JDK_JAVA_OPTIONS", "");

    @TempDir Path folder;

    private Path root;
    private Path java;
    private Path mvn;

    private record Outcome(int code, String out, String err) {}

    @BeforeEach
    void repository() throws IOException {
        root = Files.createDirectory(folder.toRealPath().resolve("repository"));
        Files.copy(Path.of("..", "rookery"), root.resolve("rookery"));
        Files.writeString(root.resolve("pom.xml"), "");
        for (String module :
                new String[] {"kernels", "core", "data", "formats", "explain", "report", "cli"}) {
            Files.createDirectories(root.resolve(module).resolve("src/main"));
            Files.writeString(root.resolve(module).resolve("pom.xml"), "");
            age(root.resolve(module).resolve("src/main"), 100);
            age(root.resolve(module).resolve("pom.xml"), 100);
        }
        age(root.resolve("pom.xml"), 100);
        java = java("new", "25.0.1");
        mvn =
                script(
                        "bin/mvn",
                        """
                        echo built >>"%1$s/builds"
                        mkdir -p %2$s && touch %2$s/rookery-cli.jar
                        """
                                .formatted(folder, MODULES));
    }

    /** Makes a file older by some seconds. */
    private static void age(Path file, int seconds) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(seconds)));
    }

    private Path java(String name, String version) throws IOException {
        return script(
                name + "/bin/java",
                """
                if [ "$1" = -version ]; then
                    echo 'openjdk version "%s" 2025-10-21' >&2
                    exit
                fi
                for argument; do echo "$argument"; done
                exit 3
                """
                        .formatted(version));
    }

    private Path script(String name, String commands) throws IOException {
        Path file = folder.toRealPath().resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + commands);
        return executable(file);
    }

    private static Path executable(Path file) throws IOException {
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Process start(Path script, Map<String, String> environment) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder("sh", script.toString(), "train", "my file.csv");
        builder.directory(folder.toFile());
        builder.environment().remove("JAVA_HOME");
        builder.environment().put("PATH", mvn.getParent() + ":/usr/bin:/bin");
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("ROOKERY_JAVA", java.toString());
        builder.environment().put("JDK_JAVA_OPTIONS", NO_ARCHIVE);
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Outcome end(Process process) throws Exception {
        byte[] out = process.getInputStream().readAllBytes();
        byte[] err = process.getErrorStream().readAllBytes();
        return new Outcome(
                process.waitFor(),
                new String(out, StandardCharsets.UTF_8),
                new String(err, StandardCharsets.UTF_8));
    }

    private Outcome launch(Map<String, String> environment) throws Exception {
        return end(start(root.resolve("rookery"), environment));
    }

    private Path archive() {
        return root.resolve("cli/target/rookery-25.0.1.jsa");
    }

    /** Starts, and waits for what that does in the background: it ends by removing its folder. */
    private Outcome launchAndArchive() throws Exception {
        Outcome outcome = launch(ARCHIVE);
        Path target = archive().getParent();
        try (WatchService watch = target.getFileSystem().newWatchService()) {
            target.register(watch, StandardWatchEventKinds.ENTRY_DELETE);
            while (!isOfThis() || Files.exists(target.resolve(".archive")))
                Optional.ofNullable(watch.poll(1, TimeUnit.SECONDS)).ifPresent(WatchKey::reset);
        }
        return outcome;
    }

    private boolean isOfThis() throws IOException {
        return Files.exists(archive())
                && Files.readString(Path.of(archive() + ".of")).strip().equals(modules());
    }

    private String modules() {
        return root.resolve(MODULES).toString();
    }

    private long builds() throws IOException {
        Path log = folder.resolve("builds");
        return Files.exists(log) ? Files.readAllLines(log).size() : 0;
    }

    @Test
    void a_java_too_old_is_named_with_its_version_and_what_to_do() throws Exception {
        Path old = java("old", "17.0.15");
        Outcome outcome = launch(Map.of("ROOKERY_JAVA", old.toString()));
        assertThat(outcome.err())
                .isEqualTo(
                        ("ROOKERY_JAVA=%1$s: a JDK of version 25 or newer is needed, found 17.0.15"
                             + " at %1$s. Correct it, or unset it to let Rookery search.\n")
                                .formatted(old));
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(builds()).isZero();
    }

    @Test
    void a_version_is_read_from_the_jdks_folder_without_starting_it() throws Exception {
        Path old = java("old", "99");
        Files.writeString(
                old.getParent().getParent().resolve("release"), "JAVA_VERSION=\"21.0.4\"\n");
        Outcome outcome = launch(Map.of("ROOKERY_JAVA", old.getParent().getParent().toString()));
        assertThat(outcome.err()).contains("found 21.0.4 at " + old);
    }

    @Test
    void what_is_not_there_is_said_to_be_missing() throws Exception {
        Outcome outcome = launch(Map.of("ROOKERY_JAVA", "/nowhere"));
        assertThat(outcome.err()).contains("newer is needed, found none there.");
        assertThat(outcome.code()).isEqualTo(2);
    }

    @Test
    void java_home_is_searched_where_no_java_is_named() throws Exception {
        Outcome outcome =
                launch(
                        Map.of(
                                "ROOKERY_JAVA",
                                "",
                                "JAVA_HOME",
                                java.getParent().getParent().toString()));
        assertThat(outcome.code()).isEqualTo(3);
    }

    @Test
    void the_first_use_builds_and_the_next_does_not_until_a_source_changes() throws Exception {
        Outcome first = launch(Map.of());
        assertThat(first.err()).isEqualTo("building Rookery …\n");
        assertThat(first.code()).isEqualTo(3);
        age(root.resolve(MODULES).resolve("rookery-cli.jar"), 50);
        assertThat(launch(Map.of()).err()).isEmpty();
        assertThat(builds()).isEqualTo(1);
        Files.writeString(root.resolve("explain/src/main/Changed.java"), "");
        assertThat(launch(Map.of()).err()).isEqualTo("building Rookery …\n");
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void arguments_and_exit_code_pass_also_through_a_link_from_another_folder() throws Exception {
        Path link = folder.resolve("bin/rookery");
        Files.createSymbolicLink(link, Path.of("../repository/rookery"));
        Outcome outcome = end(start(link, Map.of("ROOKERY_JAVA_OPTIONS", "-Xmx1g -Xms1g")));
        assertThat(outcome.code()).isEqualTo(3);
        assertThat(outcome.out().lines())
                .containsSubsequence("-Xmx1g", "-Xms1g", "-p", root.resolve(MODULES).toString())
                .endsWith("rookery.cli/rookery.cli.Main", "train", "my file.csv");
    }

    @Test
    void a_failed_build_shows_what_maven_said() throws Exception {
        mvn = script("bin/mvn", "echo it is broken\nexit 1\n");
        Outcome outcome = launch(Map.of());
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .contains("it is broken\n")
                .contains("Rookery could not be built: what Maven says is above");
        assertThat(Files.isSymbolicLink(root.resolve("cli/target/.building"))).isFalse();
    }

    @Test
    void two_at_the_same_time_build_once() throws Exception {
        Process one = start(root.resolve("rookery"), Map.of());
        Process two = start(root.resolve("rookery"), Map.of());
        assertThat(end(one).code()).isEqualTo(3);
        assertThat(end(two).code()).isEqualTo(3);
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void who_waits_for_another_build_says_so() throws Exception {
        long builder = ProcessHandle.current().pid();
        Files.createDirectories(root.resolve("cli/target"));
        Path lock =
                Files.createSymbolicLink(
                        root.resolve("cli/target/.building"), Path.of(Long.toString(builder)));
        Process waiting = start(root.resolve("rookery"), Map.of());
        assertThat(waiting.errorReader(StandardCharsets.UTF_8).readLine())
                .isEqualTo("waiting for the build of process " + builder + ", see " + lock + " …");
        Files.delete(lock);
        assertThat(waiting.waitFor()).isEqualTo(3);
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void a_lock_left_behind_does_not_stop_the_next() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Files.createDirectories(root.resolve("cli/target"));
        Files.createSymbolicLink(
                root.resolve("cli/target/.building"), Path.of(Long.toString(gone.pid())));
        assertThat(launch(Map.of()).code()).isEqualTo(3);
        assertThat(builds()).isEqualTo(1);
        assertThat(Files.isSymbolicLink(root.resolve("cli/target/.building"))).isFalse();
    }

    @Test
    @Timeout(60)
    void the_second_start_takes_the_classes_that_the_first_left() throws Exception {
        java =
                script(
                        "dumping/bin/java",
                        """
                        for argument; do
                            echo "$argument"
                            case $argument in
                                -version) echo 'openjdk version "25.0.1" 2025-10-21' >&2 ;;
                                -XX:DumpLoadedClassList=*) touch "${argument#*=}" ;;
                                -XX:SharedArchiveFile=*.archive/archive) echo made >"${argument#*=}" ;;
                            esac
                        done
                        """);
        String option = "-XX:SharedArchiveFile=" + archive();
        assertThat(launchAndArchive().out()).doesNotContain(option);
        assertThat(archive()).hasContent("made");
        Outcome second = launch(ARCHIVE);
        assertThat(second.out().lines()).contains(option, "-Xlog:aot=off,cds=off");
        assertThat(second.err()).isEmpty();
        Outcome own = launch(Map.of("JDK_JAVA_OPTIONS", "-Xmx1g -XX:SharedArchiveFile=own.jsa"));
        assertThat(own.out()).doesNotContain(option);
        Files.writeString(Path.of(archive() + ".of"), "another folder, which this is a copy of");
        assertThat(launchAndArchive().out()).doesNotContain(option);
        assertThat(launch(ARCHIVE).out()).contains(option);
    }

    @Test
    @Timeout(60)
    void a_java_that_cannot_keep_classes_is_asked_once() throws Exception {
        Outcome first = launchAndArchive();
        assertThat(first.code()).isEqualTo(3);
        assertThat(archive()).isEmptyFile();
        FileTime made = Files.getLastModifiedTime(archive());
        Outcome second = launchAndArchive();
        assertThat(second.out()).doesNotContain("SharedArchiveFile");
        assertThat(second.code()).isEqualTo(3);
        assertThat(Files.getLastModifiedTime(archive())).isEqualTo(made);
    }
}
