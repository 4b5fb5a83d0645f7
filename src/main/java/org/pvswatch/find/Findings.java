package org.pvswatch.find;

import java.util.List;

/**
 * What a search gave.
 *
 * @param found every PVS that answered, once each
 * @param announcedOnly addresses that announce a PVS but did not answer, with what they did instead
 * @param asked addresses that were asked, in words of an owner
 */
public record Findings(List<FoundPvs> found, List<String> announcedOnly, List<String> asked) {}
