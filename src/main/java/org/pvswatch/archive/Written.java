package org.pvswatch.archive;

/**
 * What the archive wrote since the start.
 *
 * @param files files that got their name
 * @param bytes bytes handed to the system, without what the file system adds
 * @param syncs times the card was made to write at once
 */
public record Written(long files, long bytes, long syncs) {}
