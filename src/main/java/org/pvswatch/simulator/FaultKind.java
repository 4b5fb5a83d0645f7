package org.pvswatch.simulator;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What can go wrong in a simulation, by the word used on the command line. */
public enum FaultKind {
    /** The inverter stops for good: no energy, no contact. */
    DEAD("dead", Subject.PANELS),
    /** No contact, but it keeps producing. */
    SILENT("silent", Subject.PANELS),
    /** The inverter makes nothing and says so: it answers with zeros, its panel at open circuit. */
    STOPPED("stopped", Subject.PANELS),
    /** It cuts out while its cells are hotter than 46 degrees. */
    HOT("hot", Subject.PANELS),
    /** One of the panel's three diodes conducts: a third of power and voltage is gone. */
    DIODE("diode", Subject.PANELS),
    /** A steady loss of some percent. */
    WEAK("weak", Subject.PANELS_AND_PERCENT),
    /** A loss that grows by some percent of the power a year. */
    DRIFT("drift", Subject.PANELS_AND_PERCENT),
    /** Dirt that grows to a loss of some percent until a rain ends it with the duration. */
    DIRT("dirt", Subject.PANELS_AND_PERCENT),
    /** A tree that grows before the panel. */
    SHADE("shade", Subject.PANELS),
    /** Another inverter hangs on the panel: new serial, counter from 0. */
    REPLACED("replaced", Subject.PANELS),
    /** The lifetime counter begins anew. */
    RESET("reset", Subject.PANELS),
    /** Several panels stop together. */
    CIRCUIT("circuit", Subject.PANELS),
    /** The breaker of all panels is off. */
    OFF("off", Subject.NONE),
    /** The street has no grid: no panel works, the house draws nothing, the box is off and restarts after it. */
    OUTAGE("outage", Subject.NONE),
    /** All panels together make no more than the house draws and so many watts. */
    LIMIT("limit", Subject.COUNT),
    /** The current transformer of the production meter is the wrong way round. */
    CTREVERSED("ctreversed", Subject.NONE),
    /** It sees one leg of two. */
    CTHALF("cthalf", Subject.NONE),
    /** It shows some percent too much. */
    CTGAIN("ctgain", Subject.COUNT),
    /** It fell off: the meter reads 0. */
    CTDEAD("ctdead", Subject.NONE),
    /** Those of the consumption meter are the wrong way round. */
    LOADREVERSED("loadreversed", Subject.NONE),
    /** Measurements read {@code nan}. */
    NAN("nan", Subject.PANELS),
    /** A second device with the same serial. */
    DUPLICATE("duplicate", Subject.PANELS),
    /** The serial is empty. */
    NOSERIAL("noserial", Subject.PANELS),
    /** The serial reads {@code n/a}. */
    NASERIAL("naserial", Subject.PANELS),
    /** Lifetime counters read 0, for five minutes unless told otherwise; without panels those of both meters. */
    ZERO("zero", Subject.PANELS_OR_METERS),
    /** No inverter is in any answer, all other devices are. */
    NOINVERTERS("noinverters", Subject.NONE),
    /** Both meters are gone from every answer, until it ends or the box restarts. */
    NOMETERS("nometers", Subject.NONE),
    /** Every answer is a 503 page in HTML, until the box restarts: the end of the duration is a restart. */
    UNAVAILABLE("503", Subject.NONE),
    /** Device data are refused although nothing asks for a login; ends as {@link #UNAVAILABLE} does. */
    FORBIDDEN("403", Subject.NONE),
    /** Device data end in an internal error; ends as {@link #UNAVAILABLE} does. */
    BROKEN("500", Subject.NONE),
    /** A login succeeds, and every request with its cookie is refused. */
    UNAUTHORIZED("401", Subject.NONE),
    /** A session dies after a few requests, in the midst of a poll. */
    EXPIRE("expire", Subject.COUNT),
    /** {@code /vars} takes nobody for logged in and answers 200 with the open variables alone. */
    NOTLOGGEDIN("notloggedin", Subject.NONE),
    /** Answers come late, all by the same delay. */
    SLOW("slow", Subject.DELAY),
    /** Device data come late by a delay for each device. */
    LATENCY("latency", Subject.DELAY),
    /** No answer at all; with a variable's name: only to requests that read this variable. */
    HANG("hang", Subject.VARIABLE_OR_BOX),
    /** 200, but a web page. */
    HTML("html", Subject.NONE),
    /** 200, the text cut in half. */
    TRUNCATED("truncated", Subject.NONE),
    /** 200, no devices. */
    EMPTY("empty", Subject.NONE),
    /** 200, {@code result} is {@code fail}. */
    FAIL("fail", Subject.NONE),
    /** Nobody listens on the port. */
    REFUSED("refused", Subject.NONE),
    /** One restart of the box: nobody listens for the duration, or for 2 to 12 min. */
    RESTART("restart", Subject.NONE),
    /** A restart each day, at a time of its own, with 2 to 12 min of nobody listening. */
    RESTARTS("restarts", Subject.NONE),
    /** A restart every so many hours, each its own. */
    LOOP("loop", Subject.COUNT),
    /** The free flash falls to nothing within so many days. */
    FLASH("flash", Subject.COUNT),
    /** A restart into the newer firmware; nobody listens for the duration, or it takes no time. */
    UPDATE("update", Subject.NONE),
    /** From now on https shows another certificate. */
    CERT("cert", Subject.NONE),
    /** Websockets stay connected and say nothing. */
    WSSILENT("wssilent", Subject.NONE),
    /** The box's clock stands at the epoch. */
    EPOCH("1970", Subject.NONE);

    /** What may or must stand behind the colon. */
    enum Subject {
        NONE,
        PANELS,
        PANELS_AND_PERCENT,
        PANELS_OR_METERS,
        VARIABLE_OR_BOX,
        COUNT,
        DELAY
    }

    private final String word;
    private final Subject subject;

    FaultKind(String word, Subject subject) {
        this.word = word;
        this.subject = subject;
    }

    /** All words, as they are written. */
    public static List<String> words() {
        return Arrays.stream(values()).map(FaultKind::toString).collect(Collectors.toList());
    }

    Subject subject() {
        return subject;
    }

    /** True when panels must or may be named. */
    boolean hitsPanels() {
        return subject == Subject.PANELS
                || subject == Subject.PANELS_AND_PERCENT
                || subject == Subject.PANELS_OR_METERS;
    }

    /** True when only a restart of the box mends it: a duration then ends with one. */
    boolean lastsUntilRestart() {
        return this == UNAVAILABLE || this == FORBIDDEN || this == BROKEN || this == NOMETERS;
    }

    /** The word used on the command line, such as {@code dead} or {@code 503}. */
    @Override
    public String toString() {
        return word;
    }
}
