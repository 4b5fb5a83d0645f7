package org.pvswatch.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pvswatch.history.Polls;
import org.pvswatch.reading.Conditions;
import org.pvswatch.reading.DeviceKind;
import org.pvswatch.reading.Quantity;

/** What stands in the files that grow with each poll. */
class CsvRowsTest extends CsvHouse {
    private static final String OVERVIEW_HEADER = "Timestamp,Lifetime PV Production (kWh),"
            + "Lifetime Site Consumption (kWh),Lifetime Net (kWh),Current PV Production (kW),Current Consumption (kW),"
            + "Current Net Power (kW),UTC Offset,Cloud Cover (%),Temperature (C),Irradiance (W/m2),Snow Depth (m),"
            + "Production From,PVS,Local Date,Import (kW),Export (kW),Lifetime Import (kWh),Lifetime Export (kWh),"
            + "Battery Discharge (kW),Battery Charge (%)";
    private static final String INVERTERS_HEADER = "Timestamp,Serial Number,State,Current PV Production (kW),"
            + "Lifetime PV Production (kWh),UTC Offset,Reported State,DC Power (kW),DC Voltage (V),DC Current (A),"
            + "AC Voltage (V),AC Current (A),Frequency (Hz),Heatsink (C),Measurement Age (s),Cloud Cover (%),"
            + "Temperature (C),Irradiance (W/m2),Local Date,Quality";

    @Test
    void beginWithTheColumnsOwnersKnow() throws Exception {
        poll("2026-06-01T12:00:20");
        catchUp();
        assertThat(contents().keySet()).containsExactly("daily.csv", "inverters-2026-06.csv", "overview-2026.csv");
        assertThat(lines("overview-2026.csv").get(0)).isEqualTo(OVERVIEW_HEADER);
        assertThat(lines("inverters-2026-06.csv").get(0)).isEqualTo(INVERTERS_HEADER);
        assertThat(lines("daily.csv")).containsExactly(DayFilesTest.DAILY_HEADER);
    }

    @Test
    void writeEveryCell() throws Exception {
        Instant at = local("2026-06-01T12:00:20");
        Map<Quantity, Double> all = new java.util.EnumMap<>(Quantity.class);
        all.put(Quantity.POWER_KW, 0.29480001);
        all.put(Quantity.LIFETIME_ENERGY_KWH, 1801.2294);
        all.put(Quantity.DC_POWER_KW, 0.26125);
        all.put(Quantity.DC_VOLTAGE_V, 54.0);
        all.put(Quantity.DC_CURRENT_A, 4.8);
        all.put(Quantity.VOLTAGE_V, 241.42);
        all.put(Quantity.CURRENT_A, 1.0);
        all.put(Quantity.FREQUENCY_HZ, 60.0);
        all.put(Quantity.HEATSINK_TEMP_C, 40.125);
        history.store(Polls.at(at)
                .live(0.00001, 12345678.5, 0.0, -0.004)
                .add("E1", DeviceKind.INVERTER, at.minusSeconds(95), at.minusSeconds(95), all, Map.of())
                .under(new Conditions(at, 39.5, -0.04, 801.25, 0.1, 0.0, null))
                .readings());
        catchUp();
        assertThat(lines("overview-2026.csv").get(1))
                .isEqualTo("2026-06-01T12:00:20,12345678.5,0,0,0,,,-07:00,40,0,801.3,0.1,live data,pvs1,2026-06-01"
                        + ",,,,,,");
        assertThat(lines("inverters-2026-06.csv").get(1))
                .isEqualTo("2026-06-01T12:00:20,E1,working,0.2948,1801.229,-07:00,working,0.2613,54,4.8,241.42,1,60,"
                        + "40.1,95,40,0,801.3,2026-06-01,fresh");
    }

