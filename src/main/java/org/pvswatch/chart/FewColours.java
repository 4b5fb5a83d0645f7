package org.pvswatch.chart;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.HashMap;
import java.util.Map;

/** A picture with at most 256 colours, a byte a pixel: a third of the size, and no eye tells it from the whole. */
final class FewColours {
    private static final int MOST = 256;
    private static final int CHANNEL = 0xFF;

    private FewColours() {}

    static BufferedImage of(BufferedImage whole) {
        int[] pixels = whole.getRGB(0, 0, whole.getWidth(), whole.getHeight(), null, 0, whole.getWidth());
        int dropped = 0;
        Map<Integer, Integer> places = places(pixels, dropped);
        while (places.size() > MOST) {
            dropped++;
            places = places(pixels, dropped);
        }
        int[] colours = new int[places.size()];
        byte[] bytes = new byte[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            int place = places.get(key(pixels[i], dropped));
            colours[place] = colours[place] == 0 ? pixels[i] : colours[place]; // the first one stands for its like
            bytes[i] = (byte) place;
        }
        IndexColorModel model = new IndexColorModel(8, places.size(), colours, 0, false, -1, 0);
        BufferedImage few =
                new BufferedImage(whole.getWidth(), whole.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
        few.getRaster().setDataElements(0, 0, whole.getWidth(), whole.getHeight(), bytes);
        return few;
    }

    private static Map<Integer, Integer> places(int[] pixels, int dropped) {
        Map<Integer, Integer> places = new HashMap<>();
        for (int pixel : pixels) {
            places.putIfAbsent(key(pixel, dropped), places.size());
            if (places.size() > MOST) {
                break;
            }
        }
        return places;
    }

    /** Without the lowest bits of each channel. */
    private static int key(int rgb, int dropped) {
        int kept = CHANNEL >> dropped << dropped;
        return rgb & (kept << 16 | kept << 8 | kept);
    }
}
