/**
 * The loops everything else is made of, over plain {@code float} arrays, scalar and with the JDK's
 * Vector API. The only module that names {@code jdk.incubator.vector}.
 */
module rookery.kernels {
    requires jdk.incubator.vector;

    exports rookery.kernels;
}
