/**
 * The lesson as a page: {@link rookery.report.lesson.Screen screens} of {@link
 * rookery.report.lesson.Block blocks}, which a terminal shows, too.
 */
package rookery.report.lesson;
