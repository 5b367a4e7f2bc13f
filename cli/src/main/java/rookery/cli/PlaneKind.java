package rookery.cli;

/** What a landscape can be spanned by. */
enum PlaneKind {
    /** Random directions, filter-normalized. */
    RANDOM,
    /** Principal components of the path. */
    PCA,
    /** One or two named weights. */
    WEIGHTS,
    /** From the start to the end. */
    LINE,
    /** The strongest curvatures. */
    HESSIAN
}
