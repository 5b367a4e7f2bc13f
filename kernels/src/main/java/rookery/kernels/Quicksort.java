package rookery.kernels;

/**
 * Hoare's quicksort (1962) for keys that are random and distinct, which keeps it far from its worst
 * case. The JDK's sort would do, but it allocates in every partition.
 */
final class Quicksort {

    /** Shorter ranges are sorted by insertion. */
    private static final int SHORT = 24;

    private Quicksort() {}

    /** Sorts the keys {@code from} to {@code to} (exclusive), ascending. */
    static void sort(long[] keys, int from, int to) {
        int low = from;
        int high = to;
        while (high - low > SHORT) {
            int middle = partition(keys, low, high);
            // The shorter part by recursion, the longer one by iteration: the stack stays small.
            if (middle - low < high - middle) {
                sort(keys, low, middle);
                low = middle;
            } else {
                sort(keys, middle, high);
                high = middle;
            }
        }
        insertionSort(keys, low, high);
    }

    /** Splits into two parts, none empty, with no key of the first above one of the second. */
    private static int partition(long[] keys, int from, int to) {
        long pivot = keys[(from + to - 1) >>> 1];
        int i = from - 1;
        int j = to;
        while (true) {
            do {
                i++;
            } while (keys[i] < pivot);
            do {
                j--;
            } while (keys[j] > pivot);
            if (i >= j) {
                return j + 1;
            }
            long key = keys[i];
            keys[i] = keys[j];
            keys[j] = key;
        }
    }

    private static void insertionSort(long[] keys, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            long key = keys[i];
            int j = i;
            for (; j > from && keys[j - 1] > key; j--) {
                keys[j] = keys[j - 1];
            }
            keys[j] = key;
        }
    }
}
