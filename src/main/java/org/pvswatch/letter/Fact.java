package org.pvswatch.letter;

/**
 * A number with its name, both in words.
 *
 * @param label such as {@code Lost so far}
 * @param value such as {@code 14.2 kWh}
 */
public record Fact(String label, String value) {}
