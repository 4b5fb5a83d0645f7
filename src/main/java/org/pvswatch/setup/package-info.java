/** What an owner is asked once, and the files that become of it. */
package org.pvswatch.setup;
