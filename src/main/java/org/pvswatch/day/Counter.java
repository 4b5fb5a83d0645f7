package org.pvswatch.day;

/**
 * How a lifetime counter may move. Beyond it, it is another counter than before: it began anew, or its device was replaced.
 *
 * @param tickKwh how far it may step back: a meter does at dusk, by 0.01 kWh, and where two are added up they waver
 * @param mostKw how fast it may rise
 * @param falls whether it may fall as fast as it rises, as that of net import does
 */
record Counter(double tickKwh, double mostKw, boolean falls) {
    /** A house of 200 A at 240 V: what meters can see. */
    private static final double HOUSE_KW = 48;

    private static final double METER_TICK_KWH = 0.5;

    /** A meter, live data, or a battery in one direction. */
    static final Counter METER = new Counter(METER_TICK_KWH, HOUSE_KW, false);

    /** Import minus export, or discharge minus charge. */
    static final Counter NET = new Counter(METER_TICK_KWH, HOUSE_KW, true);

    private static final double INVERTER_TICK_KWH = 0.05;

    /** The gate that judges records before they are stored lets an inverter count this much of its rating. */
    private static final double OF_RATING = 1.25;

    /** An inverter that can make so much. */
    static Counter inverter(double ratedKw) {
        return new Counter(INVERTER_TICK_KWH, OF_RATING * ratedKw, false);
    }

    /** Whether a step of that many hours can be energy. */
    boolean goesOn(double stepKwh, double hours) {
        double mostKwh = tickKwh + mostKw * hours;
        return stepKwh <= mostKwh && stepKwh >= (falls ? -mostKwh : -tickKwh);
    }
}
