/**
 * The command line: {@link rookery.cli.Main} and one class a command. Those that train and use models
 * are {@link rookery.cli.Train}, {@link rookery.cli.Evaluate}, {@link rookery.cli.Predict}, {@link
 * rookery.cli.Summary} and {@link rookery.cli.Runs}; those that explain end with {@code Command}, as
 * {@link rookery.cli.DoctorCommand}, and have what they print in a class that ends with {@code Page}.
 * {@link rookery.cli.Lesson} has a {@link rookery.cli.LessonScreen} a topic.
 *
 * <p>A command writes what was asked for to {@code out} and everything else to {@code err}; with
 * {@code --json} that is one JSON object and nothing else. It exits with 0; 1 if a run failed, or
 * {@code doctor} found an error; 130 if it was interrupted; 2 if it was used wrongly or its input
 * cannot be used, in which case one line on {@code err} says where, what was expected, what came and
 * what to do.
 */
package rookery.cli;
