/** Model files and run folders: what is kept of a training, and how it is found again. */
module rookery.formats {
    requires transitive rookery.data;
    requires tools.jackson.databind;

    exports rookery.formats;

    // Jackson calls the constructors of records that are not public.
    opens rookery.formats to
            tools.jackson.databind;
}
