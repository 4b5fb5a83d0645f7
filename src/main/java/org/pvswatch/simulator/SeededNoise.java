package org.pvswatch.simulator;

/**
 * Noise that can be asked for at any place in any order: a value is a function of seed, stream and index, never of how
 * often it was asked before.
 */
final class SeededNoise {
    private final long seed;

    SeededNoise(long seed) {
        this.seed = seed;
    }

    /** An independent noise for one purpose. */
    SeededNoise stream(String purpose) {
        return new SeededNoise(mix(seed ^ mix(purpose.hashCode() * 0x9E3779B97F4A7C15L)));
    }

    /** An independent noise for one member of a purpose, such as one panel. */
    SeededNoise stream(long member) {
        return new SeededNoise(mix(seed + (member + 1) * 0xD1B54A32D192ED03L));
    }

    /** 64 well-mixed bits. */
    long bits(long index) {
        return mix(seed ^ (index * 0x9E3779B97F4A7C15L));
    }

    /** Evenly spread in [0, 1). */
    double uniform(long index) {
        return (bits(index) >>> 11) * 0x1.0p-53;
    }

    /** Evenly spread in [from, to). */
    double between(long index, double from, double to) {
        return from + (to - from) * uniform(index);
    }

    /** Bell-shaped, mean 0, standard deviation 1, never beyond 3.5: the sum of twelve uniform parts of the bits. */
    double bell(long index) {
        long a = bits(index);
        long b = mix(a + 0x632BE59BD9B4E019L);
        long sum = (a & 0x3ff)
                + (a >>> 10 & 0x3ff)
                + (a >>> 20 & 0x3ff)
                + (a >>> 30 & 0x3ff)
                + (a >>> 40 & 0x3ff)
                + (a >>> 50 & 0x3ff)
                + (b & 0x3ff)
                + (b >>> 10 & 0x3ff)
                + (b >>> 20 & 0x3ff)
                + (b >>> 30 & 0x3ff)
                + (b >>> 40 & 0x3ff)
                + (b >>> 50 & 0x3ff);
        return Math.max(-3.5, Math.min(3.5, (sum - 6 * 1023) / 1024.0));
    }

    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
