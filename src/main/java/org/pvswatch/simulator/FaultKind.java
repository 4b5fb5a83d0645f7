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
    /** Several panels stop together. */
    CIRCUIT("circuit", Subject.PANELS),
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
