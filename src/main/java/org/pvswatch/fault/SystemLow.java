package org.pvswatch.fault;

import java.util.Arrays;
import java.util.Map;
import org.pvswatch.incident.Evidence;
import org.pvswatch.incident.Incident;
import org.pvswatch.incident.Incidents;
import org.pvswatch.incident.Kind;
import org.pvswatch.incident.Severity;

/**
 * The whole site makes less than the weather allows: what neighbours cannot see. The pair of rules is the published one of UTS,
 * UNSW and Diagno, validated on more than 1000 systems. Panels known to be dead are taken out.
 */
final class SystemLow implements Detector {
    private static final int LEARNED_DAYS = 14;
    private static final double UNHEARD = 0.1;

    private final transient String site;
    private final transient SolarModel model;
    private final transient double greatShare;
    private final transient int greatDays;
    private final transient double smallShare;
    private final transient int smallDays;
    private final transient double clearIndex;
    private final transient long daysAfterSnow;

    private double modelKwh;
    private double madeKwh;
    private double skyKwh;
    private double clearKwh;
    private double[] shares = {1, 1, 1, 1, 1, 1, 1};
    private double spread = 0.25;
    private int lowDays;
    private boolean disturbed;

    SystemLow(FaultSettings settings, String site, SolarModel model) {
        this.site = site;
        this.model = model;
        greatShare = settings.number("system-low.great-share");
        greatDays = settings.count("system-low.great-days");
        smallShare = settings.number("system-low.small-share");
        smallDays = settings.count("system-low.small-days");
        clearIndex = settings.number("system-low.clear-index");
        daysAfterSnow = settings.count("system-off.days-after-snow");
    }

    @Override
    public void interval(Interval now, Incidents incidents) {
        if (now.elevationDegrees < Interval.JUDGED_DEGREES) {
            return;
        }
        double share = SolarModel.share(now);
        double made = made(now);
        disturbed |= now.daysSinceSnow <= daysAfterSnow || now.maintained || now.curtailed;
        if (Double.isNaN(share) || Double.isNaN(made) || now.curtailed) {
            return;
        }
        double rating = now.ratingKw * Interval.HOURS;
        int alive = 0;
        for (int i = 0; i < now.size(); i++) {
            Panel panel = now.panels.get(i);
            alive += panel.retired || isDown(panel.serial, incidents) ? 0 : 1;
        }
        modelKwh += share * alive * rating;
        madeKwh += made;
        skyKwh += Math.max(0, now.weather.tiltedIrradianceWm2()) / 1000;
        clearKwh += SolarModel.clearSkyWm2(now.elevationDegrees) / 1000;
    }

    private static boolean isDown(String serial, Incidents incidents) {
        return incidents.isActive(Kind.NOT_PRODUCING, serial);
    }

    /** By the panels where nearly all are heard, for a meter may be wrong; else by the meter. */
    private static double made(Interval now) {
        double sum = 0;
        double unheard = 0;
        for (int i = 0; i < now.size(); i++) {
            if (now.isKnown(i)) {
                sum += now.energyKwh[i];
            } else if (!now.panels.get(i).retired) {
                unheard += now.expectedKwh[i]; // NaN stays
            }
        }
        return unheard <= UNHEARD * sum ? sum + unheard : now.productionKwh;
    }

    @Override
    public void endOfDay(Day last, Incidents incidents) {
        double rating = last.ratingKw() * last.size();
        boolean judged = modelKwh > rating * 0.5 && skyKwh > clearIndex * clearKwh && !disturbed;
        boolean other = incidents.all().stream().anyMatch(each -> each.state().isActive() && isOfMeterOrSite(each));
        if (judged && !other) {
            double ratio = madeKwh / modelKwh;
            double share = ratio / model.gain();
            if (model.isLearned(LEARNED_DAYS)) {
                System.arraycopy(shares, 0, shares, 1, shares.length - 1);
                shares[0] = share;
                judge(last, incidents);
            }
            if (share > smallShare || !model.isLearned(LEARNED_DAYS)) {
                spread += 0.05 * (Math.abs(share - 1) * 1.25 - spread);
                model.learn(ratio);
            }
        }
        modelKwh = 0;
        madeKwh = 0;
        skyKwh = 0;
        clearKwh = 0;
        disturbed = false;
    }

    private static boolean isOfMeterOrSite(Incident incident) {
        return switch (incident.kind()) {
            case METER_OFF, METER_WRONG, SYSTEM_OFF, CIRCUIT_OFF -> true;
            default -> false;
        };
    }

    private void judge(Day last, Incidents incidents) {
        double most = 1 - 3 * spread;
        boolean great = below(Math.min(greatShare, most), greatDays);
        boolean small = below(Math.min(smallShare, most), smallDays);
        if (great || small) {
            double middle = Numbers.median(shares.clone());
            incidents.open(
                    Kind.SYSTEM_LOW,
                    site,
                    great ? Severity.NORMAL : Severity.LOW,
                    last.start().minusSeconds((great ? greatDays : smallDays) * 86_400L),
                    () -> Evidence.of(Map.of("share_of_usual", middle), "all panels alike"));
            incidents.lost(Kind.SYSTEM_LOW, site, modelKwh * model.gain() - madeKwh);
        } else if (Arrays.stream(shares, 0, 3).min().orElse(0) > 0.9) {
            incidents.clear(Kind.SYSTEM_LOW, site);
        }
    }

    private boolean below(double share, int days) {
        return Arrays.stream(shares, 0, days).allMatch(each -> each < share);
    }
}
