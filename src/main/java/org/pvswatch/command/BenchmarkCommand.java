package org.pvswatch.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures how good the program is, on simulated sites. */
@Command(
        name = "benchmark",
        description = "Measure how good the program is, on simulated sites.",
        subcommands = {BenchmarkDetectionCommand.class, BenchmarkBudgetCommand.class, BenchmarkYearsCommand.class},
        synopsisSubcommandLabel = "COMMAND")
final class BenchmarkCommand implements Runnable {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "say what to measure: benchmark detection, benchmark budget or benchmark years");
    }
}
