package org.pvswatch.doctor;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.pvswatch.archive.Redaction;
import org.pvswatch.doctor.Finding.Verdict;
import org.pvswatch.settings.Invocation;
import org.pvswatch.settings.Settings;

/**
 * Looks at an installation part by part and changes nothing of it, also beside the running watch. A part that cannot be looked at is a
 * finding like others.
 */
public final class Doctor {
    private final Installed installed;
    private final boolean send;
    private final List<Finding> findings = new ArrayList<>();

    /** @param send whether a test letter is sent and a test row written */
    public Doctor(Installed installed, boolean send) {
        this.installed = installed;
        this.send = send;
    }

    /**
     * Looks at everything.
     *
     * @param told gets each finding as soon as it is made
     * @return all of them
     */
    public List<Finding> look(Consumer<Finding> told) throws InterruptedException {
        look("machine", new MachineCheck(Path.of("/")), told);
        look("settings", new SettingsCheck(installed), told);
        Settings settings = installed.settings();
        if (settings == null) {
            return findings;
        }
        look("secrets", new SecretsCheck(settings.all()), told);
        look("routes", new RoutesCheck(installed), told);
        look("data folder", new DataCheck(installed), told);
        look("history", new IncidentsCheck(installed), told);
        Round round = round(told);
        ZoneId zone = settings.zone();
        look("clock", new ClockCheck(installed.clock().instant(), zone, round == null ? null : round.ahead()), told);
        if (round != null) {
            look("PVS", new PvsCheck(installed, round), told);
            look("weather", new WeatherCheck(installed, round.weather()), told);
        }
        look("mail", new MailCheck(installed, send), told);
        look("outlets", new OutletsCheck(settings.all(), installed.environment()), told);
        look("sheet", new SheetCheck(installed, send), told);
        return findings;
    }

    private Round round(Consumer<Finding> told) throws InterruptedException {
        try {
            return Round.of(installed);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            tell(cannot("PVS", e), told);
            return null;
        }
    }

    private void look(String part, Check check, Consumer<Finding> told) throws InterruptedException {
        try {
            check.look().forEach(finding -> tell(finding, told));
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            tell(cannot(part, e), told);
        }
    }

    private void tell(Finding finding, Consumer<Finding> told) {
        findings.add(finding);
        told.accept(finding);
    }

    private static Finding cannot(String part, Exception failure) {
        String why = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        return new Finding(
                part,
                Verdict.FAIL,
                "it cannot be looked at: " + Redaction.safe(why),
                Invocation.of("check") + " may tell more");
    }
}
