/**
 * The command line: {@link rookery.cli.Main} and one class a command, {@link rookery.cli.Train},
 * {@link rookery.cli.Evaluate}, {@link rookery.cli.Predict}, {@link rookery.cli.Summary}, {@link
 * rookery.cli.Runs}.
 *
 * <p>A command writes what was asked for to {@code out} and everything else to {@code err}; with
 * {@code --json} that is one JSON object and nothing else. It exits with 0; 1 if a run failed; 130
 * if it was interrupted; 2 if it was used wrongly or its input cannot be used, in which case one line
 * on {@code err} says where, what was expected, what came and what to do.
 */
package rookery.cli;
