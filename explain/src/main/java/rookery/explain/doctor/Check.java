package rookery.explain.doctor;

/** One row of the table of checks: a rule, and what it says of a run. */
interface Check {

    /** What a check looks at, and so what it costs. */
    enum Needs {
        /** What the run recorded anyway, and a pass or two over some of its rows. */
        RECORDED,
        /** Steps that are taken again, products with the Hessian, or trainings of its own. */
        REPLAY
    }

    /** Its name: {@code dead-relu}. */
    String code();

    /** Where its rule comes from. */
    String source();

    /** What it looks at. */
    Needs needs();

    /** Whether it looks at rows and the untrained network alone, so that it can be made before. */
    default boolean beforeTraining() {
        return false;
    }

    /** Looks. */
    Outcome examine(Evidence evidence);
}
