package org.pvswatch.simulator;

import java.util.Locale;

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
    /** The serial is missing. */
    NOSERIAL("noserial", Subject.PANELS),
    /** Every answer is a 503 page in HTML. */
    UNAVAILABLE("503", Subject.NONE),
    /** Device data are refused although nothing asks for a login. */
    FORBIDDEN("403", Subject.NONE),
    /** Device data end in an internal error. */
    BROKEN("500", Subject.NONE),
    /** Answers come late. */
    SLOW("slow", Subject.DELAY),
    /** No answer at all. */
    HANG("hang", Subject.NONE),
    /** 200, but a web page. */
    HTML("html", Subject.NONE),
    /** 200, the text cut in half. */
    TRUNCATED("truncated", Subject.NONE),
    /** 200, no devices. */
    EMPTY("empty", Subject.NONE),
    /** 200, {@code result} is {@code fail}. */
    FAIL("fail", Subject.NONE),
    /** The box's clock stands at the epoch. */
    EPOCH("1970", Subject.NONE);

    /** What may or must stand behind the colon. */
    enum Subject {
        NONE,
        PANELS,
        DELAY
    }

    private final String word;
    private final Subject subject;

    FaultKind(String word, Subject subject) {
        this.word = word;
        this.subject = subject;
    }

    Subject subject() {
        return subject;
    }

    /** The word used on the command line, such as {@code dead} or {@code 503}. */
    @Override
    public String toString() {
        return word.toLowerCase(Locale.ROOT);
    }
}
