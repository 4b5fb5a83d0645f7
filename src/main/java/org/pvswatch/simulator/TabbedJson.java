package org.pvswatch.simulator;

/**
 * Writes JSON as the PVS's {@code dl_cgi} lays it out: a tab for each level, a tab after the colon, objects of an array
 * on one line with its bracket. Text is written as is: all of it is ours.
 */
final class TabbedJson {
    private final StringBuilder out;
    private int depth;
    private boolean first = true;

    TabbedJson(int expectedLength) {
        out = new StringBuilder(expectedLength);
    }

    TabbedJson object() {
        out.append('{');
        depth++;
        first = true;
        return this;
    }

    TabbedJson endObject() {
        depth--;
        line();
        out.append('}');
        first = false;
        return this;
    }

    /** Opens an object that is an element of an array. */
    TabbedJson element() {
        if (!first) {
            out.append(", ");
        }
        depth++;
        return object();
    }

    TabbedJson endElement() {
        endObject();
        depth--;
        return this;
    }

    TabbedJson array(String name) {
        key(name);
        out.append('[');
        first = true;
        return this;
    }

    TabbedJson endArray() {
        out.append(']');
        first = false;
        return this;
    }

    TabbedJson objectMember(String name) {
        key(name);
        return object();
    }

    /** A string. */
    TabbedJson text(String name, String value) {
        key(name);
        out.append('"').append(value).append('"');
        return this;
    }

    /** A number, true or false: written without quotes. */
    TabbedJson bare(String name, String value) {
        key(name);
        out.append(value);
        return this;
    }

    TabbedJson bare(String name, long value) {
        return bare(name, Long.toString(value));
    }

    /** A measurement: a string that holds a decimal. */
    TabbedJson decimal(String name, double value) {
        return text(name, DecimalText.trimmed(value));
    }

    private void key(String name) {
        if (!first) {
            out.append(',');
        }
        first = false;
        line();
        out.append('"').append(name).append("\":\t");
    }

    private void line() {
        out.append('\n');
        out.append("\t".repeat(depth));
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
