/** Explanations as pictures and pages, on the ground of a {@link rookery.report.Theme}. */
package rookery.report;
