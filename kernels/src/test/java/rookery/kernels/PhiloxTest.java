package rookery.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import static rookery.kernels.Kernels.LANES;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

class PhiloxTest {

    private static final long SEED = 42;
    private static final Purpose PURPOSE = Purpose.DROPOUT;

    /** From kat_vectors of the authors' Random123 library, philox4x32 with 10 rounds. */
    @Test
    void known_answers_of_the_authors() {
        shouldBe(0, 0, 0, 0, 0, 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
        shouldBe(-1, -1, -1, -1, -1, 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
        shouldBe(
                0x299f31d0_a4093822L,
                0x243f6a88,
                0x85a308d3,
                0x13198a2e,
                0x03707344,
                0xd16cfe09,
                0x94fdcceb,
                0x5001e420,
                0x24126ea1);
    }

    private static void shouldBe(long key, int c0, int c1, int c2, int c3, int... words) {
        for (int word = 0; word < words.length; word++) {
            assertThat(Philox.word(key, c0, c1, c2, c3, word)).isEqualTo(words[word]);
        }
    }

    @Test
    void element_e_is_word_e_mod_32_div_8_of_counter_e_div_32_times_8_plus_e_mod_8() {
        int purpose = PURPOSE.code();
        assertThat(Philox.bits(SEED, PURPOSE, 3, 4, 0))
                .isEqualTo(Philox.word(SEED, purpose, 3, 4, 0, 0));
        assertThat(Philox.bits(SEED, PURPOSE, 3, 4, 13))
                .isEqualTo(Philox.word(SEED, purpose, 3, 4, 5, 1));
        assertThat(Philox.bits(SEED, PURPOSE, 3, 4, 32 + 31))
                .isEqualTo(Philox.word(SEED, purpose, 3, 4, 15, 3));
        assertThat(Philox.bits(SEED, PURPOSE, 3, 4, Philox.ELEMENTS - 1))
                .isEqualTo(Philox.word(SEED, purpose, 3, 4, -1, 3));
    }

    @Test
    void codes_of_purposes_never_change() {
        assertThat(Arrays.stream(Purpose.values()).map(p -> p + " " + p.code()))
                .containsExactly(
                        "INITIALIZE 1",
                        "SHUFFLE 2",
                        "DROPOUT 3",
                        "SPLIT 4",
                        "DATA 5",
                        "ALPHA_DROPOUT 7",
                        "GAUSSIAN_DROPOUT 8",
                        "GAUSSIAN_NOISE 9",
                        "GRADIENT_NOISE 10",
                        "PERMUTE 11");
    }

    @Test
    void uniform_numbers_are_the_same_from_any_position() {
        for (int first : new int[] {0, 1, 5, 31, 32, 33, 64, 1000}) {
            for (int n : new int[] {0, 1, 4, 6, 8, 13, 16, 25, 32, 64, 100, 207}) {
                float[] expected = new float[n];
                for (int i = 0; i < n; i++) {
                    expected[i] = Philox.uniform(SEED, PURPOSE, 7, 2, first + i);
                }
                Window out = Window.output(n);
                Philox.uniform(SEED, PURPOSE, 7, 2, first, out.array, out.at, n);
                out.shouldHold(expected, n + " from " + first);
            }
        }
    }

    @Test
    void normal_numbers_are_the_same_from_any_position() {
        for (int first : new int[] {0, 1, 16, 31, 33}) {
            for (int n : new int[] {0, 1, 13, 32, 64, 207}) {
                float[] expected = new float[n];
                for (int i = 0; i < n; i++) {
                    expected[i] = Philox.normal(SEED, PURPOSE, 7, 2, first + i);
                }
                Window out = Window.output(n);
                Philox.normal(SEED, PURPOSE, 7, 2, first, out.array, out.at, n);
                out.shouldHold(expected, n + " from " + first);
            }
        }
    }

    @Test
    void uniform_numbers_lie_in_0_to_1_with_mean_a_half_and_variance_a_twelfth() {
        float[] u = new float[1 << 16];
        Philox.uniform(SEED, PURPOSE, 0, 0, 0, u, 0, u.length);
        double sum = 0;
        double squares = 0;
        for (float x : u) {
            assertThat(x >= 0 && x < 1).isTrue();
            sum += x;
            squares += (x - 0.5) * (x - 0.5);
        }
        assertThat(sum / u.length).isCloseTo(0.5, within(0.005));
        assertThat(squares / u.length).isCloseTo(1 / 12.0, within(0.001));
    }

    @Test
    void normal_numbers_are_added_from_any_position() {
        for (int first : new int[] {0, 5, 31, 32, 100}) {
            float[] out = new float[150];
            Arrays.fill(out, 1);
            Philox.addNormal(SEED, PURPOSE, 7, 2, first, 0.5f, out, 3, 140);
            for (int i = 0; i < out.length; i++) {
                boolean inside = i >= 3 && i < 143;
                float z = inside ? Philox.normal(SEED, PURPOSE, 7, 2, first + i - 3) : 0;
                assertThat(out[i]).isEqualTo(1 + 0.5f * z);
            }
        }
    }

    @Test
    void normal_numbers_have_the_moments_and_the_shares_of_the_normal_distribution() {
        float[] z = new float[1 << 16];
        Philox.normal(SEED, Purpose.INITIALIZE, 0, 0, 0, z, 0, z.length);
        double mean = 0;
        double square = 0;
        double fourth = 0;
        int within1 = 0;
        for (float x : z) {
            mean += x / z.length;
            square += (double) x * x / z.length;
            fourth += (double) x * x * x * x / z.length;
            within1 += Math.abs(x) < 1 ? 1 : 0;
        }
        assertThat(mean).isCloseTo(0, within(0.015));
        assertThat(square).isCloseTo(1, within(0.02));
        assertThat(fourth).isCloseTo(3, within(0.15));
        assertThat((double) within1 / z.length).isCloseTo(0.6827, within(0.008));
    }

    @ParameterizedTest
    @MethodSource("rookery.kernels.KernelsTest#all")
    void a_permutation_holds_each_number_once_in_the_order_of_its_bits(Kernels kernels) {
        int n = 5000;
        int[] order = new int[n];
        Philox.permutation(kernels, SEED, Purpose.SHUFFLE, 1, n, order, new int[2 * n]);
        assertThat(Arrays.stream(order).sorted().toArray())
                .isEqualTo(IntStream.range(0, n).toArray());
        for (int i = 1; i < n; i++) {
            int before = Philox.bits(SEED, Purpose.SHUFFLE, 1, 0, order[i - 1]);
            int after = Philox.bits(SEED, Purpose.SHUFFLE, 1, 0, order[i]);
            assertThat(Integer.compareUnsigned(before, after)).isNegative();
        }
    }

    @ParameterizedTest
    @MethodSource("rookery.kernels.KernelsTest#all")
    void groups_of_bits_are_those_of_their_elements(Kernels kernels) {
        int index = -3 * Philox.COUNTERS; // as counters beyond 2³¹ come
        int[] bits = new int[2 + 5 * LANES];
        kernels.randomBits(SEED, PURPOSE.code(), -7, 9, index, 5, bits, 1);
        for (int i = 0; i < 5 * LANES; i++) {
            int counter = index + i / LANES * Philox.COUNTERS + i % Philox.COUNTERS;
            int word = i % LANES / Philox.COUNTERS;
            assertThat(bits[1 + i])
                    .as("element %d", i)
                    .isEqualTo(Philox.word(SEED, PURPOSE.code(), -7, 9, counter, word));
        }
        assertThat(bits[0]).isZero();
        assertThat(bits[bits.length - 1]).isZero();
    }

    @Test
    void places_are_sorted_by_unsigned_keys_and_equal_ones_by_themselves() {
        Random random = new Random(SEED);
        for (int n : new int[] {0, 1, 2, 5, 31, 333, 4098, 100_000}) {
            int few = 1 + random.nextInt(Math.max(1, n)); // so that some keys are equal
            int[] keys = random.ints(2 * n).map(key -> key - Math.floorMod(key, few)).toArray();
            int[] expected =
                    IntStream.range(0, n)
                            .boxed()
                            .sorted((a, b) -> Integer.compareUnsigned(keys[a], keys[b]))
                            .mapToInt(i -> i)
                            .toArray();
            int[] order = new int[n];
            BucketSort.order(keys, n, order);
            assertThat(order).as("%d keys, seed %d", n, SEED).isEqualTo(expected);
        }
    }

    @Test
    void another_seed_purpose_step_or_layer_gives_other_numbers() {
        float here = Philox.uniform(SEED, PURPOSE, 7, 2, 0);
        assertThat(Philox.uniform(SEED + (1L << 32), PURPOSE, 7, 2, 0)).isNotEqualTo(here);
        assertThat(Philox.uniform(SEED, Purpose.DATA, 7, 2, 0)).isNotEqualTo(here);
        assertThat(Philox.uniform(SEED, PURPOSE, 8, 2, 0)).isNotEqualTo(here);
        assertThat(Philox.uniform(SEED, PURPOSE, 7, 3, 0)).isNotEqualTo(here);
    }

    @Test
    void elements_that_do_not_exist_are_refused() {
        assertThatThrownBy(() -> Philox.bits(SEED, PURPOSE, 0, 0, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got 1 from -1");
        assertThatThrownBy(() ->
                        Philox.uniform(SEED, PURPOSE, 0, 0, Philox.ELEMENTS, new float[1], 0, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
