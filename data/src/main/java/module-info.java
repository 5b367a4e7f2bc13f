/**
 * Tables: columns of numbers and text, how they become a network's inputs, and data sets to try.
 */
module rookery.data {
    requires transitive rookery.core;
    requires de.siegmar.fastcsv;

    exports rookery.data;
}
