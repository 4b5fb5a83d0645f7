package org.pvswatch.command;

import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.pvswatch.archive.Redaction;
import org.pvswatch.find.Finder;
import org.pvswatch.find.Findings;
import org.pvswatch.find.FoundPvs;
import org.pvswatch.settings.Invocation;
import org.pvswatch.settings.Settings;
import org.pvswatch.settings.SettingsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds every PVS on the network and says what to set. */
@Command(
        name = "find",
        description = {
            "Find every PVS on the network and say which settings watch it.",
            "Listens for those that announce themselves, and asks the usual addresses, the one in pvs.url and those given"
                    + " here who they are. It needs no password and changes nothing."
        })
final class FindCommand implements Callable<Integer> {
    private static final int LONGEST_SECONDS = 300;

    @Parameters(
            arity = "0..*",
            paramLabel = "ADDRESS",
            description = "Also ask here, such as 192.168.1.20 or https://pvs.example:8443.")
    private List<String> addresses = new ArrayList<>();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "5",
            description =
                    "How long to listen, 1 to 300. Some PVS announce themselves only now and then, 30 s hear more."
                            + " Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--only", description = "Ask no other addresses than those given here, and do not listen.")
    private boolean only;

    @Option(
            names = "--interface",
            paramLabel = "ADDRESS",
            description = "Listen here, at this address of this machine, and with --only nowhere else; may be given"
                    + " several times. Default: on every network this machine is in.")
    private List<InetAddress> interfaces = new ArrayList<>();

    @Mixin
    private CommonOptions common;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (seconds < 1 || seconds > LONGEST_SECONDS) {
            throw wrong("--seconds must be 1 to " + LONGEST_SECONDS + ", not " + seconds);
        }
        if (only && addresses.isEmpty() && interfaces.isEmpty()) {
            throw wrong("--only leaves nowhere to look; give an ADDRESS or an --interface");
        }
        Settings settings = settings();
        PrintWriter err = spec.commandLine().getErr();
        boolean listens = !only || !interfaces.isEmpty();
        err.println("Looking for a PVS" + (listens ? ", about " + seconds + " seconds" : "") + " ...");
        err.flush();
        Findings findings = finder(settings).find(Duration.ofSeconds(seconds));
        if (findings.found().isEmpty()) {
            err.println(nothing(findings));
            err.flush();
            return 1;
        }
        tell(findings, settings, spec.commandLine().getOut());
        return 0;
    }

    /** The settings, without insisting on those that an owner who looks for his PVS has not written yet. */
    private Settings settings() throws SettingsException {
        return common.settings(Map.of("site.zone", "UTC", "site.latitude", "0", "site.longitude", "0"));
    }

    private Finder finder(Settings settings) {
        try {
            if (only) {
                return Finder.only(addresses, interfaces);
            }
            List<String> configured = addresses(settings);
            return interfaces.isEmpty()
                    ? Finder.everywhere(configured, addresses)
                    : Finder.everywhere(configured, addresses, interfaces);
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    private static void tell(Findings findings, Settings settings, PrintWriter out) {
        List<FoundPvs> found = findings.found();
        out.println(found.size() == 1 ? "Found one PVS." : "Found " + found.size() + " PVS.");
        for (FoundPvs pvs : found) {
            out.println();
            out.println("  " + name(pvs) + " " + pvs.shownSerial() + ", firmware "
                    + (pvs.firmware().isEmpty() ? "unknown" : Redaction.quotable(pvs.firmware())));
            out.println("  at " + pvs.url() + also(pvs.alsoAt()));
            out.println("  " + language(pvs));
            if (pvs.certificateSha256() != null) {
                out.println("  Its certificate has the SHA-256 " + pvs.certificateSha256());
            }
        }
        out.println();
        tellNext(found, settings, out);
        findings.announcedOnly()
                .forEach(place -> out.println("One more announces itself, but " + Redaction.quotable(place) + "."));
        out.flush();
    }

    private static String name(FoundPvs pvs) {
        return pvs.model().isEmpty() ? "PVS" : Redaction.quotable(pvs.model());
    }

    private static String also(List<URI> others) {
        return others.isEmpty()
                ? ""
                : ", also at " + others.stream().map(URI::toString).collect(Collectors.joining(", "));
    }

    private static String language(FoundPvs pvs) {
        if (!pvs.expectsLogin()) {
            return "Firmware of this age is open: it needs no login.";
        }
        return "https".equals(pvs.url().getScheme())
                ? "Firmware of this age wants a login; the watcher finds the password out by itself."
                : "Firmware of this age wants a login, and that goes by https only, but https did not answer here."
                        + " If something stands in between, let it pass port 443.";
    }

    private static void tellNext(List<FoundPvs> found, Settings settings, PrintWriter out) {
        if (found.stream().allMatch(pvs -> isSet(pvs, settings))) {
            out.println("The settings say so already: " + Invocation.of("run") + " watches "
                    + (found.size() == 1 ? "it." : "them."));
            return;
        }
        out.println("Write this into config/application.properties; then " + Invocation.of("run") + " watches "
                + (found.size() == 1 ? "it:" : "them as one site. Leave out what is not yours:"));
        out.println();
        out.println(
                "    pvs.url=" + found.stream().map(pvs -> pvs.url().toString()).collect(Collectors.joining(",")));
        if (found.size() > 1) {
            out.println("    pvs.id="
                    + IntStream.rangeClosed(1, found.size())
                            .mapToObj(number -> "pvs" + number)
                            .collect(Collectors.joining(",")));
        }
    }

    private static boolean isSet(FoundPvs pvs, Settings settings) {
        List<String> written = addresses(settings);
        return Stream.concat(Stream.of(pvs.url()), pvs.alsoAt().stream())
                .flatMap(url -> Stream.of(url.toString(), url.getRawAuthority()))
                .anyMatch(written::contains);
    }

    private static List<String> addresses(Settings settings) {
        String written = settings.get("pvs.url");
        return written.isEmpty() ? List.of() : List.of(written.split("\\s*,\\s*"));
    }

    private String nothing(Findings findings) {
        String asked = String.join(", ", findings.asked());
        String announced = findings.announcedOnly().isEmpty()
                ? "nothing announced itself as a PVS in " + seconds + " s"
                : "what announced itself did not answer (" + String.join("; ", findings.announcedOnly()) + ")";
        String listened = only && interfaces.isEmpty() ? "" : (asked.isEmpty() ? "" : ", and ") + announced;
        return "No PVS found: "
                + (asked.isEmpty() ? "" : "none answered at " + asked)
                + listened
                + ". Be in the same network as the PVS, or lay a LAN cable from this machine to its installer port"
                + " (LAN1, address 172.27.153.1); only firmware from 2025.06.24 on answers on Wi-Fi too."
                + " If you know its address, name it: " + Invocation.of("find 192.168.1.20");
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
