package rookery.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import rookery.explain.Backprop;
import rookery.explain.DifferenceQuotient;

import java.util.concurrent.Callable;

/** {@code rookery backprop}: backpropagation in one dimension, with symbols and with numbers. */
@Command(
        name = "backprop",
        abbreviateSynopsis = true,
        description = {
            "Explains backpropagation through a neuron, or a chain of them.",
            "ŷ = F(w·x + b): every derivative as a formula and as a number, their "
                    + "products by the chain rule, one step of gradient descent, and a check "
                    + "of each derivative by a central difference. In a chain each neuron is "
                    + "the input of the next."
        },
        footer = {
            "",
            "With --json, z, d_output_d_z, d_output_d_w, d_output_d_b, d_loss_d_w, w_after and so"
                    + " on are numbers for one neuron and lists for a chain, first neuron to last;"
                    + " neurons has the same by neuron. What is undefined is null there, and its"
                    + " name is listed under undefined.",
            "",
            "Exits with 1 if a derivative differs from its central difference by more than"
                    + " rounding explains.",
            "",
            "Examples:",
            "  rookery backprop --x 2 --w 0.5 --b 1 --activation sigmoid",
            "  rookery backprop --x 2 --w 0.5,1.2 --b 1,0 --activation relu,sigmoid \\",
            "    --y 1 --loss binary_crossentropy --learning-rate 0.1"
        })
final class BackpropCommand implements Callable<Integer> {

    private final Console console;

    @Mixin private BackpropOptions options;
    @Mixin private CommonOptions common;

    BackpropCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Backprop backprop = options.backprop();
        if (common.json()) BackpropJson.of(backprop).print(console);
        else new BackpropPage(console, backprop).print();
        return backprop.checks().stream().anyMatch(DifferenceQuotient::disagrees)
                ? Problems.FAILED
                : 0;
    }
}
