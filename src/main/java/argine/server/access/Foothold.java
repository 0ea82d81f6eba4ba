// SPDX-License-Identifier: Apache-2.0
package argine.server.access;

/**
 * Something that goes on working for a thief once the password is another.
 *
 * @param where the file, rule or map, or what to type against it
 * @param what one sentence
 * @param suspicious whether it sends mail to another place or lets somebody in; else it is only to
 *     be known
 */
public record Foothold(String where, String what, boolean suspicious) {}
