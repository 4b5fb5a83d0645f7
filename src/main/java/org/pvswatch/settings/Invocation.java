package org.pvswatch.settings;

/** How the program is called here: a package's owner types something else than whoever built it. */
public final class Invocation {
    private static final String PROGRAM = System.getenv().getOrDefault("PVS_WATCH_COMMAND", "./pvs-watch");

    private Invocation() {}

    /** A whole command line, such as {@code ./pvs-watch mail --test}, for a sentence that names one. */
    public static String of(String words) {
        return PROGRAM + " " + words;
    }
}
