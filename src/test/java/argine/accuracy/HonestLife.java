// SPDX-License-Identifier: Apache-2.0
package argine.accuracy;

import argine.detect.Mail;
import argine.detect.Story;
import argine.detect.Town;
import java.io.IOException;
import java.util.List;
import java.util.Random;

/**
 * Honest behaviour that looks like a theft, each time otherwise: how much, how fast, when, from
 * where and to how many who do not exist is the dice's, within what such people do.
 */
enum HonestLife {
    NEWSLETTER("a newsletter, as always") {
        @Override
        void live(Story story, Random dice) throws IOException {
            int readers = 100 + dice.nextInt(900);
            for (int day = 1 + dice.nextInt(4); day <= 11; day += 3 + dice.nextInt(4)) {
                story.day(day).at(morning(dice)).reads("news@x.test", OFFICE);
                list(story, dice, "news@x.test", OFFICE, readers, 20 + dice.nextInt(60));
            }
        }
    },
    FIRST_NEWSLETTER("a first newsletter to an old list") {
        @Override
        void live(Story story, Random dice) throws IOException {
            story.day(11).at(morning(dice)).reads("anna@x.test", Town.home("anna"));
            int readers = 100 + dice.nextInt(700);
            list(story, dice, "anna@x.test", Town.home("anna"), readers, 11 + dice.nextInt(30));
        }
    },
    SHOP("a shop that writes to whoever orders") {
        @Override
        void live(Story story, Random dice) throws IOException {
            int orders = 15 + dice.nextInt(40);
            int wrong = 14 + dice.nextInt(30);
            for (int day = 1; day <= 11; day++) {
                int today = day == 11 ? orders * (1 + dice.nextInt(5)) : orders;
                story.day(day).at("06:00");
                for (int i = 0; i < today; i++) {
                    story.later(1 + dice.nextInt(60_000 / today));
                    String to = stranger(dice, "signup", day * 1000 + i, wrong);
                    story.sends(Mail.by("shop@x.test", "203.0.60.3").to(to));
                }
            }
        }
    },
    MAIL_MERGE("a letter to each customer") {
        @Override
        void live(Story story, Random dice) throws IOException {
            story.day(11).at(morning(dice)).reads("anna@x.test", Town.home("anna"));
            int customers = 60 + dice.nextInt(300);
            int pace = 2 + dice.nextInt(20);
            int wrong = 25 + dice.nextInt(50);
            for (int i = 0; i < customers; i++) {
                story.later(pace);
                String to = stranger(dice, "customer", i, wrong);
                story.sends(Mail.by("anna@x.test", Town.home("anna")).to(to));
            }
        }
    },
    HELPDESK("a help desk that writes under many names") {
        @Override
        void live(Story story, Random dice) throws IOException {
            int answers = 10 + dice.nextInt(40);
            int names = 3 + dice.nextInt(12);
            for (int day = 1; day <= 11; day++) {
                story.day(day).at("08:00").reads("desk@x.test", OFFICE);
                for (int i = 0; i < answers; i++) {
                    String as =
                            dice.nextBoolean()
                                    ? "team" + dice.nextInt(names) + "@x.test"
                                    : "help@client" + dice.nextInt(names) + ".test";
                    story.later(1 + dice.nextInt(36_000 / answers));
                    String to = stranger(dice, "asker", day * 100 + i, 60);
                    story.sends(Mail.by("desk@x.test", OFFICE).as(as).to(to));
                }
            }
        }
    },
    TRAVELLER("a traveller in hotels") {
        @Override
        void live(Story story, Random dice) throws IOException {
            int hotels = 1 + dice.nextInt(4);
            for (int hotel = 0; hotel < hotels; hotel++) {
                String ip = (60 + dice.nextInt(30)) + "." + dice.nextInt(250) + ".5.5";
                story.day(11 - hotel).at("18:00");
                for (int i = 3 + dice.nextInt(8); i > 0; i--) {
                    story.later(300 + dice.nextInt(1500));
                    if (dice.nextInt(3) > 0) {
                        story.reads("anna@x.test", ip);
                    }
                    story.sends("anna@x.test", ip, friend(dice, "anna"));
                    if (dice.nextInt(4) == 0) {
                        story.sends("anna@x.test", ip, stranger(dice, "new", i, 0));
                    }
                }
            }
        }
    },
    ROAMING("a telephone in a carrier's networks") {
        @Override
        void live(Story story, Random dice) throws IOException {
            int networks = 2 + dice.nextInt(60);
            for (int day = 1; day <= 11; day++) {
                story.day(day).at("07:00");
                for (int i = 5 + dice.nextInt(15); i > 0; i--) {
                    String ip =
                            "37." + (160 + dice.nextInt(4)) + "." + dice.nextInt(networks) + ".9";
                    story.later(300 + dice.nextInt(2000)).reads("anna@x.test", ip);
                    story.sends("anna@x.test", ip, friend(dice, "anna"));
                }
            }
        }
    },
    VPN("users of one VPN") {
        @Override
        void live(Story story, Random dice) throws IOException {
            int exits = 1 + dice.nextInt(8);
            for (int day = 1 + dice.nextInt(10); day <= 11; day++) {
                story.day(day).at("09:00");
                for (int i = 0; i < 30; i++) {
                    String name = NAMES.get(dice.nextInt(4));
                    String ip = "89.44." + dice.nextInt(exits) + ".3";
                    story.later(200 + dice.nextInt(1000)).reads(name + "@x.test", ip);
                    story.sends(name + "@x.test", ip, friend(dice, name));
                }
            }
        }
    },
    SHARED_MAILBOX("a mailbox that many addresses share") {
        @Override
        void live(Story story, Random dice) throws IOException {
            int sharers = 3 + dice.nextInt(15);
            for (int day = 1; day <= 11; day++) {
                story.day(day).at("08:00");
                for (int i = 10 + dice.nextInt(20); i > 0; i--) {
                    String ip = "203." + (1 + dice.nextInt(sharers)) + ".7.7";
                    story.later(200 + dice.nextInt(1200)).reads("info@x.test", ip);
                    String to = "asker" + dice.nextInt(90) + "@far.test";
                    story.sends(Mail.by("info@x.test", ip).to(to));
                }
            }
        }
    },
    MONITORING("a storm of the monitoring") {
        @Override
        void live(Story story, Random dice) throws IOException {
            for (int day = 1; day <= 10; day++) {
                story.day(day).at("03:00");
                story.sends(Mail.by("nagios@x.test", OFFICE).to("oncall@far.test"));
            }
            story.day(11).at(morning(dice));
            int pace = 1 + dice.nextInt(6);
            for (int i = 100 + dice.nextInt(900); i > 0; i--) {
                Mail mail = Mail.by("nagios@x.test", OFFICE).of(1500);
                story.later(pace).sends(mail.to("oncall@far.test", "admin@x.test"));
            }
        }
    },
    NEW_EMPLOYEE("a new employee who writes to everybody") {
        @Override
        void live(Story story, Random dice) throws IOException {
            int letters = 10 + dice.nextInt(50);
            int wrong = 20 + dice.nextInt(40);
            for (int day = 8 + dice.nextInt(4); day <= 11; day++) {
                story.day(day).at("08:00").reads("gina@x.test", OFFICE);
                for (int i = 0; i < letters; i++) {
                    story.later(1 + dice.nextInt(30_000 / letters));
                    String to = stranger(dice, "hello", day * 100 + i, wrong);
                    story.sends("gina@x.test", OFFICE, to);
                }
            }
        }
    },
    NEW_PASSWORDS("the day after everybody's password changed") {
        @Override
        void live(Story story, Random dice) throws IOException {
            for (String name : NAMES) {
                story.day(11).at("07:00");
                for (int i = 20 + dice.nextInt(150); i > 0; i--) {
                    story.later(20 + dice.nextInt(250));
                    story.failsToRead(name + "@x.test", Town.home(name));
                    if (dice.nextBoolean()) {
                        story.fails(name + "@x.test", Town.home(name));
                    }
                }
                story.day(11).at("20:30").reads(name + "@x.test", Town.home(name));
                story.sends(name + "@x.test", Town.home(name), friend(dice, name));
            }
        }
    },
    PROVIDER("a webmail elsewhere that sends with the password") {
        @Override
        void live(Story story, Random dice) throws IOException {
            int networks = 4 + dice.nextInt(40);
            for (int i = 30 + dice.nextInt(100); i > 0; i--) {
                story.day(2 + dice.nextInt(10)).at("09:00").later(dice.nextInt(40_000));
                String ip =
                        "209.85." + (100 + dice.nextInt(networks)) + "." + (1 + dice.nextInt(50));
                story.sends(
                        Mail.by("anna@x.test", ip)
                                .from("mail-ed1-f" + dice.nextInt(50) + ".provider.test")
                                .to(friend(dice, "anna")));
            }
        }
    },
    MAILING_LIST("a mailing list of this host, with its dead members") {
        @Override
        void live(Story story, Random dice) throws IOException {
            List<String> members = Town.strangers("member", 0, 20 + dice.nextInt(200), 25);
            for (int day = 1 + dice.nextInt(5); day <= 11; day += 1 + dice.nextInt(3)) {
                story.day(day).at("10:00");
                for (int post = 1 + dice.nextInt(6); post > 0; post--) {
                    String as = "club-bounces@x.test";
                    story.later(60 + dice.nextInt(3000));
                    story.sends(Mail.without(HERE, as).from("localhost").to(members));
                }
            }
        }
    },
    SCANNER("a copier that sends what it scans") {
        @Override
        void live(Story story, Random dice) throws IOException {
            int scans = 5 + dice.nextInt(60);
            for (int day = 1; day <= 11; day++) {
                story.day(day).at("08:00");
                for (int i = 0; i < scans; i++) {
                    boolean out = dice.nextInt(6) == 0;
                    String name = NAMES.get(dice.nextInt(4));
                    String to = out ? stranger(dice, "client", i, 30) : name + "@x.test";
                    story.later(1 + dice.nextInt(36_000 / scans));
                    story.sends(Mail.by("copier@x.test", OFFICE).of(900_000).to(to));
                }
            }
        }
    },
    FORWARDER("a mailbox that forwards all of its mail, spam too") {
        @Override
        void live(Story story, Random dice) throws IOException {
            int letters = 10 + dice.nextInt(80);
            for (int day = 1; day <= 11; day++) {
                story.day(day).at("01:00");
                for (int i = 0; i < letters; i++) {
                    String from = stranger(dice, "writer", day * 100 + i, 0);
                    String to = (dice.nextInt(4) == 0 ? "picky" : "") + "anna.elsewhere@far.test";
                    String as = "SRS0=ab1c=xy=" + from.replace('@', '=') + "@x.test";
                    story.later(1 + dice.nextInt(70_000 / letters));
                    story.sends(Mail.without("198.51.100.25", from).to("anna@x.test"));
                    story.sends(Mail.without(HERE, as).from("localhost").to(to));
                }
            }
        }
    },
    AWAY("automatic replies to all that comes in, spam too") {
        @Override
        void live(Story story, Random dice) throws IOException {
            int oneInDead = 2 + dice.nextInt(10);
            story.day(11).at("06:00");
            for (int i = 50 + dice.nextInt(400); i > 0; i--) {
                String from = stranger(dice, "writer", i, oneInDead);
                story.later(5 + dice.nextInt(100));
                story.sends(Mail.without("198.51.100.25", from).to("anna@x.test"));
                story.sends(Mail.without(HERE, "").from("localhost").to(from));
            }
        }
    },
    BACKSCATTER("bounces of mail that others sent under one's name") {
        @Override
        void live(Story story, Random dice) throws IOException {
            story.day(11).at(morning(dice));
            int pace = 1 + dice.nextInt(20);
            for (int i = 200 + dice.nextInt(1500); i > 0; i--) {
                String ip = "198.51." + dice.nextInt(100) + "." + dice.nextInt(250);
                story.later(pace).sends(Mail.without(ip, "").to("anna@x.test"));
            }
        }
    },
    WAITING_BOUNCES("bounces of this host's own that nobody takes") {
        @Override
        void live(Story story, Random dice) throws IOException {
            story.day(11).at(morning(dice));
            for (int i = 100 + dice.nextInt(900); i > 0; i--) {
                String id = story.later(1 + dice.nextInt(30)).newId();
                story.named(id, id + "@mx.x.test").active(id, "", 5000, 1);
                story.defers(id, "writer" + i + "@down.test");
            }
        }
    },
    OUTAGE("a large provider that is down while everybody writes") {
        @Override
        void live(Story story, Random dice) throws IOException {
            story.day(11).at(morning(dice));
            for (int i = 40 + dice.nextInt(200); i > 0; i--) {
                String name = NAMES.get(dice.nextInt(4));
                String to = "client" + dice.nextInt(60) + "@down.test";
                story.later(1 + dice.nextInt(200)).sends(name + "@x.test", Town.home(name), to);
            }
        }
    },
    OFFICE_NAT("an office behind one address, and a telephone with an old password") {
        @Override
        void live(Story story, Random dice) throws IOException {
            int people = 5 + dice.nextInt(20);
            for (int day = 1; day <= 11; day++) {
                story.day(day).at("08:00");
                for (int i = 40 + dice.nextInt(80); i > 0; i--) {
                    int number = dice.nextInt(people);
                    String account = "clerk" + number + "@x.test";
                    story.later(1 + dice.nextInt(300)).failsToRead("anna@x.test", OFFICE);
                    story.reads(account, OFFICE);
                    story.sends(account, OFFICE, friend(dice, "clerk" + number));
                }
            }
        }
    },
    MIGRATION("all mailboxes copied by one new machine in a night") {
        @Override
        void live(Story story, Random dice) throws IOException {
            String machine = (60 + dice.nextInt(30)) + "." + dice.nextInt(250) + ".8.8";
            story.day(10).at("22:00");
            for (int round = 1 + dice.nextInt(4); round > 0; round--) {
                for (String name : NAMES) {
                    long bytes = 100_000_000L * (1 + dice.nextInt(90));
                    story.later(60 + dice.nextInt(1500));
                    story.reads(name + "@x.test", machine, bytes);
                }
            }
        }
    };

