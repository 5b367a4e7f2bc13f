package rookery.schedules;

import rookery.names.Names;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The learning rate η as a function of the step. */
public sealed interface LearningRate
        permits Constant,
                ExponentialDecay,
                PiecewiseConstantDecay,
                PolynomialDecay,
                InverseTimeDecay,
                CosineDecay,
                CosineDecayRestarts,
                OneCycle,
                LinearWarmUp,
                CustomLearningRate {

    /**
     * The members by Keras's class names in snake case. Most of them have no defaults: what stands
     * here is an example. A number is a constant rate.
     */
    Names<LearningRate> NAMES =
            Names.of("learning rate", LearningRate::members)
                    .implied(() -> List.of(new Constant(0.01)));

    private static Map<String, LearningRate> members() {
        Map<String, LearningRate> members = new LinkedHashMap<>();
        members.put("constant", new Constant(0.01));
        members.put("exponential_decay", new ExponentialDecay(0.01, 1000, 0.9));
        members.put(
                "piecewise_constant_decay",
                new PiecewiseConstantDecay(List.of(1000L), List.of(0.01, 0.001)));
        members.put("polynomial_decay", new PolynomialDecay(0.01, 1000));
        members.put("inverse_time_decay", new InverseTimeDecay(0.01, 1000, 0.5));
        members.put("cosine_decay", new CosineDecay(0.01, 1000));
        members.put("cosine_decay_restarts", new CosineDecayRestarts(0.01, 1000));
        members.put("one_cycle", new OneCycle(0.01, 1000));
        members.put("linear_warm_up", new LinearWarmUp(new Constant(0.01), 1000));
        return members;
    }

    /** The rate of a step, counted from 0. */
    double at(long step);
}
