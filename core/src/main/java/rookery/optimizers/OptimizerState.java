package rookery.optimizers;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What an optimizer remembers between steps: how many steps it took, and arrays as long as the
 * parameters.
 */
public final class OptimizerState {

    private final List<String> names;
    private final float[][] slots;
    private long step;

    /**
     * Zeros, before the first step.
     *
     * @param length of the parameters, padding included
     * @param names of the slots: {@code momentum}, {@code velocity} …
     */
    public OptimizerState(int length, String... names) {
        this(0, List.of(names), new float[names.length][length]);
    }

    private OptimizerState(long step, List<String> names, float[][] slots) {
        this.step = step;
        this.names = names;
        this.slots = slots;
    }

    /** The slots' names, in order. */
    public List<String> names() {
        return names;
    }

    /** The k-th slot: the array itself, in the parameters' layout. */
    public float[] slot(int k) {
        return slots[k];
    }

    /** Steps taken, the one under way included: t in the formulas. */
    public long step() {
        return step;
    }

    /** Goes on as if this many steps had been taken: what reading a saved state needs. */
    public void setStep(long step) {
        if (step < 0)
            throw new IllegalArgumentException(
                    "optimizer state: step must be at least 0, got " + step);
        this.step = step;
    }

    /** Begins a step. */
    public void next() {
        step++;
    }

    /** A copy that shares nothing. */
    public OptimizerState copy() {
        float[][] copies =
                IntStream.range(0, slots.length)
                        .mapToObj(k -> slots[k].clone())
                        .toArray(float[][]::new);
        return new OptimizerState(step, names, copies);
    }

    /**
     * Takes over another state's numbers.
     *
     * @throws IllegalArgumentException if the other has other slots or another length
     */
    public void set(OptimizerState other) {
        if (!names.equals(other.names))
            throw new IllegalArgumentException(
                    "optimizer state: need the slots %s, got %s".formatted(names, other.names));
        for (int k = 0; k < slots.length; k++) {
            if (slots[k].length != other.slots[k].length)
                throw new IllegalArgumentException(
                        "optimizer state, slot %s: need %d numbers, got %d"
                                .formatted(names.get(k), slots[k].length, other.slots[k].length));
            System.arraycopy(other.slots[k], 0, slots[k], 0, slots[k].length);
        }
        step = other.step;
    }
}
