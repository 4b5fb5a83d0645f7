package org.pvswatch.doctor;

import java.util.List;
import org.pvswatch.archive.RawAnswer;

/**
 * What a PVS or the weather service gave when it was asked once.
 *
 * @param id name of the PVS
 * @param url where it was asked
 * @param answer that came as it should, {@code null} for none
 * @param heardByWatch whether the running watch had it a moment ago, so that nobody was asked
 * @param login what became of a login: {@code logged in}, {@code needs no login}, or empty when not known
 * @param troubles what the log had said, a clause each
 */
record Visit(String id, String url, RawAnswer answer, boolean heardByWatch, String login, List<String> troubles) {}
