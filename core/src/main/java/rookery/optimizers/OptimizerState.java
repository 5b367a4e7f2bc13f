package rookery.optimizers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * What an optimizer remembers between steps: how many steps it took, arrays as long as the
 * parameters, and the learning rate if a callback has set one.
 */
public final class OptimizerState {

    private final List<String> names;
    private final float[][] slots;
    private final int stepsPerUpdate;
    private long step;

    /** NaN: the optimizer's own. */
    private double learningRate = Double.NaN;

    /**
     * Zeros, before the first step.
     *
     * @param length of the parameters, padding included
     * @param names of the slots: {@code momentum}, {@code velocity} …
     */
    public OptimizerState(int length, String... names) {
        this(0, 1, List.of(names), new float[names.length][length]);
    }

    private OptimizerState(long step, int stepsPerUpdate, List<String> names, float[][] slots) {
        this.step = step;
        this.stepsPerUpdate = stepsPerUpdate;
        this.names = names;
        this.slots = slots;
    }

    /**
     * The same with one more slot of zeros at the end: for what is put around an optimizer.
     *
     * @param length of the parameters, padding included
     * @throws IllegalArgumentException if there is a slot of this name
     */
    OptimizerState with(String name, int length) {
        if (names.contains(name))
            throw new IllegalArgumentException("optimizer: there are two of " + name);
        List<String> more = new ArrayList<>(names);
        more.add(name);
        float[][] arrays = Arrays.copyOf(slots, slots.length + 1);
        arrays[slots.length] = new float[length];
        return new OptimizerState(step, stepsPerUpdate, List.copyOf(more), arrays);
    }

    /** The same for an optimizer that updates at every so many steps. */
    OptimizerState withStepsPerUpdate(int steps) {
        return new OptimizerState(step, steps, names, slots);
    }

    /** The slots' names, in order. */
    public List<String> names() {
        return names;
    }

    /** The k-th slot: the array itself, in the parameters' layout. */
    public float[] slot(int k) {
        return slots[k];
    }

    /** The slot of this name, which there must be: the array itself. */
    public float[] slot(String name) {
        return slots[names.indexOf(name)];
    }

    /** Steps taken, the one under way included. */
    public long step() {
        return step;
    }

    /**
     * Updates made, the one under way included, even if its gradients are still being accumulated:
     * t in the formulas. As many as steps, unless gradients are accumulated.
     */
    public long updates() {
        return stepsPerUpdate == 1 ? step : Math.ceilDiv(step, stepsPerUpdate);
    }

    /** Goes on as if this many steps had been taken: what reading a saved state needs. */
    public void setStep(long step) {
        if (step < 0)
            throw new IllegalArgumentException(
                    "optimizer state: step must be at least 0, got " + step);
        this.step = step;
    }

    /** The learning rate that was set in place of the optimizer's own, if there is one. */
    public OptionalDouble learningRate() {
        return Double.isNaN(learningRate)
                ? OptionalDouble.empty()
                : OptionalDouble.of(learningRate);
    }

    /** Puts a learning rate, positive and finite, in the place of the optimizer's own. */
    public void setLearningRate(double rate) {
        if (!(rate > 0 && rate < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException(
                    "learning rate must be positive and finite, got " + rate);
        learningRate = rate;
    }

    /** The learning rate of a step, counted from 0: the one that was set, or the optimizer's. */
    public double learningRate(Optimizer optimizer, long step) {
        return Double.isNaN(learningRate) ? optimizer.learningRate().at(step) : learningRate;
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
        OptimizerState copy = new OptimizerState(step, stepsPerUpdate, names, copies);
        copy.learningRate = learningRate;
        return copy;
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
        learningRate = other.learningRate;
    }
}
