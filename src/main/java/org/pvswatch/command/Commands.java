package org.pvswatch.command;

import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.RuntimeCamelException;
import org.pvswatch.archive.Redaction;
import org.pvswatch.settings.SettingsException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The command line as a whole: which commands there are, and how a failure is told. */
@Command(
        name = "pvs-watch",
        description = "Watches a SunPower PV Supervisor so that nobody has to.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Exit codes: 0 done, 1 failed, 2 wrong usage or settings."})
public final class Commands {
    /** In the order of the help. */
    private static final List<Class<?>> ALL = List.of(
            SetupCommand.class,
            DoctorCommand.class,
            RunCommand.class,
            CheckCommand.class,
            TryCommand.class,
            FindCommand.class,
            DemoCommand.class,
            SimulateCommand.class,
            ReplayCommand.class,
            ArchiveCommand.class,
            ImportCommand.class,
            IncidentsCommand.class,
            JudgeCommand.class,
            ReportCommand.class,
            MailCommand.class,
            WorkbookCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            BenchmarkCommand.class,
            LiveCommand.class,
            RehearseCommand.class);

    private static final String WATCH = "run";
    private static final int FAILED = 1;
    private static final int WRONG = 2;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    private final Map<String, String> environment;

    private Commands(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Runs one command in the environment of the process and gives its exit code. */
    public static int run(String... args) {
        return run(System.getenv(), args);
    }

    /** Runs one command and gives its exit code; the environment may set settings. */
    static int run(Map<String, String> environment, String... args) {
        Optional<Places> plain = args.length > 0 && args[0].equals(WATCH) ? Places.in(args, 1) : Optional.empty();
        return plain.isPresent() ? watch(plain.get(), environment) : parsed(environment, args);
    }

    /** What runs for years is begun without the parser of command lines: it costs a seventh of a start, and stays in memory. */
    private static int watch(Places places, Map<String, String> environment) {
        try {
            RunCommand.watch(places, environment);
            return 0;
        } catch (Exception e) {
            return told(e, new PrintWriter(System.err, true));
        }
    }

    private static int parsed(Map<String, String> environment, String... args) {
        CommandLine line = new CommandLine(new Commands(environment));
        named(args).forEach(line::addSubcommand);
        line.setExecutionExceptionHandler((failure, command, parsed) -> told(failure, command.getErr()));
        line.setUsageHelpAutoWidth(true);
        line.registerConverter(Year.class, time(Year::parse, "write a year such as 2026"));
        line.registerConverter(YearMonth.class, time(YearMonth::parse, "write a month such as 2026-10"));
        line.registerConverter(LocalDate.class, time(LocalDate::parse, "write a day such as 2026-10-31"));
        if (args.length == 0) {
            line.usage(line.getErr());
            return WRONG;
        }
        return line.execute(args);
    }

    /** The one command that is asked for; all of them when none is, to tell them apart. Each costs a start of the watch a while. */
    private static List<Class<?>> named(String... args) {
        return ALL.stream()
                .filter(each -> args.length > 0
                        && each.getAnnotation(Command.class).name().equals(args[0]))
                .findFirst()
                .<List<Class<?>>>map(List::of)
                .orElse(ALL);
    }

    Map<String, String> environment() {
        return environment;
    }

    private static int told(Exception failure, PrintWriter err) {
        if (failure instanceof SettingsException settings) {
            settings.problems().forEach(err::println);
            err.flush();
            return WRONG;
        }
        boolean ofCamel = failure instanceof RuntimeCamelException || failure instanceof FailedToCreateRouteException;
        String where = ofCamel ? failure.getMessage() + ": " : "";
        Throwable cause = failure;
        while (ofCamel && cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        err.println("pvs-watch: " + Redaction.safe(where + what(cause)));
        err.flush();
        return FAILED;
    }

    private static String what(Throwable cause) {
        if (cause instanceof FileSystemException bare && bare.getReason() == null) { // its message is the file alone
            return bare.getFile()
                    + (cause instanceof AccessDeniedException
                            ? ": this user may not; give it to the user that runs PVS Watch (chown)"
                            : cause instanceof NoSuchFileException
                                    ? " is not there"
                                    : " cannot be used (" + cause.getClass().getSimpleName() + ")");
        }
        String said = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        if (said.contains("SQLITE_READONLY") || said.contains("SQLITE_CANTOPEN")) {
            return "this user may not use the history; type it as the user that runs PVS Watch (" + said + ")";
        }
        boolean full = said.contains("No space left on device") || said.contains("SQLITE_FULL");
        return full ? "the disk is full (" + said + "); make room there and type it again" : said;
    }

    /** Days and months are refused in words of ours. */
    private static <T> ITypeConverter<T> time(Function<String, T> reader, String mend) {
        return text -> {
            try {
                return reader.apply(text);
            } catch (DateTimeException e) {
                throw new TypeConversionException("'" + text + "' does not do; " + mend);
            }
        };
    }
}
