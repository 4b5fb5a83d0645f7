package org.pvswatch.fault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.pvswatch.history.History;
import org.pvswatch.history.Judgements;
import org.pvswatch.history.Judgements.IncidentRow;
import org.pvswatch.history.Judgements.NoticeRow;
import org.pvswatch.incident.Incident;
import org.pvswatch.reading.Sun;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the judge up with history; word of the route {@code judge-faults}. Incidents are kept with every change, the judge's
 * memory once a day: a start goes on from there. Polls that came late, other thresholds or a memory of another version have
 * everything judged anew from the first poll, which gives the same incidents; whoever tells the owner knows what was told.
 * Thread-safe.
 */
public final class FaultWatch {
    private static final Logger LOG = LoggerFactory.getLogger("judge-faults");
    private static final JsonMapper JSON =
            JsonMapper.builder().findAndAddModules().build();
    private static final Duration MEMORY_KEPT_EVERY = Duration.ofDays(1);

    private final FaultSettings settings;
    private final String thresholds;
    private final FaultSite site;
    private final History history;
    private final OwnerFile ownerFile;
    private final Set<String> misunderstood = new HashSet<>();
    private FaultJudge judge;
    private Set<String> words = new LinkedHashSet<>();
    private long pollSeq;
    private Instant heardUntil;
    private Instant keptAt = Instant.MIN;

    /**
     * @param site id of the site
     * @param zone of the site
     * @param sun over it
     * @param settings all settings in force
     * @param groups panels by side of the roof, as {@code south: E001 E002; west: E003}; blank: learned
     * @param circuits panels by circuit, the same way; blank: told from what stops together
     * @param ownerFile where the owner writes what he says of incidents
     * @param history what is judged, and where incidents are kept
     */
    public FaultWatch(
            String site,
            String zone,
            Sun sun,
            Map<String, String> settings,
            String groups,
            String circuits,
            String ownerFile,
            History history) {
        this.settings = FaultSettings.of(settings);
        this.site = new FaultSite(site, ZoneId.of(zone), sun, FaultSite.sets(groups), FaultSite.sets(circuits));
        this.thresholds = thresholds(settings, this.site);
        this.history = history;
        this.ownerFile = new OwnerFile(Path.of(ownerFile), this.site.zone());
    }

    /** Everything that another result may come from, in short. */
    private static String thresholds(Map<String, String> settings, FaultSite site) {
        TreeMap<String, String> counting = new TreeMap<>();
        settings.forEach((key, value) -> {
            if (key.startsWith("fault.")) {
                counting.put(key, value);
            }
        });
        return "%08x %s %s"
                .formatted((counting + " " + site.groups() + site.circuits()).hashCode(), site.zone(), site.id());
    }

    /**
     * Judges what history has beyond the last look, and keeps there what the owner should be told of it.
     *
     * @return how many notices are new, usually none
     */
    public synchronized int catchUp() throws IOException, SQLException {
        History.Span span = history.span().orElse(null);
        if (span == null) {
            return 0;
        }
        Judgements kept = history.judgements();
        if (judge == null) {
            begin(kept);
        }
        if (heardUntil != null && kept.hasPassedBy(site.id(), pollSeq, heardUntil)) {
            LOG.info("polls came in that are older than what was judged; all is judged anew");
            startOver(kept);
        }
        List<OwnerFile.Line> said = said();
        List<Notice> found = new ArrayList<>();
        Instant from = heardUntil == null ? span.first() : heardUntil.plusMillis(1);
        Instant silent = history.lastUnanswered(site.id()).orElse(span.last());
        Instant last = silent.isAfter(span.last()) ? silent : span.last();
        new HeardFromHistory(history, site.id()).tell(from, last.plusMillis(1), heard -> {
            tellWords(said, heard.at());
            found.addAll(judge.hear(heard));
            heardUntil = heard.at();
        });
        pollSeq = span.seq();
        return keep(kept, found);
    }

    /** Takes in words at once that were said before what was judged already; the others at their time. */
    private void tellWords(List<OwnerFile.Line> said, Instant until) {
        for (OwnerFile.Line line : said) {
            if (!line.word().at().isAfter(until) && words.add(line.text())) {
                judge.told(line.word());
            }
        }
    }

    private List<OwnerFile.Line> said() throws IOException {
        List<OwnerFile.Line> understood = new ArrayList<>();
        for (OwnerFile.Line line : ownerFile.lines()) {
            if (line.problem() == null) {
                understood.add(line);
            } else if (misunderstood.add(line.text())) {
                LOG.warn("{}", line.problem());
            }
        }
        return understood;
    }

    private void begin(Judgements kept) throws SQLException {
        judge = new FaultJudge(settings, site);
        Optional<Judgements.Memory> memory = kept.memory(site.id());
        if (memory.isEmpty()) {
            return;
        }
        if (memory.get().thresholds().equals(thresholds)
                && judge.restore(memory.get().bytes())) {
            heardUntil = memory.get().heardUntil();
            keptAt = heardUntil;
            pollSeq = memory.get().pollSeq();
            words = new LinkedHashSet<>(memory.get().words().lines().toList());
        } else {
            LOG.info("the thresholds are others than before, or the program is; all is judged anew");
            startOver(kept);
        }
    }

    private void startOver(Judgements kept) throws SQLException {
        judge = new FaultJudge(settings, site);
        words = new LinkedHashSet<>();
        heardUntil = null;
        keptAt = Instant.MIN;
        kept.forget(site.id());
    }

    /** @return how many notices were not kept before, as they were when the program ended between two memories */
    private int keep(Judgements kept, List<Notice> found) throws SQLException {
        List<NoticeRow> notices = found.stream()
                .map(notice -> new NoticeRow(notice.at(), json(notice.items())))
                .toList();
        boolean due = heardUntil != null
                && (keptAt.equals(Instant.MIN)
                        || Duration.between(keptAt, heardUntil).compareTo(MEMORY_KEPT_EVERY) >= 0);
        Set<Incident> changed = new LinkedHashSet<>(judge.takeChanged());
        if (due || !notices.isEmpty()) { // what an incident costs grows without a change
            changed.addAll(judge.incidents());
        }
        if (changed.isEmpty() && notices.isEmpty() && !due) {
            return 0;
        }
        int added = kept.keep(site.id(), rows(changed), notices, due ? memory() : null)
                .size();
        keptAt = due ? heardUntil : keptAt;
        return added;
    }

    private Judgements.Memory memory() {
        return new Judgements.Memory(pollSeq, heardUntil, thresholds, String.join("\n", words), judge.snapshot());
    }

    /** A suspect has no id yet: nobody is told of it. */
    private static List<IncidentRow> rows(Set<Incident> incidents) {
        return incidents.stream()
                .filter(incident -> incident.id() != null)
                .map(FaultWatch::row)
                .toList();
    }

    private static IncidentRow row(Incident incident) {
        return new IncidentRow(
                incident.id(),
                incident.kind().label(),
                incident.subject(),
                incident.state().label(),
                incident.severity().label(),
                incident.since(),
                incident.openedAt(),
                incident.changedAt(),
                incident.resolvedAt(),
                incident.openings(),
                incident.lostKwh(),
                json(incident.evidence()),
                json(incident.members()),
                incident.absorbedBy());
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("evidence can always be written", e);
        }
    }
}
