package org.pvswatch;

/** The command line's entry point. */
public final class PvsWatch {
    private PvsWatch() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] args) {
        System.out.println("PVS Watch");
    }
}
