/**
 * Neural networks, and how they learned. A guided tour:
 *
 * <ol>
 *   <li>{@link rookery.Sequential}: a network, layers one after the other. It is an immutable
 *       description, like all that follows.
 *   <li>{@link rookery.Sequential#compile compile} gives a {@link rookery.Learner}: the network
 *       with a loss, an optimizer and metrics.
 *   <li>{@link rookery.Learner#fit fit} trains on a {@link rookery.Dataset} as {@link rookery.Fit}
 *       says and returns a {@link rookery.Run}: the {@link rookery.Model}, its {@link
 *       rookery.History} and {@link rookery.Evaluation}s.
 *   <li>{@link rookery.Model#predict(float...) predict} and {@link rookery.Model#evaluate
 *       evaluate}; {@link rookery.Predictor} for the hot path.
 *   <li>{@link rookery.Trainer} is the same training step by step, to be stopped, copied and gone on
 *       with; {@link rookery.GradientCheck} proves the gradients of a user's own layer or loss.
 *   <li>{@link rookery.Trace} shows every number of a batch on its way through the network and back,
 *       {@link rookery.Objective} the loss and its gradient at any weights, {@link
 *       rookery.Losses} the loss alone at many, {@link rookery.InputGradients} how outputs change
 *       with inputs: what explanations are made of.
 * </ol>
 *
 * {@snippet :
 * Sequential network = Sequential.of(3, new Dense(16, new Relu()), new Dense(2, new Softmax()));
 * Learner learner = network.compile("categorical_crossentropy", "sgd", "accuracy");
 * Run run = learner.fit(training, validation, Fit.defaults().epochs(100).seed(42));
 * float[] probabilities = run.model().predict(row);
 * }
 *
 * <p>Inside a step, from here to the loops: {@code Trainer} → {@code Workspace} → {@link
 * rookery.layers.Dense} → {@link rookery.kernels.Kernels}. One seed gives the same weights, bit for
 * bit, whatever computes them.
 */
package rookery;
