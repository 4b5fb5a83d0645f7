package org.pvswatch.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * The 512 bytes in front of each file of a tar archive (POSIX ustar).
 *
 * @param name path of the file
 * @param size bytes that follow, then zeros up to the next multiple of 512
 * @param file whether it is a plain file; folders and notes of other programs are not
 */
record TarHeader(String name, long size, boolean file) {
    /** Size of a header, and what sizes are rounded up to. */
    static final int BLOCK = 512;

    private static final int NAME_LENGTH = 100;
    private static final int SIZE_AT = 124;
    private static final int MTIME_AT = 136;
    private static final int SUM_AT = 148;
    private static final int SUM_LENGTH = 8;
    private static final int TYPE_AT = 156;
    private static final int MAGIC_AT = 257;
    private static final int NUMBER_LENGTH = 12;
    private static final long LARGEST_NUMBER = (1L << 33) - 1;

    /** A header for a plain file that everybody may read. */
    static byte[] of(String name, long size, Instant modified) {
        byte[] header = new byte[BLOCK];
        if (name.length() > NAME_LENGTH) {
            throw new IllegalArgumentException("a name of more than 100 characters: " + name);
        }
        put(header, 0, name);
        put(header, 100, "0000644\0" + "0000000\0" + "0000000\0");
        put(header, SIZE_AT, "%011o\0".formatted(size));
        long seconds = Math.min(LARGEST_NUMBER, Math.max(0, modified.getEpochSecond()));
        put(header, MTIME_AT, "%011o\0".formatted(seconds));
        header[TYPE_AT] = '0';
        put(header, MAGIC_AT, "ustar\00000");
        put(header, SUM_AT, "%06o\0 ".formatted(sum(header)));
        return header;
    }

    /**
     * Reads a header.
     *
     * @return {@code null} for zeros, which end the archive
     * @throws IOException when it is none
     */
    static TarHeader read(byte[] header) throws IOException {
        if (Arrays.equals(header, new byte[BLOCK])) {
            return null;
        }
        if (number(header, SUM_AT, SUM_LENGTH) != sum(header)) {
            throw new IOException("no tar header where one should be");
        }
        int end = 0;
        while (end < NAME_LENGTH && header[end] != 0) {
            end++;
        }
        String name = new String(header, 0, end, StandardCharsets.UTF_8);
        return new TarHeader(
                name, number(header, SIZE_AT, NUMBER_LENGTH), header[TYPE_AT] == '0' || header[TYPE_AT] == 0);
    }

    /** How many zeros follow a file of this size. */
    static int padding(long size) {
        return (int) ((BLOCK - size % BLOCK) % BLOCK);
    }

    private static void put(byte[] header, int at, String text) {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(ascii, 0, header, at, ascii.length);
    }

    /** Sum of all bytes, its own place counted as blanks. */
    private static long sum(byte[] header) {
        long sum = SUM_LENGTH * ' ';
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= SUM_AT && i < SUM_AT + SUM_LENGTH ? 0 : header[i] & 0xff;
        }
        return sum;
    }

    private static long number(byte[] header, int at, int length) throws IOException {
        String octal = new String(header, at, length, StandardCharsets.ISO_8859_1)
                .replace('\0', ' ')
                .trim();
        try {
            return Long.parseLong(octal, 8);
        } catch (NumberFormatException e) {
            throw new IOException("no tar header where one should be", e);
        }
    }
}
