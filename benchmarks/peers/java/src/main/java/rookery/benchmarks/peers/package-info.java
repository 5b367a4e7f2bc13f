/** The same work in other Java libraries: a measuring process for each. */
package rookery.benchmarks.peers;
