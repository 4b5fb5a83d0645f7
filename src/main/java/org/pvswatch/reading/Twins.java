package org.pvswatch.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pvswatch.archive.Redaction;

/**
 * Several devices of one answer under one serial and one time. The same record twice is one record; different ones are
 * different devices, told apart as {@code serial}, {@code serial~2} ... from the largest lifetime energy down, because
 * counters keep their rank while places in the list do not.
 */
final class Twins {
    private Twins() {}

    static List<DeviceRecord> toldApart(List<DeviceRecord> devices, List<String> remarks) {
        Map<String, List<DeviceRecord>> bySerial = new LinkedHashMap<>();
        for (DeviceRecord device : devices) {
            String key = device.hasSerial()
                    ? device.serial() + " " + device.measuredAtText()
                    : "position " + bySerial.size();
            bySerial.computeIfAbsent(key, any -> new ArrayList<>()).add(device);
        }
        if (bySerial.size() == devices.size()) {
            return devices;
        }
        List<DeviceRecord> apart = new ArrayList<>();
        for (List<DeviceRecord> twins : bySerial.values()) {
            List<DeviceRecord> distinct = distinct(twins);
            if (twins.size() > 1) {
                remarks.add("%d devices have the serial %s%s"
                        .formatted(
                                twins.size(),
                                Redaction.quotable(twins.get(0).serial()),
                                distinct.size() == 1
                                        ? " and say the same: kept once"
                                        : ": kept apart by ~2 and so on behind it"));
            }
            for (int rank = 0; rank < distinct.size(); rank++) {
                DeviceRecord device = distinct.get(rank);
                apart.add(rank == 0 ? device : device.withSerial(device.serial() + "~" + (rank + 1)));
            }
        }
        return apart;
    }

    private static List<DeviceRecord> distinct(List<DeviceRecord> twins) {
        Map<Map<String, String>, DeviceRecord> byFields = new LinkedHashMap<>();
        for (DeviceRecord twin : twins) {
            Map<String, String> said = new HashMap<>(twin.fields());
            said.remove(DeviceTimes.LEGACY_REPORTED); // advances along the list
            byFields.putIfAbsent(said, twin);
        }
        List<DeviceRecord> distinct = new ArrayList<>(byFields.values());
        distinct.sort(Comparator.comparingDouble(Twins::lifetimeEnergyKwh).reversed());
        return distinct;
    }

    private static double lifetimeEnergyKwh(DeviceRecord device) {
        Double energy = DeviceReader.values(device).get(Quantity.LIFETIME_ENERGY_KWH);
        return energy == null ? -1 : energy;
    }
}
