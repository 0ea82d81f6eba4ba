// SPDX-License-Identifier: Apache-2.0
package argine.mail;

/**
 * One line of a log with the place where it stands, kept as evidence.
 *
 * <p>{@code line} counts from 1, {@code offset} is the byte offset in the (uncompressed) file.
 * {@code text} is what the file holds, bounded in length; whoever prints it must clean it first.
 */
public record Line(String file, long line, long offset, String text) {}
