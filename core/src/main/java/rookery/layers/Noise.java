package rookery.layers;

import rookery.kernels.Philox;
import rookery.kernels.Purpose;
import rookery.tensor.Panels;

import java.util.Arrays;

/** What layers that draw random numbers in training have in common. */
final class Noise {

    private Noise() {}

    /** In inference y = x, all factors are 1; whether it is inference. */
    static boolean rests(Frame frame, Pass pass, int from, int to) {
        if (pass.training()) return false;
        int at = frame.x().at(from);
        int n = frame.x().at(to) - at;
        boolean keeps = frame.z() != frame.x();
        if (keeps && frame.dy() != null) Arrays.fill(frame.z().values(), at, at + n, 1f);
        System.arraycopy(frame.x().values(), at, frame.y().values(), at, n);
        return true;
    }

    /** Fills the panels of x's shape by numbers uniform in [0, 1): a function of their place. */
    static void uniform(Frame frame, Pass pass, Purpose purpose, Panels into, int from, int to) {
        int at = into.at(from);
        Philox.uniform(
                pass.seed(),
                purpose,
                pass.step(),
                frame.index(),
                first(frame, pass, from),
                into.values(),
                at,
                into.at(to) - at);
    }

    /** Fills the panels of x's shape by standard normal numbers: a function of their place. */
    static void normal(Frame frame, Pass pass, Purpose purpose, Panels into, int from, int to) {
        int at = into.at(from);
        Philox.normal(
                pass.seed(),
                purpose,
                pass.step(),
                frame.index(),
                first(frame, pass, from),
                into.values(),
                at,
                into.at(to) - at);
    }

    /** The place of a panel's first number in the whole batch. */
    private static long first(Frame frame, Pass pass, int panel) {
        return (long) (pass.firstPanel() + panel) * frame.inputs() * Panels.LANES;
    }

    /** dx = dy ⊙ z, where z has the factors of x. */
    static void backward(Frame frame, int from, int to) {
        if (frame.dx() == null) return;
        float[] dy = frame.dy().values();
        float[] dx = frame.dx().values();
        float[] factors = frame.z().values();
        for (int e = frame.dy().at(from), end = frame.dy().at(to); e < end; e++)
            dx[e] = dy[e] * factors[e];
    }
}
