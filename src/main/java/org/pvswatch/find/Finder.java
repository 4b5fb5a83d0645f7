package org.pvswatch.find;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.pvswatch.find.Place.Origin;

/**
 * Finds PVS on the network: those that announce themselves, and those at the usual and at given addresses. Each is asked
 * one harmless GET. Logs nothing. Thread-safe.
 *
 * <p>A box that is reached at several addresses is found once, at the best of them: https before http, because newer
 * firmware logs in and does that by https only; then an address the owner chose, the fixed one of the installer port, the
 * number that the box announces, and last a name.
 */
public final class Finder {
    private static final String INSTALLER = "172.27.153.1";
    private static final String USUAL_NAME = "pvs.local";

    /** What the box calls itself to machines at its installer port; on the internet the name is a stranger's. */
    private static final String INSTALLER_NAME = "www.sunpowerconsole.com";

    /** An answer takes a second; a search ends at the latest so long after the listening. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final List<Place> places;
    private final boolean askInstallerName;
    private final List<InetAddress> interfaces;

    private Finder(List<Place> places, boolean askInstallerName, List<InetAddress> interfaces) {
        this.places = places;
        this.askInstallerName = askInstallerName;
        this.interfaces = interfaces;
    }

    /**
     * Looks everywhere a PVS may be.
     *
     * @param configured addresses in the settings: {@code pvs.url}
     * @param given addresses to ask besides, with or without a scheme
     * @throws IllegalArgumentException with one sentence about an address that is none
     */
    public static Finder everywhere(List<String> configured, List<String> given) {
        return everywhere(configured, given, Announcements.interfaces());
    }

    /**
     * The same, but listens for announcements only at these addresses of this machine.
     *
     * @throws IllegalArgumentException with one sentence about an address that is none
     */
    public static Finder everywhere(List<String> configured, List<String> given, List<InetAddress> interfaces) {
        List<Place> places = owners(given);
        configured.forEach(address -> places.add(Place.configured(address)));
        places.add(Place.of(INSTALLER, Origin.INSTALLER));
        places.add(Place.of(USUAL_NAME, Origin.NAME));
        return new Finder(places, true, List.copyOf(interfaces));
    }

    /**
     * Looks only where it is told to.
     *
     * @param given addresses to ask, with or without a scheme
     * @param interfaces addresses of this machine; at each it listens for announcements
     * @throws IllegalArgumentException with one sentence about an address that is none
     */
    public static Finder only(List<String> given, List<InetAddress> interfaces) {
        return new Finder(owners(given), false, List.copyOf(interfaces));
    }

    private static List<Place> owners(List<String> given) {
        List<Place> places = new ArrayList<>();
        given.forEach(address -> places.add(Place.of(address, Origin.OWNER)));
        return places;
    }

    /**
     * Finds all there are.
     *
     * @param wait how long to listen for announcements; the search ends at most ten seconds later
     */
    public Findings find(Duration wait) throws InterruptedException {
        return search(wait, any -> false);
    }

    /**
     * Finds one PVS again, wherever it is now, and returns as soon as it is found.
     *
     * @param serial as printed on the box
     * @param wait how long to listen for announcements; the search ends at most ten seconds later
     */
    public Optional<FoundPvs> bySerial(String serial, Duration wait) throws InterruptedException {
        Predicate<FoundPvs> same = pvs -> pvs.serial().equalsIgnoreCase(serial);
        return search(wait, same).found().stream().filter(same).findFirst();
    }

    private Findings search(Duration wait, Predicate<FoundPvs> enough) throws InterruptedException {
        Duration listening = interfaces.isEmpty() ? Duration.ZERO : wait;
        try (Search search = new Search(PATIENCE);
                Announcements announcements = new Announcements()) {
            announcements.listen(interfaces, search::ask);
            places.forEach(search::ask);
            if (askInstallerName) {
                search.ask(Finder::installerByName);
            }
            search.await(listening, listening.plus(PATIENCE), enough);
            return search.findings();
        }
    }

    /** The box at the installer port by the name it gives itself; nobody when the name leads out of the house. */
    private static List<Place> installerByName() {
        try {
            return Arrays.stream(InetAddress.getAllByName(INSTALLER_NAME))
                    .filter(InetAddress::isSiteLocalAddress)
                    .map(address -> Place.of(address, 0, Origin.INSTALLER))
                    .toList();
        } catch (UnknownHostException e) {
            return List.of();
        }
    }
}
