// SPDX-License-Identifier: Apache-2.0
package argine.audit.scheme;

/** Compares candidates with one stored password; used by one thread at a time. */
public interface Check {

    /** Whether the candidate, in the bytes that a client would send, is the password. */
    boolean matches(byte[] candidate);
}
