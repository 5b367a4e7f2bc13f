/** Model files and run folders. */
package rookery.formats;
