/** A copy of all that must not be lost, made while the watch runs, and a watch made of such a copy. */
package org.pvswatch.backup;
