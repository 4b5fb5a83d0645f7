package org.pvswatch.doctor;

/**
 * What was found of one part of the installation.
 *
 * @param part such as {@code disk}
 * @param verdict how it is
 * @param said what was seen, without a full stop; no secret
 * @param mend what to do, empty when there is nothing
 */
public record Finding(String part, Verdict verdict, String said, String mend) {
    /** How a part is. */
    public enum Verdict {
        /** As it should be. */
        OK,
        /** It works, and somebody should look at it some time. */
        WARN,
        /** It does not work. */
        FAIL
    }

    static Finding ok(String part, String said) {
        return new Finding(part, Verdict.OK, said, "");
    }

    static Finding warn(String part, String said, String mend) {
        return new Finding(part, Verdict.WARN, said, mend);
    }

    static Finding fail(String part, String said, String mend) {
        return new Finding(part, Verdict.FAIL, said, mend);
    }

    /** One line. */
    @Override
    public String toString() {
        return part + ": " + said + (mend.isEmpty() ? "" : "; " + mend);
    }
}
