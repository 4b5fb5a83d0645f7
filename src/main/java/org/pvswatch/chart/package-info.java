/**
 * Pictures for letters: PNG by JFreeChart, drawn at twice the size they are shown with. No class of AWT is touched before
 * the first picture is asked for.
 */
package org.pvswatch.chart;
