/** What an owner reads: templates with escaping, words, units and money; and the letters about incidents. */
package org.pvswatch.letter;
