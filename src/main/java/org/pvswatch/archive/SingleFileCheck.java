package org.pvswatch.archive;

import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Whether a single file is bit for bit as {@link Archive#keep} writes one. Stricter than reading it: gzip's checksum does
 * not cover its header, nor the bits that fill up its last byte.
 */
final class SingleFileCheck {
    private static final int HEADER = 10;
    private static final int TRAILER = 8;
    private static final int OS_AT = 9;

    /** Magic, deflate, then no flags, no time and no name; what follows is the system, which older JVMs called 0. */
    private static final byte[] BEGINNING = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0};

    private SingleFileCheck() {}

    /** What is wrong with the bytes of a file, or nothing. */
    static Optional<String> problem(byte[] file) {
        if (file.length == 0) {
            return Optional.of("is empty");
        }
        if (file.length < HEADER + TRAILER || !hasHeader(file)) {
            return Optional.of("does not begin as the archive writes it");
        }
        if (!isWhole(file)) {
            return Optional.of("is not what was written (its checksum says so)");
        }
        return fillsUpWithZeros(file) ? Optional.empty() : Optional.of("is not what was written (its last bits)");
    }

    private static boolean hasHeader(byte[] file) {
        return Arrays.equals(file, 0, BEGINNING.length, BEGINNING, 0, BEGINNING.length)
                && (file[OS_AT] == 0 || file[OS_AT] == -1);
    }

    /** The bits behind the end of the compressed data are zero exactly when the highest that is set means something. */
    private static boolean fillsUpWithZeros(byte[] file) {
        int last = file.length - TRAILER - 1;
        int highest = Integer.highestOneBit(file[last] & 0xff);
        if (highest == 0) {
            return true;
        }
        byte[] without = file.clone();
        without[last] ^= (byte) highest;
        return !isWhole(without);
    }

    private static boolean isWhole(byte[] file) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(file, HEADER, file.length - HEADER - TRAILER);
            CRC32 crc = new CRC32();
            byte[] buffer = new byte[16 * 1024];
            while (!inflater.finished()) {
                int count = inflater.inflate(buffer);
                if (count == 0 && !inflater.finished()) {
                    return false;
                }
                crc.update(buffer, 0, count);
            }
            return inflater.getRemaining() == 0
                    && littleEndian(file, file.length - 8) == crc.getValue()
                    && littleEndian(file, file.length - 4) == (inflater.getBytesWritten() & 0xffffffffL);
        } catch (DataFormatException e) {
            return false;
        } finally {
            inflater.end();
        }
    }

    private static long littleEndian(byte[] file, int at) {
        long number = 0;
        for (int i = 3; i >= 0; i--) {
            number = number << 8 | file[at + i] & 0xff;
        }
        return number;
    }
}
