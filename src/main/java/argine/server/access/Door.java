// SPDX-License-Identifier: Apache-2.0
package argine.server.access;

import argine.mail.login.LoginDoor;

/**
 * A port on which a mail server of this host takes logins.
 *
 * @param service as the {@link Gate} knows it, for example {@code imap}
 * @param name as people know it, for example {@code imaps}
 * @param obstacle why no mail program can log in there from here; empty where one can
 */
public record Door(String service, String name, LoginDoor at, String obstacle) {

    @Override
    public String toString() {
        return name + " " + at;
    }
}
