/** Explanations as pictures and pages. */
module rookery.report {
    requires transitive rookery.explain;
    requires com.github.weisj.jsvg;
    requires java.desktop;
    requires tools.jackson.databind;

    exports rookery.report;
    exports rookery.report.lesson;

    opens rookery.report to
            tools.jackson.databind;
}
