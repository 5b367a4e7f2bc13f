package rookery.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;

/** A window inside a larger array, with a guard on either side that nobody may write to. */
final class Window {

    /** Not a multiple of any vector's length. */
    static final int BEFORE = 7;

    static final int AFTER = 41;
    private static final float GUARD = -12345.678f;

    final float[] array;
    final int at = BEFORE;
    final int size;

    private Window(int size) {
        this.size = size;
        array = new float[BEFORE + size + AFTER];
        Arrays.fill(array, GUARD);
    }

    static Window of(float[] values) {
        Window window = new Window(values.length);
        System.arraycopy(values, 0, window.array, BEFORE, values.length);
        return window;
    }

    /** A window to write to: filled with what must not be left over. */
    static Window output(int size) {
        return new Window(size);
    }

    /** Values of both signs and several magnitudes, some of them ±0. */
    static float[] random(Random random, int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            float value = (float) random.nextGaussian() * (1 << random.nextInt(6));
            values[i] = random.nextInt(50) == 0 ? Math.copySign(0, value) : value;
        }
        return values;
    }

    float[] values() {
        return Arrays.copyOfRange(array, at, at + size);
    }

    /** The same bits as expected (any NaN being a NaN), and the guards as they were. */
    void shouldHold(float[] expected, String what) {
        for (int i = 0; i < array.length; i++) {
            boolean inside = i >= at && i < at + size;
            float wanted = inside ? expected[i - at] : GUARD;
            if (Float.floatToIntBits(array[i]) != Float.floatToIntBits(wanted)) {
                assertThat(array[i])
                        .as("%s: %s %d", what, inside ? "element" : "guard", i - at)
                        .isEqualTo(wanted);
                throw new AssertionError(what + ": the sign of zero differs at " + (i - at));
            }
        }
    }
}
