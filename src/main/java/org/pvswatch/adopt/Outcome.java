package org.pvswatch.adopt;

/** What became of one row or one answer of an import, in the words of the report. */
enum Outcome {
    TAKEN("taken"),
    THERE("there already: an earlier import, or our own poll of the same time"),
    BETTER("left out: an answer of the PVS of the same time is there, which says more"),
    AGAIN("left out: the same again"),
    DIFFERS("left out: another of the same time counts"),
    SAMPLE("left out: samples that a trial of the script wrote (serial " + ScriptTable.SAMPLE_SERIAL + ")"),
    NOTHING("left out: nothing but zeros and nan, which the script wrote when the PVS gave nothing"),
    UNREADABLE("could not be read");

    private final String sentence;

    Outcome(String sentence) {
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }
}
