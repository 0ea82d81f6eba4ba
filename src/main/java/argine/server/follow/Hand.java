// SPDX-License-Identifier: Apache-2.0
package argine.server.follow;

/** Takes whole lines; the bytes are lent until it returns. */
@FunctionalInterface
interface Hand {

    /** Lines of a file, from an offset and a line number on; returns how many they are. */
    int lines(String file, byte[] bytes, int length, long offset, long line);
}
