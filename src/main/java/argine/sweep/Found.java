// SPDX-License-Identifier: Apache-2.0
package argine.sweep;

import java.util.List;

/**
 * Which needles have been found in one message so far, one bit each, and the first host linked to.
 */
final class Found {
    /** As many as there are bits. */
    static final int MOST = 63;

    private static final int LONGEST_HOST = 100;
    private static final List<String> NOBODYS = List.of("www.w3.org", "schemas.microsoft.com");

    private final List<Needle> needles;
    private final long all;
    private final int reach;
    private final boolean plain;
    private long bits;
    private String host = "";

    Found(List<Needle> needles) {
        if (needles.size() > MOST) {
            throw new IllegalArgumentException("more than " + MOST + " things to look for");
        }
        this.needles = needles;
        this.all = (1L << needles.size()) - 1;
        this.reach = needles.stream().mapToInt(Needle::reach).max().orElse(0) + LONGEST_HOST;
        this.plain = !needles.isEmpty();
    }

    void begin() {
        bits = 0;
        host = "";
    }

    int reach() {
        return reach;
    }

    long bits() {
        return bits;
    }

    String host() {
        return host;
    }

    boolean isComplete() {
        return bits == all;
    }

    void inBytes(String bytes, String lower) {
        for (int i = 0; i < needles.size(); i++) {
            if ((bits >> i & 1) == 0 && needles.get(i).isInBytes(bytes, lower)) {
                bits |= 1L << i;
            }
        }
    }

    void inText(char[] text, char[] folded, int length) {
        String lower = new String(folded, 0, length);
        if (host.isEmpty()) {
            host = firstHost(lower);
        }
        if (plain && !isComplete()) {
            String whole = new String(text, 0, length);
            for (int i = 0; i < needles.size(); i++) {
                if ((bits >> i & 1) == 0 && needles.get(i).isInText(whole, lower)) {
                    bits |= 1L << i;
                }
            }
        }
    }

    private static String firstHost(String text) {
        int at = text.indexOf("://");
        while (at >= 0) {
            int from = at + 3;
            int end = from;
            while (end < text.length() && end - from < LONGEST_HOST && isOfHost(text.charAt(end))) {
                end++;
            }
            String host = text.substring(from, end);
            if (host.indexOf('.') > 0 && !isEntity(text, end) && !NOBODYS.contains(host)) {
                return host;
            }
            at = text.indexOf("://", end);
        }
        return "";
    }

    /** Whether an entity goes on with the host; in {@code //host&a=1} there is none. */
    private static boolean isEntity(String text, int at) {
        if (!text.startsWith("&", at)) {
            return false;
        }
        int end = at + 1;
        while (end < text.length() && end - at < LONGEST_HOST && isOfName(text.charAt(end))) {
            end++;
        }
        return text.startsWith("#", at + 1) || end > at + 1 && text.startsWith(";", end);
    }

    private static boolean isOfName(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
    }

    private static boolean isOfHost(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '.' || c == '-' || c > 0x7F;
    }
}
