package org.pvswatch.simulator;

/** The three skies, by what they leave of the clear sky's radiation and how they flicker. */
enum SkyState {
    CLEAR(1.0, 0.012, 3, 0.006),
    BROKEN(0.70, 0.20, 58, 0.02),
    OVERCAST(0.27, 0.07, 97, 0.006);

    /** Mean part of the clear sky's radiation that arrives. */
    final double clearness;
    /** Standard deviation of that part from one five minutes to the next. */
    final double flicker;
    /** Mean cloud cover, percent. */
    final double coverPercent;
    /** Independent noise of each panel, standard deviation as a part of its power. */
    final double panelNoise;

    SkyState(double clearness, double flicker, double coverPercent, double panelNoise) {
        this.clearness = clearness;
        this.flicker = flicker;
        this.coverPercent = coverPercent;
        this.panelNoise = panelNoise;
    }
}
