package org.pvswatch.simulator;

/** Where a device's values stand among the variables. */
enum DeviceLayout {
    /** {@code /sys/devices/KIND/INDEX/FIELD}: 61845 and later. */
    FLAT {
        @Override
        void write(Variables to, String kind, int index, DeviceVariables device) {
            device.writeFlat(to, "/sys/devices/" + kind + "/" + index + "/");
        }
    },
    /** {@code /sys/devices/ID/KIND/data}: 61840. Meters are numbered from 11, inverters from 21. */
    BLOBS {
        @Override
        void write(Variables to, String kind, int index, DeviceVariables device) {
            int first = kind.equals("meter") ? 11 : 21;
            device.writeBlob(to, "/sys/devices/" + (first + index) + "/" + kind + "/data");
        }
    };

    /** @param index position among the devices of its kind, from 0 */
    abstract void write(Variables to, String kind, int index, DeviceVariables device);
}
