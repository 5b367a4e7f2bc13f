package rookery.metrics;

/** The scores of one class's rows and of the others. */
interface Scores {

    /** Takes in a score, of a row of the class or of another. */
    void add(float score, boolean yes);

    /** How many rows of the class there were. */
    long yes();

    /** The area under the curve. */
    double area();

    /** Forgets all scores, but keeps their place. */
    void reset();
}
