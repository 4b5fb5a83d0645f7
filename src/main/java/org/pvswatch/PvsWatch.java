package org.pvswatch;

import org.pvswatch.command.Commands;

/** The program: one command line in, its exit code out. */
public final class PvsWatch {
    private PvsWatch() {}

    /** Runs one command and exits with 0 when done, 1 when it failed, 2 for wrong usage or settings. */
    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals("try")) { // what a trial takes for granted is no news
            System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        }
        int code = Commands.run(args);
        if (code != 0) {
            System.exit(code);
        }
    }
}
