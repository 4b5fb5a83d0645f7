package org.pvswatch.simulator;

/**
 * A three-state Markov chain over blocks of three hours. At each block the sky either stays or is drawn anew from the
 * season's weights, so the state at any block is the draw of the latest block that drew: no walk from a beginning is
 * needed, and neighbouring days hang together.
 */
final class Clouds {
    private static final int MARKS_PER_BLOCK = 36;
    private static final double STAYS = 0.72;
    /** From one five minutes to the next; 0.7 over a quarter of an hour. */
    private static final double MEMORY = 0.888;

    private static final int WARM_UP_MARKS = 72;
    private static final int BLEND_MARKS = 6;

    private final Climate climate;
    private final SeededNoise draws;
    private final SeededNoise flickers;
    private final SeededNoise rain;
    private final SeededNoise haze;

    Clouds(Climate climate, SeededNoise noise) {
        this.climate = climate;
        this.draws = noise.stream("draws");
        this.flickers = noise.stream("flicker");
        this.rain = noise.stream("rain");
        this.haze = noise.stream("haze");
    }

    SkyState state(long mark) {
        return blockState(Math.floorDiv(mark, MARKS_PER_BLOCK));
    }

    private SkyState blockState(long block) {
        long drew = block;
        while (draws.uniform(2 * drew) < STAYS) {
            drew--;
        }
        return climate.weights(Math.floorDiv(drew, 8)).pick(draws.uniform(2 * drew + 1));
    }

    /** One day of AR(1) noise, standard deviation 1. */
    double[] flicker(long epochDay) {
        long first = epochDay * Sky.MARKS_PER_DAY;
        double scale = Math.sqrt(1 - MEMORY * MEMORY);
        double value = 0;
        for (long mark = first - WARM_UP_MARKS; mark < first; mark++) {
            value = MEMORY * value + scale * flickers.bell(mark);
        }
        var day = new double[Sky.MARKS_PER_DAY];
        for (int i = 0; i < day.length; i++) {
            value = MEMORY * value + scale * flickers.bell(first + i);
            day[i] = value;
        }
        return day;
    }

    /** Part of the clear sky's radiation that arrives. */
    double clearness(long mark, double flicker) {
        long block = Math.floorDiv(mark, MARKS_PER_BLOCK);
        var now = blockState(block);
        var before = blockState(block - 1);
        double blend = Math.min(1, (Math.floorMod(mark, (long) MARKS_PER_BLOCK) + 1) / (double) BLEND_MARKS);
        double mean = before.clearness + (now.clearness - before.clearness) * blend;
        double swing = before.flicker + (now.flicker - before.flicker) * blend;
        double hazy = 1 - 0.04 * haze.uniform(Math.floorDiv(mark, Sky.MARKS_PER_DAY));
        return Math.max(0.06, Math.min(1.08, mean + swing * flicker)) * hazy;
    }

    double coverPercent(long mark, double flicker) {
        var state = state(mark);
        double swing = state == SkyState.BROKEN ? 14 : 3;
        return Math.max(0, Math.min(100, state.coverPercent - swing * flicker));
    }

    /** What falls in a day of UTC, rain or snow, millimetres of water. */
    double rainMillimetres(long epochDay) {
        double sum = 0;
        for (long block = 0; block < Sky.MARKS_PER_DAY / MARKS_PER_BLOCK; block++) {
            sum += 3 * rainMillimetresPerHour(epochDay * Sky.MARKS_PER_DAY + block * MARKS_PER_BLOCK);
        }
        return sum;
    }

    /** Rain falls out of about a third of the overcast blocks. */
    double rainMillimetresPerHour(long mark) {
        long block = Math.floorDiv(mark, MARKS_PER_BLOCK);
        if (blockState(block) != SkyState.OVERCAST || rain.uniform(2 * block) > 0.35) {
            return 0;
        }
        return rain.between(2 * block + 1, 0.3, 2.5);
    }
}
