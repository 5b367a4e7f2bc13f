/**
 * The loops everything else is made of, over plain {@code float} arrays given with an offset.
 *
 * <p><b>A tour.</b> {@link rookery.kernels.Kernels} is the contract: what each loop calculates, in
 * which layout and, to the bit, in which order. It has two members that keep it, chosen by {@code
 * Selection}: plain loops ({@code ScalarKernels}) and the JDK's Vector API ({@code VectorKernels}).
 * Side by side, topic by topic:
 *
 * <pre>
 *   topic                             plain              vectors
 *   the three products of a layer     ScalarProducts     VectorProducts    blocks and tiles
 *     their innermost loops           ScalarTiles        ForwardTiles, BackwardTiles
 *   sums over examples and elements   ScalarSums         (the same)        32 lanes, then a tree
 *   exp, log, log1p, tanh, sigmoid    ScalarFunctions    VectorFunctions   with their coefficients
 *   softmax and its logarithm         ScalarSoftmax      VectorSoftmax
 *   turning panels                    Transposition      (the same)
 * </pre>
 *
 * <p>{@link rookery.kernels.Philox} makes random numbers out of what they are for (a {@link
 * rookery.kernels.Purpose}, a step, a layer, an index) instead of out of a state.
 *
 * <p><b>Same bits.</b> Every sum's order is fixed, and an implementation only chooses how many
 * independent sums it works on at once; the elementary functions are our own. A NaN is a NaN, its
 * payload is not part of the contract. One thing changes bits: a CPU without fused multiply-add
 * ({@code Fused}); the kernels' names say so.
 *
 * <p><b>Rules inside.</b> No kernel allocates, starts a thread or keeps a state: whoever calls owns
 * the arrays and divides the work, by panels or by ranges of a kernel's rows. Arguments are not
 * checked beyond what the arrays do themselves. Only this package names {@code
 * jdk.incubator.vector}.
 */
package rookery.kernels;
