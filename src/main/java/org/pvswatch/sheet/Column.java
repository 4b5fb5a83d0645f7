package org.pvswatch.sheet;

/**
 * One column of a tab.
 *
 * @param title in the header row, unique within the tab; by it the column is found again, wherever a person moved it
 * @param format how its values are shown
 * @param widthPx width, pixels
 */
public record Column(String title, Format format, int widthPx) {}
