package rookery.explain.importance;

/** Where the path of integrated gradients begins: a row that stands for "nothing is known". */
public sealed interface Baseline {

    /**
     * What the network sees of the training rows on average: of numbers their means, of categories
     * the share of each, of an embedding the mean of its vectors. Without a run, of the rows that are
     * looked at.
     */
    record Mean() implements Baseline {}

    /**
     * All inputs 0: of standardized numbers the means, of categories none, of an embedding the vector
     * of code 0, which stands for missing values.
     */
    record Zero() implements Baseline {}

    /**
     * A row of the same table.
     *
     * @param number in the table, from 0
     */
    record Row(int number) implements Baseline {}
}
