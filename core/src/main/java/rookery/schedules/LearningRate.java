package rookery.schedules;

import rookery.names.Names;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The learning rate η as a function of the step. */
public sealed interface LearningRate permits Constant, CustomLearningRate {

    /** The members by Keras's names; a number is a constant rate. */
    Names<LearningRate> NAMES =
            Names.of("learning rate", members()).implied(List.of(new Constant(0.01)));

    private static Map<String, LearningRate> members() {
        Map<String, LearningRate> members = new LinkedHashMap<>();
        members.put("constant", new Constant(0.01));
        return members;
    }

    /** The rate of a step, counted from 0. */
    double at(long step);
}
