package org.pvswatch.own;

import java.nio.file.Path;

/**
 * One mistake in a route file, for its owner.
 *
 * @param file where
 * @param line of the file, from 1
 * @param what what was seen
 * @param mend what to do
 */
public record Problem(Path file, int line, String what, String mend) {
    @Override
    public String toString() {
        return file + ":" + line + ": " + what + "; " + mend;
    }
}
