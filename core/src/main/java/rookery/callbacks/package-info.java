/** Ready-made callbacks. */
package rookery.callbacks;