    /** What programs of this host come from. */
    private static final String HERE = "127.0.0.1";

    private static final String OFFICE = "203.0.50.4";
    private static final List<String> NAMES = List.of("anna", "bruno", "carla", "dario");

    private final String words;

    HonestLife(String words) {
        this.words = words;
    }

    /** As the table says it. */
    String words() {
        return words;
    }

    abstract void live(Story story, Random dice) throws IOException;

    private static String morning(Random dice) {
        return "0" + (7 + dice.nextInt(3)) + ":" + (10 + dice.nextInt(50));
    }

    private static String friend(Random dice, String name) {
        return "friend" + dice.nextInt(6) + "." + name + "@far.test";
    }

    private static String stranger(Random dice, String prefix, int number, int oneInDead) {
        String to = Town.strangers(prefix, number, 1, 0).getFirst();
        return oneInDead > 0 && dice.nextInt(oneInDead) == 0 ? "ghost." + to : to;
    }

    private static void list(
            Story story, Random dice, String account, String ip, int readers, int oneInDead)
            throws IOException {
        int each = 1 + dice.nextInt(20);
        int pace = 1 + dice.nextInt(10);
        List<String> all = Town.strangers("reader", 0, readers, oneInDead);
        for (int i = 0; i < readers; i += each) {
            Mail mail = Mail.by(account, ip).to(all.subList(i, Math.min(readers, i + each)));
            story.later(pace).sends(mail);
        }
    }
}
