package org.pvswatch.mail;

import java.io.Serializable;

/**
 * A picture within a letter.
 *
 * @param name of the part, such as {@code week}; its content id is {@code <name>@pvswatch}
 * @param png the picture, drawn with twice as many pixels as it is shown with
 * @param widthPx shown width
 * @param heightPx shown height
 * @param alt the same in one sentence
 */
public record Picture(String name, byte[] png, int widthPx, int heightPx, String alt) implements Serializable {}
