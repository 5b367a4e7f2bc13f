package rookery.benchmarks;

import static rookery.data.BundledData.MOONS;
import static rookery.data.BundledData.PENGUINS;
import static rookery.data.BundledData.RINGS;
import static rookery.data.BundledData.SPIRAL;
import static rookery.data.BundledData.WAVES;
import static rookery.data.BundledData.XOR;

import rookery.data.TableOptions;

import java.util.List;

/** Trainings without a fault: data sets, optimizers, depths. */
final class HealthyCases {

    private static final TableOptions SPECIES =
            PENGUINS.options().target("species").validation(0.3);

    private HealthyCases() {}

    static List<DoctorCase> all() {
        return List.of(penguins(), small(), spirals(), numbers()).stream()
                .flatMap(List::stream)
                .toList();
    }

    private static List<DoctorCase> penguins() {
        DoctorCase adelie = DoctorCase.of(PENGUINS).optimizer("sgd");
        DoctorCase species = DoctorCase.of(PENGUINS.table(), SPECIES);
        return List.of(
                adelie,
                adelie.optimizer("adam"),
                adelie.optimizer("sgd(0.05, momentum=0.9)").epochs(40),
                adelie.layers("16 tanh"),
                adelie.layers("none").optimizer("sgd(0.1)"),
                species,
                species.layers("32, 16"),
                species.optimizer("rmsprop").layers("16 sigmoid"),
                species.optimizer("adamw(0.002)").layers("24 gelu, 24 gelu, 24 gelu"),
                species.optimizer("nadam").loss("sparse_categorical_crossentropy"));
    }

    private static List<DoctorCase> small() {
        return List.of(
                DoctorCase.of(MOONS),
                DoctorCase.of(MOONS).layers("32, 32").epochs(60),
                DoctorCase.of(MOONS).optimizer("sgd(0.1)").epochs(150),
                DoctorCase.of(MOONS).layers("16 tanh, 16 tanh").optimizer("rmsprop"),
                DoctorCase.of(MOONS).loss("binary_crossentropy"),
                DoctorCase.of(XOR),
                DoctorCase.of(XOR).layers("16 tanh").optimizer("adam(0.01)").epochs(60),
                DoctorCase.of(XOR).layers("32, 16").optimizer("nadam"),
                DoctorCase.of(RINGS),
                DoctorCase.of(RINGS).layers("32 elu, 32 elu").optimizer("adam"),
                DoctorCase.of(RINGS).layers("32, 32, 32").optimizer("sgd(0.05, momentum=0.9)"),
                DoctorCase.of(RINGS).layers("64, dropout 0.2, 32").optimizer("adamw(0.003)"));
    }

    private static List<DoctorCase> spirals() {
        return List.of(
                DoctorCase.of(SPIRAL).layers("64").optimizer("adam(0.01)"),
                DoctorCase.of(SPIRAL).layers("32, 32").optimizer("adam(0.003)"),
                DoctorCase.of(SPIRAL).layers("64 tanh, 32 tanh").optimizer("rmsprop(0.003)"),
                DoctorCase.of(SPIRAL)
                        .layers("48, batch_normalization, 48")
                        .optimizer("adam(0.003)"));
    }

    private static List<DoctorCase> numbers() {
        DoctorCase homes = DoctorCase.of(DoctorTables.homes(1200), DoctorTables.PRICE);
        return List.of(
                DoctorCase.of(WAVES),
                DoctorCase.of(WAVES).layers("64").optimizer("adam(0.005)"),
                DoctorCase.of(WAVES).layers("32 tanh, 32 tanh").optimizer("adam(0.003)"),
                DoctorCase.of(WAVES).optimizer("sgd(0.05, momentum=0.9)").layers("32"),
                DoctorCase.of(WAVES).loss("huber").layers("32, 32"),
                homes,
                homes.layers("32, 32"),
                homes.layers("16 tanh").optimizer("rmsprop"),
                homes.layers("none").optimizer("sgd(0.02)"));
    }
}
