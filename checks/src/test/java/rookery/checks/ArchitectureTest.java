package rookery.checks;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Who may name whom, and what nobody may name. */
class ArchitectureTest {

    /** The packages of core, lowest first: a lower one never names a higher one. */
    private static final List<String> CORE =
            List.of(
                    "rookery.names",
                    "rookery.tensor",
                    "rookery.initializers",
                    "rookery.regularizers",
                    "rookery.constraints",
                    "rookery.activations",
                    "rookery.losses",
                    "rookery.metrics",
                    "rookery.schedules",
                    "rookery.optimizers",
                    "rookery.layers",
                    "rookery.events",
                    "rookery.callbacks",
                    "rookery");

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("rookery");

    @Test
    void all_modules_are_looked_at() {
        Set<String> expected =
                Set.of(
                        "rookery.kernels",
                        "rookery.data",
                        "rookery.formats",
                        "rookery.explain",
                        "rookery.report",
                        "rookery.cli");
        assertThat(CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toSet()))
                .containsAll(expected)
                .containsAll(CORE);
    }

    /** A module's packages, and all packages it may name. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    kernels | rookery.kernels java.. jdk.incubator.vector
                    core    | CORE rookery.kernels java..
                    data    | rookery.data CORE rookery.kernels java.. de.siegmar.fastcsv..
                    formats | rookery.formats rookery.data CORE rookery.kernels java.. tools.jackson.. com.fasterxml.jackson.annotation
                    explain | rookery.explain.. rookery.formats rookery.data CORE rookery.kernels java..
                    report  | rookery.report.. rookery.explain.. rookery.formats rookery.data CORE rookery.kernels java.. javax.imageio.. tools.jackson.. com.github.weisj.jsvg..
                    cli     | rookery.cli rookery.report.. rookery.explain.. rookery.formats rookery.data CORE rookery.kernels java.. tools.jackson.. picocli..
                    """)
    void a_module_names_only_those_below_it(String module, String allowed) {
        List<String> packages = new ArrayList<>(Arrays.asList(allowed.split(" ")));
        if (packages.remove("CORE")) packages.addAll(CORE);
        String[] own =
                module.equals("core")
                        ? CORE.toArray(String[]::new)
                        : new String[] {"rookery." + module + ".."};
        noClasses()
                .that()
                .resideInAnyPackage(own)
                .should()
                .dependOnClassesThat(not(resideInAnyPackage(packages.toArray(String[]::new))))
                .check(CLASSES);
    }

    @Test
    void a_lower_package_of_core_never_names_a_higher_one() {
        for (int i = 0; i < CORE.size() - 1; i++)
            noClasses()
                    .that()
                    .resideInAPackage(CORE.get(i))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(CORE.subList(i + 1, CORE.size()).toArray(String[]::new))
                    .check(CLASSES);
    }

    @Test
    void packages_have_no_cycles() {
        slices().matching("(rookery..)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void only_kernels_names_the_vector_api() {
        noClasses()
                .that(not(resideInAPackage("rookery.kernels")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.incubator..")
                .check(CLASSES);
    }

    @ParameterizedTest
    @CsvSource({"exp", "log", "log1p", "log10", "expm1", "tanh", "pow", "sin", "cos", "tan"})
    void the_platforms_functions_are_not_used_as_their_bits_differ(String function) {
        noClasses()
                .should()
                .callMethodWhere(
                        target(owner(assignableTo(Math.class))).and(target(name(function))))
                .check(CLASSES);
    }

    @Test
    void no_lanes_are_reduced_as_their_order_is_the_hardwares() {
        noClasses().should().callMethodWhere(target(nameMatching("reduceLanes.*"))).check(CLASSES);
    }

    @Test
    void there_is_no_hidden_state() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ThreadLocal.class)
                .check(CLASSES);
        fields().that().areStatic().should().beFinal().check(CLASSES);
    }

    @Test
    void only_the_command_line_prints_and_exits() {
        noClasses()
                .that(not(resideInAnyPackage("rookery.cli")))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .check(CLASSES);
        noClasses()
                .that(not(resideInAnyPackage("rookery.cli")))
                // Says once that the Vector API is absent: there is nobody yet to hand it to.
                .and()
                .haveNameNotMatching("rookery\\.kernels\\.Selection.*")
                .should()
                .accessField(System.class, "err")
                .check(CLASSES);
    }

    @Test
    void nothing_is_serialized_by_the_platform_or_instantiated_by_a_name() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(java.io.ObjectInputStream.class)
                .orShould()
                .callMethod(ClassLoader.class, "loadClass", String.class)
                .check(CLASSES);
    }

    @Test
    void nobody_logs() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.logging..", "org.slf4j..")
                .check(CLASSES);
    }

    @Test
    void names_say_what_a_thing_is() {
        noClasses()
                .should()
                .haveNameMatching(
                        ".*(Impl|Utils?|Helper|Manager|Factory)|.*\\.(Base|Abstract|Default)[A-Z].*")
                .check(CLASSES);
    }
}
