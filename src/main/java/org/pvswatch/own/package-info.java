/** Route files of the owner: read, checked, and what they are given. Knows nothing of Camel but its own descriptions of itself. */
package org.pvswatch.own;