    @Test
    void giveEachPollOfTwoPvsTheTotalsOfTheSite() throws Exception {
        Instant at = local("2026-06-01T12:00:20");
        history.store(Polls.at(at)
                .productionMeter(2.0, 100.0)
                .gridMeter(-2.75, 10.0, 40.0)
                .readings());
        history.store(Polls.at(at.plusSeconds(20))
                .of("pvs2")
                .productionMeter(1.5, 50.0)
                .readings());
        history.store(Polls.at(at.plusSeconds(300))
                .productionMeter(2.0, 100.25)
                .gridMeter(-2.75, 10.0, 40.25)
                .readings());
        catchUp();
        assertThat(lines("overview-2026.csv").subList(1, 4))
                .containsExactly(
                        "2026-06-01T12:00:20,100,70,-30,2,-0.75,-2.75,-07:00,,,,,production meter,pvs1,2026-06-01,"
                                + "0,2.75,10,40,,",
                        "2026-06-01T12:00:40,150,120,-30,3.5,0.75,-2.75,-07:00,,,,,production meter,pvs2,2026-06-01,"
                                + "0,2.75,10,40,,",
                        "2026-06-01T12:05:20,150.25,120,-30.25,3.5,0.75,-2.75,-07:00,,,,,production meter,pvs1,"
                                + "2026-06-01,0,2.75,10,40.25,,");
    }

    @Test
    void leaveTheCellOfAnAbsentValueEmpty() throws Exception {
        Instant at = local("2026-06-01T12:00:20");
        history.store(Polls.at(at)
                .add("E1", DeviceKind.INVERTER, at, null, Map.of(), Map.of())
                .readings());
        catchUp();
        assertThat(lines("overview-2026.csv").get(1))
                .isEqualTo("2026-06-01T12:00:20,,,,,,,-07:00,,,,,inverters,pvs1,2026-06-01,,,,,,");
        assertThat(lines("inverters-2026-06.csv").get(1))
                .isEqualTo("2026-06-01T12:00:20,E1,working,,,-07:00,working,,,,,,,,,,,,2026-06-01,fresh");
    }

    @Test
    void sayIdleOfAnInverterWithoutPower() throws Exception {
        poll("2026-06-01T12:00:20");
        catchUp();
        assertThat(lines("inverters-2026-06.csv")).element(2).asString().contains(",E2,idle,0,");
    }

    @Test
    void tellTheTwoSameHoursOfAutumnApart() throws Exception {
        Instant first = Instant.parse("2026-11-01T08:30:20Z");
        poll(first);
        poll(first.plusSeconds(3600));
        catchUp();
        assertThat(lines("overview-2026.csv").subList(1, 3))
                .allMatch(line -> line.startsWith("2026-11-01T01:30:20,"))
                .satisfiesExactly(summer -> assertThat(summer).contains(",-07:00,"), winter -> assertThat(winter)
                        .contains(",-08:00,"));
    }

    @Test
    void beginANewFileWithTheLocalMonthAndYear() throws Exception {
        poll(Instant.parse("2027-01-01T07:59:59Z"));
        poll(Instant.parse("2027-01-01T08:00:00Z"));
        poll(Instant.parse("2027-02-01T08:00:00Z"));
        catchUp();
        assertThat(lines("overview-2026.csv")).hasSize(2).last().asString().startsWith("2026-12-31T23:59:59,");
        assertThat(lines("overview-2027.csv")).hasSize(3).element(1).asString().startsWith("2027-01-01T00:00:00,");
        assertThat(lines("inverters-2026-12.csv")).hasSize(3);
        assertThat(lines("inverters-2027-01.csv")).hasSize(3);
        assertThat(lines("inverters-2027-02.csv")).hasSize(3);
    }

    @Test
    void endAMonthWhereTheNextBegins() {
        for (String zone : List.of("America/Los_Angeles", "America/Asuncion", "UTC", "Asia/Kolkata")) {
            ZoneId id = ZoneId.of(zone);
            for (CsvTable table : CsvTable.values()) {
                for (int month = 1; month <= 12; month++) {
                    Instant inside =
                            LocalDate.of(2023, month, 15).atStartOfDay(id).toInstant();
                    Instant end = table.periodEnd(table.periodBegin(inside, id), id);
                    assertThat(table.periodBegin(end, id)).isEqualTo(end);
                    assertThat(table.fileName(end, id)).isNotEqualTo(table.fileName(inside, id));
                    assertThat(table.fileName(end.minusMillis(1), id)).isEqualTo(table.fileName(inside, id));
                }
            }
        }
    }
}
