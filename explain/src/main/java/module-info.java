/** How a network learned: one file an explanation, each returns a record. */
module rookery.explain {
    requires transitive rookery.formats;

    exports rookery.explain;
    exports rookery.explain.doctor;
    exports rookery.explain.importance;
    exports rookery.explain.landscape;
    exports rookery.explain.lesson;
    exports rookery.explain.race;
}
