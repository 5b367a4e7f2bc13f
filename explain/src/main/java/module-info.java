/** How a network learned: one file an explanation, each returns a record. */
module rookery.explain {
    requires transitive rookery.formats;

    exports rookery.explain;
    exports rookery.explain.lesson;
}
