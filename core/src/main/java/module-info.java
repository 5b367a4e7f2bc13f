/** Define, train, evaluate, predict and check a network in memory: numbers in, numbers out. */
module rookery.core {
    requires transitive rookery.kernels;

    exports rookery;
    exports rookery.activations;
    exports rookery.callbacks;
    exports rookery.constraints;
    exports rookery.events;
    exports rookery.initializers;
    exports rookery.layers;
    exports rookery.losses;
    exports rookery.metrics;
    exports rookery.names;
    exports rookery.optimizers;
    exports rookery.regularizers;
    exports rookery.schedules;
    exports rookery.tensor;
}
