// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.milter;

import argine.guard.Envelope;
import argine.guard.wire.FromAddresses;
import argine.guard.wire.MalformedException;
import argine.guard.wire.RobotHeaders;
import argine.mail.Address;
import java.util.ArrayList;
import java.util.List;

/** What has come in of one message: envelope, From headers, size. */
final class Message {
    /** Postfix has a thousand by default; nobody sets it so high. */
    private static final int MOST_RECIPIENTS = 100_000;

    private final Address sender;
    private final List<Address> recipients = new ArrayList<>();
    private final FromAddresses signed = new FromAddresses();
    private final RobotHeaders robot = new RobotHeaders();
    private int fromHeaders;
    private long size;

    Message(Address sender) {
        this.sender = sender;
    }

    Address sender() {
        return sender;
    }

    void recipient(Address recipient) throws MalformedException {
        if (recipients.size() == MOST_RECIPIENTS) {
            throw new MalformedException("a message with more than 100,000 recipients");
        }
        recipients.add(recipient);
    }

    void header(String name, String value) {
        grow(name.length() + value.length() + 4L);
        robot.add(name, value);
        if (name.equalsIgnoreCase("From")) {
            signed.add(value);
            fromHeaders++;
        }
    }

    void grow(long bytes) {
        size += bytes;
    }

    /** Every address of every From header. */
    List<Address> signed() {
        return signed.all();
    }

    /** How many From headers there are. */
    int fromHeaders() {
        return fromHeaders;
    }

    /** What its headers say of a program that sends by itself. */
    RobotHeaders robot() {
        return robot;
    }

    Envelope envelope() {
        return Envelope.of(sender, recipients, size);
    }
}
