/** Whether the watcher itself works, for whoever watches the watcher. */
package org.pvswatch.health;
