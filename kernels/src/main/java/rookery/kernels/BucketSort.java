package rookery.kernels;

import java.util.Arrays;

/**
 * Sorts places by keys that are random and evenly spread, in linear time: as many buckets as keys,
 * and what shares a bucket is put in order by insertion. Allocates nothing.
 */
final class BucketSort {

    private static final long LOW = 0xffffffffL;

    private BucketSort() {}

    /**
     * Writes 0 … n−1 in ascending order of their keys as unsigned numbers, equal ones by themselves.
     *
     * @param keys n of them in the first half of 2n places; the second half is overwritten
     * @param order receives the order in its first n places
     */
    static void order(int[] keys, int n, int[] order) {
        Arrays.fill(keys, n, 2 * n, 0);
        for (int i = 0; i < n; i++) keys[n + bucket(keys[i], n)]++;
        int begin = 0;
        for (int b = n; b < 2 * n; b++) {
            int size = keys[b];
            keys[b] = begin;
            begin += size;
        }
        for (int i = 0; i < n; i++) order[keys[n + bucket(keys[i], n)]++] = i;
        insertionSort(keys, n, order);
    }

    /** ⌊key·n / 2³²⌋: ascending in the key. */
    private static int bucket(int key, int n) {
        return (int) ((key & LOW) * n >>> Integer.SIZE);
    }

    private static void insertionSort(int[] keys, int n, int[] order) {
        int largest = Integer.MIN_VALUE;
        for (int i = 0; i < n; i++) {
            int place = order[i];
            // Signed comparison orders unsigned keys once their highest bit is turned.
            int key = keys[place] ^ Integer.MIN_VALUE;
            if (key >= largest) {
                largest = key;
                continue;
            }
            int j = i;
            do {
                order[j] = order[j - 1];
                j--;
            } while (j > 0 && (keys[order[j - 1]] ^ Integer.MIN_VALUE) > key);
            order[j] = place;
        }
    }
}
