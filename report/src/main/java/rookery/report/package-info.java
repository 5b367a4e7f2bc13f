/**
 * Explanations as pictures and pages. A {@link rookery.report.Picture} is a record of what it shows; it
 * draws itself by {@link rookery.report.Svg} on the ground of a {@link rookery.report.Theme}, and {@link
 * rookery.report.Png} makes pixels of that. {@link rookery.report.CurvesPicture} has lines over a common
 * axis, {@link rookery.report.LandscapePicture} the loss over the weights, {@link
 * rookery.report.RacePicture} a race with both, {@link
 * rookery.report.NetworkDrawing} a network, {@link rookery.report.BarsPicture} and {@link
 * rookery.report.DependencePicture} which columns matter, and how.
 *
 * <p>An {@link rookery.report.HtmlPage} is one file with charts to point at. {@link
 * rookery.report.Report} is all that is known of a run, a {@link rookery.report.Part} or the reason why
 * not each, and {@link rookery.report.ReportHtml} its page.
 */
package rookery.report;
