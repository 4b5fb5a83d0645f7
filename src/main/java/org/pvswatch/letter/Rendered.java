package org.pvswatch.letter;

/**
 * A letter in both forms, which say the same.
 *
 * @param html a whole document
 * @param text plain, lines of at most 78 letters where a space allows it
 */
public record Rendered(String html, String text) {}
