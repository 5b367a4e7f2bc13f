/** Members of a family found by the name Keras gives them, with the nearest names for a wrong one. */
package rookery.names;
