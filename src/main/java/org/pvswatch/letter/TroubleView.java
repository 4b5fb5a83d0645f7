package org.pvswatch.letter;

import java.util.List;
import org.pvswatch.mail.Picture;

/**
 * One incident as the template of an alert shows it; all in words.
 *
 * @param headline what changed
 * @param lead the sentence that says it all
 * @param facts since when, and what it costs
 * @param why how sure it is; empty once it is over
 * @param steps what to do
 * @param falseAlarm what would make it none
 * @param heading of picture and table
 * @param picture may be {@code null}
 * @param table may be {@code null}
 * @param saw the measurement behind it
 * @param commands how to acknowledge: two commands and a line
 * @param id of the incident
 */
public record TroubleView(
        String headline,
        String lead,
        List<Fact> facts,
        String why,
        List<String> steps,
        String falseAlarm,
        String heading,
        Picture picture,
        Table table,
        List<Fact> saw,
        List<String> commands,
        String id) {}
