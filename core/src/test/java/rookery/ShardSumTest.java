package rookery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import rookery.kernels.Kernels;

import java.util.Random;

class ShardSumTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 31, 32, 33, 100})
    void the_binary_counter_adds_in_the_order_of_the_recursive_tree(int shards) {
        float[] values = new float[shards];
        Random random = new Random(shards);
        for (int i = 0; i < shards; i++) values[i] = (float) Math.exp(20 * random.nextGaussian());
        float[] gradient = new float[1];
        ShardSum sum = new ShardSum(gradient, 100);
        for (int batch = 0; batch < 2; batch++) {
            sum.begin();
            for (int i = 0; i < shards; i++) {
                gradient[0] = values[i];
                sum.add(Kernels.best(), i == shards - 1);
            }
            assertThat(gradient[0]).isEqualTo(tree(values, 0, shards));
        }
    }

    /** Split at the largest power of two smaller than the number, recursively. */
    private static float tree(float[] values, int from, int count) {
        if (count == 1) return values[from];
        int half = Integer.highestOneBit(count - 1);
        return tree(values, from, half) + tree(values, from + half, count - half);
    }
}
