/**
 * How fast kernels, training and prediction are, alone ({@code …Benchmark}, for JMH; {@link
 * rookery.benchmarks.Growth}) and beside other libraries ({@link rookery.benchmarks.Comparison}).
 *
 * <p>A comparison starts a process for each library and each piece of work ({@link
 * rookery.benchmarks.Workload}). They stay alive, idle, and measure when they are told to, so that
 * every library can be measured right beside ours, round after round; {@link
 * rookery.benchmarks.Laps} is what such a process does on our side of the pipe, {@code
 * peers/laps.py} the same in Python.
 */
package rookery.benchmarks;
