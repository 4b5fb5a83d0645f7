package org.pvswatch.reading;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.pvswatch.archive.Redaction;

/**
 * Reads one device of an answer; word of the route {@code split-devices}. Pure, thread-safe.
 *
 * <p>Text that is no number ({@code nan}, blank, missing) is no value, and never 0. What no {@link Quantity} names passes
 * through as a property.
 */
public final class DeviceReader {
    private static final Set<String> TIMES = Set.of(
            DeviceTimes.LEGACY_MEASURED,
            DeviceTimes.LEGACY_REPORTED,
            DeviceTimes.VARSERVER_MEASURED,
            DeviceTimes.LIVE_MEASURED,
            DeviceTimes.STORAGE_MEASURED);
    private static final Set<String> IDENTITY = Set.of("SERIAL", "sn", "serial_number", "STATE", "/sys/info/serialnum");

    private final String site;

    /** @param site id of the site that every reading belongs to */
    public DeviceReader(String site) {
        this.site = site;
    }

    /** Every device of an answer that can be read, in its order; the others are left out. */
    public List<Reading> readable(Snapshot snapshot) {
        List<Reading> readings = new ArrayList<>();
        for (DeviceRecord device : snapshot.devices()) {
            try {
                readings.add(read(device));
            } catch (UnreadableDeviceException e) {
                // the routes park it
            }
        }
        return readings;
    }

    /**
     * Reads one device.
     *
     * @throws UnreadableDeviceException when it has no serial
     */
    public Reading read(DeviceRecord device) throws UnreadableDeviceException {
        String serial = device.serial();
        if (!device.hasSerial()) {
            throw new UnreadableDeviceException("the %s at place %d of the answer has no serial ('%s')"
                    .formatted(device.kind().label(), device.position(), serial));
        }
        Instant measuredAt = DeviceTimes.measured(device);
        return new Reading(
                site,
                device.pvs(),
                serial,
                device.kind(),
                DeviceTimes.standsFor(device, measuredAt),
                measuredAt,
                DeviceTimes.reported(device),
                device.polledAt(),
                device.fields().get("STATE"),
                null,
                values(device),
                properties(device),
                null);
    }

    /** The numbers of a device. */
    static Map<Quantity, Double> values(DeviceRecord device) {
        Map<Quantity, Double> values = new EnumMap<>(Quantity.class);
        device.fields().forEach((key, text) -> {
            Quantity quantity = quantity(device, key);
            if (quantity != null && !values.containsKey(quantity)) {
                Double number = quantity == Quantity.FLASH_WEAR_PERCENT ? flashWearPercent(text) : number(text);
                if (number != null && device.language() == DeviceRecord.Language.VARSERVER) {
                    number = quantity.fromVarserver(number);
                }
                if (number != null && Double.isFinite(number)) {
                    values.put(quantity, number);
                }
            }
        });
        return values;
    }

    private static Quantity quantity(DeviceRecord device, String key) {
        Quantity quantity =
                switch (device.language()) {
                    case LEGACY -> Quantity.ofLegacyKey(key);
                    case VARSERVER -> Quantity.ofVarserverKey(key);
                };
        // the one word for the power of any device says of a battery what it gives
        boolean ofBattery = quantity == Quantity.POWER_KW && device.kind() == DeviceKind.STORAGE;
        return ofBattery ? Quantity.BATTERY_DISCHARGE_KW : quantity;
    }

    /** The chip's own word, tenths of its life in hexadecimal such as {@code 0x05}; beyond its life is 100. */
    private static Double flashWearPercent(String text) {
        try {
            int tenths = Integer.decode(text.trim());
            return tenths < 0 ? null : Double.valueOf(Math.min(100, 10 * tenths));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static Map<String, String> properties(DeviceRecord device) {
        Map<String, String> properties = new TreeMap<>();
        device.fields().forEach((key, text) -> {
            boolean known = TIMES.contains(key) || IDENTITY.contains(key) || quantity(device, key) != null;
            if (!known && !Redaction.REMOVED.equals(text) && !"nan".equalsIgnoreCase(text)) {
                properties.put(key, text);
            }
        });
        return properties;
    }

    /** The number a text holds; {@code null} for blank, {@code nan}, infinite and what is no number. */
    static Double number(String text) {
        String trimmed = text.trim().toLowerCase(Locale.ROOT);
        if (trimmed.isEmpty() || !isNumeral(trimmed)) {
            return null;
        }
        try {
            double number = Double.parseDouble(trimmed);
            return Double.isFinite(number) ? number : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Keeps out what Java reads as a number and no device means as one: {@code nan}, {@code 1d}, {@code 0x1p3}. */
    private static boolean isNumeral(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e') {
                return false;
            }
        }
        return true;
    }
}
