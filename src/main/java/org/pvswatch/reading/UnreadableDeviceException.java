package org.pvswatch.reading;

/** One device of an answer cannot become a reading; its siblings can. */
public final class UnreadableDeviceException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message which device, and what is wrong with it */
    public UnreadableDeviceException(String message) {
        super(message);
    }
}
