// SPDX-License-Identifier: Apache-2.0
// LogGen: deterministic generator of realistic Postfix + Dovecot mail logs with breached accounts and a ground truth.
//
// Run (JDK 25, no build step; one command):
//   java LogGen.java --out mail.log --truth truth.json --bytes 1073741824 --format iso --accounts 5000 --breached 3 --seed 42
//
//   --format iso|rfc3164   "2026-03-10T08:00:00.123456+01:00 mx1 ..." or "Mar 10 08:00:00 mx1 ..."
//   --ids short|long       Postfix queue ids: hexadecimal (the default of Postfix) or base-52-like long ids
//   --hours H              simulated time the log covers (default 24)
//   --spam-share P         share of the *sessions* that are sent by breached accounts (default 0.10)
// The same arguments give the same bytes on every machine (SplitMix64, no wall clock, no hash order).
//
// Traffic, by session: 34 % authenticated submissions (1..4 recipients, 70 % remote), 26 % inbound mail (LMTP to Dovecot),
// 20 % IMAP sessions, 8 % rejected inbound (unknown user / RBL / relay), 6 % failed SASL (brute force), 4 % failed IMAP,
// 2 % bare connects; of the submissions, spam-share come from the breached accounts.
// Breached accounts, by index:
//   0 "burst"  : a botnet of 200 addresses; MAIL FROM not the login; 5..40 invented recipients a message; most bounce or are deferred
//   1 "slow"   : 3 addresses, 1 recipient a message, MAIL FROM the login, one hundredth of the volume of "burst"
//   2 "brute"  : hundreds of failed logins from one /24, then a success from it, then spam as "burst"
//   further ones repeat the three kinds.
// Decoys that must not be reported: one newsletter account (one address, many valid recipients), one traveller (20 addresses, little mail).
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;

@SuppressWarnings("deprecation") // String.getBytes(int,int,byte[],int): the fastest ASCII copy
public class LogGen {
    // ---- random ----
    static long s;
    static long next() { long z = (s += 0x9E3779B97F4A7C15L); z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L; z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL; return z ^ (z >>> 31); }
    static int rnd(int n) { return (int) ((next() >>> 33) % n); }
    static boolean chance(double p) { return (next() >>> 11) * 0x1.0p-53 < p; }

    // ---- options ----
    static long bytes = 100L << 20; static boolean iso = true, longIds = false; static int accounts = 5000, breached = 3; static double hours = 24, spamShare = 0.10;
    static final String HOST = "mx1";

    // ---- pending lines, a binary heap ordered by (time, sequence) ----
    static long[] hk = new long[1 << 16]; static byte[][] hv = new byte[1 << 16][]; static int hn = 0; static long seq = 0;
    static void push(long micros, byte[] line) {
        if (hn == hk.length) { hk = Arrays.copyOf(hk, hn * 2); hv = Arrays.copyOf(hv, hn * 2); }
        long k = (micros << 16) | (seq++ & 0xFFFF);
        int i = hn++;
        while (i > 0) { int p = (i - 1) >> 1; if (hk[p] <= k) break; hk[i] = hk[p]; hv[i] = hv[p]; i = p; }
        hk[i] = k; hv[i] = line;
    }
    static long topMicros() { return hk[0] >> 16; }
    static byte[] pop() {
        byte[] r = hv[0]; long k = hk[--hn]; byte[] v = hv[hn]; hv[hn] = null;
        int i = 0;
        for (;;) { int c = 2 * i + 1; if (c >= hn) break; if (c + 1 < hn && hk[c + 1] < hk[c]) c++; if (hk[c] >= k) break; hk[i] = hk[c]; hv[i] = hv[c]; i = c; }
        if (hn > 0) { hk[i] = k; hv[i] = v; }
        return r;
    }

    // ---- line building ----
    static byte[] b = new byte[4096]; static int bn;
    static long generated = 0; static long t; // micros since start
    static void ch(int c) { b[bn++] = (byte) c; }
    static void st(String x) { int n = x.length(); x.getBytes(0, n, b, bn); bn += n; }
    static void num(long v) { if (v >= 10) num(v / 10); ch('0' + (int) (v % 10)); }
    static void pad(int v, int w) { for (int d = w - 1, p = (int) Math.pow(10, w - 1); d >= 0; d--, p /= 10) ch('0' + (v / p) % 10); }
    static final String[] MON = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    // the log starts on 2026-03-10 00:00:00 +01:00; days roll over within March/April correctly
    static void stamp(long us) {
        long sec = us / 1_000_000; int day = (int) (sec / 86400), sd = (int) (sec % 86400);
        int m = 2, d = 10 + day; int[] len = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
        while (d > len[m]) { d -= len[m]; m++; }
        if (iso) { st("2026-"); pad(m + 1, 2); ch('-'); pad(d, 2); ch('T'); pad(sd / 3600, 2); ch(':'); pad(sd / 60 % 60, 2); ch(':'); pad(sd % 60, 2); ch('.'); pad((int) (us % 1_000_000), 6); st("+01:00 "); }
        else { st(MON[m]); ch(' '); if (d < 10) { ch(' '); num(d); } else num(d); ch(' '); pad(sd / 3600, 2); ch(':'); pad(sd / 60 % 60, 2); ch(':'); pad(sd % 60, 2); ch(' '); }
        st(HOST); ch(' ');
    }
    static void begin(String prog, int pid) { bn = 0; stamp(t); st(prog); if (pid > 0) { ch('['); num(pid); ch(']'); } ch(':'); ch(' '); }
    static void end() { ch('\n'); byte[] x = Arrays.copyOf(b, bn); generated += bn; push(t, x); }
    static void after(int maxMs) { t += 1000L * (1 + rnd(Math.max(1, maxMs))) + rnd(1000); }

    // ---- world ----
    static String[] user, ip, rhost; static String[] domains, remote;
    static final String[] FIRST = {"mario", "luca", "giulia", "anna", "paolo", "sara", "marco", "elena", "andrea", "chiara", "davide", "laura", "matteo", "silvia", "franco", "irene", "carlo", "marta", "pietro", "nadia"};
    static final String[] LAST = {"rossi", "bianchi", "ferrari", "russo", "colombo", "ricci", "marino", "greco", "bruno", "gallo", "conti", "deluca", "costa", "giordano", "mancini", "rizzo", "lombardi", "moretti", "barbieri", "fontana"};
    static String newIp(int i) { int h = (i * 40503 + 977) & 0x1FFFF; return "198." + (18 + (h >>> 16)) + "." + (h >>> 8 & 255) + "." + (h & 255); } // 198.18.0.0/15, the range reserved for benchmarks: no real host
    static String qid() {
        if (longIds) { String al = "0123456789BCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz"; StringBuilder q = new StringBuilder("4"); long v = (t * 977 + next() % 977) & Long.MAX_VALUE; for (int i = 0; i < 10; i++) { q.append(al.charAt((int) (v % 52))); v /= 52; } q.append('z').append(al.charAt(rnd(52))).append(al.charAt(rnd(52))).append(al.charAt(rnd(52))); return q.toString(); }
        String q = Integer.toHexString((int) (t % 1_000_000) + 0x10000).toUpperCase(Locale.ROOT); // short id: microseconds, then the inode
        return q + Integer.toHexString(0x10000 + rnd(0xEFFFF)).toUpperCase(Locale.ROOT);
    }
    static String sess() { String al = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"; char[] c = new char[16]; for (int i = 0; i < 16; i++) c[i] = al.charAt(rnd(64)); return new String(c); }
    static String junk(int n) { char[] c = new char[n]; for (int i = 0; i < n; i++) c[i] = (char) ('a' + rnd(26)); return new String(c); }

    // ---- ground truth ----
    static long[] okMsgs, rcpts, bounced, deferred, authFail; static TreeMap<String, TreeSet<String>> spamIps = new TreeMap<>(); static List<List<String>> spamQids = new ArrayList<>();
    static long lines = 0;

    static int pid() { return 1000 + rnd(60000); }

    static void delivery(int pid, String q, String to, String relay, int status, int acc) { // 0 sent 1 bounced 550 2 bounced no host 3 deferred
        begin("postfix/smtp", pid); st(q); st(": to=<"); st(to); st(">, relay=");
        int d = 1 + rnd(40);
        if (status == 2) st("none"); else { st(relay); }
        st(", delay="); num(d / 10); ch('.'); num(d % 10); st(", delays=0."); num(rnd(99)); st("/0.01/0."); num(rnd(99)); st("/0."); num(rnd(99));
        switch (status) {
            case 0 -> { st(", dsn=2.0.0, status=sent (250 2.0.0 OK  "); num(1773097200L + t / 1_000_000); ch(' '); st(junk(12)); st("-"); num(rnd(1000)); st(".1 - gsmtp)"); }
            case 1 -> { st(", dsn=5.1.1, status=bounced (host "); st(relay, 0, relay.indexOf(':')); st(" said: 550 5.1.1 <"); st(to); st(">: Recipient address rejected: User unknown in virtual mailbox table (in reply to RCPT TO command))"); if (acc >= 0) bounced[acc]++; }
            case 2 -> { st(", dsn=5.4.4, status=bounced (Host or domain name not found. Name service error for name="); st(to.substring(to.indexOf('@') + 1)); st(" type=AAAA: Host not found)"); if (acc >= 0) bounced[acc]++; }
            default -> { st(", dsn=4.7.1, status=deferred (host "); st(relay, 0, relay.indexOf(':')); st(" said: 451 4.7.1 Greylisting in action, please come back later (in reply to RCPT TO command))"); if (acc >= 0) deferred[acc]++; }
        }
        end();
    }
    static void st(String x, int from, int to) { st(x.substring(from, to < 0 ? x.length() : to)); }

    static void submission(int acc, String host, String cip, String mailFrom, int nrcpt, boolean spam, int spamIdx, boolean validOnly) {
        int p = pid(), pc = pid(), pq = 812, ps = pid(); String q = qid();
        begin("postfix/submission/smtpd", p); st("connect from "); st(host); ch('['); st(cip); ch(']'); end(); after(120);
        begin("postfix/submission/smtpd", p); st(q); st(": client="); st(host); ch('['); st(cip); st("], sasl_method="); st(rnd(4) == 0 ? "LOGIN" : "PLAIN"); st(", sasl_username="); st(user[acc]); end(); after(60);
        begin("postfix/cleanup", pc); st(q); st(": message-id=<"); st(junk(8)); ch('-'); st(junk(4)); ch('-'); st(junk(12)); ch('@'); st(mailFrom.substring(mailFrom.indexOf('@') + 1)); ch('>'); end(); after(20);
        if (!spam || rnd(3) == 0) { begin("opendkim", 790); st(q); st(": DKIM-Signature field added (s=mail, d="); st(user[acc].substring(user[acc].indexOf('@') + 1)); ch(')'); end(); after(5); }
        begin("postfix/qmgr", pq); st(q); st(": from=<"); st(mailFrom); st(">, size="); num(spam ? 900 + rnd(3000) : 1200 + rnd(400000)); st(", nrcpt="); num(nrcpt); st(" (queue active)"); end(); after(30);
        long t0 = t; begin("postfix/submission/smtpd", p); st("disconnect from "); st(host); ch('['); st(cip); st("] ehlo=2 starttls=1 auth=1 mail=1 rcpt="); num(nrcpt); st(" data=1 quit=1 commands="); num(7 + nrcpt); end();
        okMsgs[acc]++; rcpts[acc] += nrcpt;
        if (spam) { spamIps.computeIfAbsent(user[acc], k -> new TreeSet<>()).add(cip); spamQids.get(spamIdx).add(q); }
        boolean anyDeferred = false;
        for (int i = 0; i < nrcpt; i++) {
            after(900);
            if (spam) {
                String dom = rnd(3) == 0 ? junk(9) + ".example" : remote[rnd(remote.length)]; String to = junk(5 + rnd(8)) + rnd(100) + "@" + dom; int r = rnd(100);
                int stt = dom.endsWith(".example") ? 2 : r < 55 ? 1 : r < 75 ? 3 : 0; anyDeferred |= stt == 3;
                delivery(ps, q, to, "mx." + dom + "[" + newIp(rnd(4000)) + "]:25", stt, acc);
            } else if (!validOnly && rnd(10) < 3) {
                int l = rnd(accounts); begin("postfix/lmtp", ps); st(q); st(": to=<"); st(user[l]); st(">, relay="); st(HOST); st("[private/dovecot-lmtp], delay=0."); num(10 + rnd(80)); st(", delays=0.1/0.01/0.02/0.1, dsn=2.0.0, status=sent (250 2.0.0 <"); st(user[l]); st("> "); st(sess()); st(" Saved)"); end();
            } else {
                String dom = remote[rnd(remote.length)]; int r = rnd(200); int stt = r < 2 ? 1 : r < 5 ? 3 : 0; anyDeferred |= stt == 3;
                delivery(ps, q, FIRST[rnd(20)] + "." + LAST[rnd(20)] + "@" + dom, "mx." + dom + "[" + newIp(rnd(4000)) + "]:25", stt, acc);
            }
        }
        after(10);
        if (!anyDeferred) { begin("postfix/qmgr", pq); st(q); st(": removed"); end(); }
        else { // one retry after 300..900 s; its records come much later in the file
            long save = t; t += 300_000_000L + rnd(600_000_000);
            begin("postfix/qmgr", pq); st(q); st(": from=<"); st(mailFrom); st(">, size="); num(900 + rnd(3000)); st(", nrcpt="); num(nrcpt); st(" (queue active)"); end(); after(400);
            String dom = remote[rnd(remote.length)];
            delivery(ps, q, junk(7) + "@" + dom, "mx." + dom + "[" + newIp(rnd(4000)) + "]:25", 0, -1); after(5);
            begin("postfix/qmgr", pq); st(q); st(": removed"); end(); t = save;
        }
    }

    static void inbound() {
        int p = pid(), pc = pid(), pl = pid(), l = rnd(accounts); String q = qid(), dom = remote[rnd(remote.length)], cip = newIp(rnd(8000)), host = "mail" + rnd(9) + "." + dom, ss = sess();
        begin("postfix/smtpd", p); st("connect from "); st(host); ch('['); st(cip); ch(']'); end(); after(200);
        begin("postfix/smtpd", p); st(q); st(": client="); st(host); ch('['); st(cip); ch(']'); end(); after(40);
        String mid = junk(10) + "." + rnd(1000000) + "@" + dom;
        begin("postfix/cleanup", pc); st(q); st(": message-id=<"); st(mid); ch('>'); end(); after(20);
        begin("postfix/qmgr", 812); st(q); st(": from=<"); st(FIRST[rnd(20)]); ch('.'); st(LAST[rnd(20)]); ch('@'); st(dom); st(">, size="); num(2000 + rnd(90000)); st(", nrcpt=1 (queue active)"); end(); after(10);
        begin("postfix/smtpd", p); st("disconnect from "); st(host); ch('['); st(cip); st("] ehlo=2 starttls=1 mail=1 rcpt=1 data=1 quit=1 commands=7"); end(); after(60);
        bn = 0; stamp(t); st("dovecot: lmtp("); st(user[l]); st(")<"); num(pl); st("><"); st(ss); st(">: sieve: msgid=<"); st(mid); st(">: stored mail into mailbox 'INBOX'"); end(); after(3);
        begin("postfix/lmtp", pid()); st(q); st(": to=<"); st(user[l]); st(">, relay="); st(HOST); st("[private/dovecot-lmtp], delay=0."); num(10 + rnd(80)); st(", delays=0.2/0.01/0.01/0.05, dsn=2.0.0, status=sent (250 2.0.0 <"); st(user[l]); st("> "); st(ss); st(" Saved)"); end(); after(3);
        begin("postfix/qmgr", 812); st(q); st(": removed"); end();
    }
    static void imap() {
        int a = rnd(accounts), mp = pid(); String ss = sess();
        bn = 0; stamp(t); st("dovecot: imap-login: Login: user=<"); st(user[a]); st(">, method=PLAIN, rip="); st(ip[a]); st(", lip=192.0.2.25, mpid="); num(mp); st(", TLS, session=<"); st(ss); st(">"); end(); t += 1_000_000L * (1 + rnd(120));
        bn = 0; stamp(t); st("dovecot: imap("); st(user[a]); st(")<"); num(mp); st("><"); st(ss); st(">: Disconnected: Logged out in="); num(rnd(4000)); st(" out="); num(rnd(90000)); st(" deleted=0 expunged=0 trashed=0 hdr_count="); num(rnd(20)); st(" hdr_bytes="); num(rnd(9000)); st(" body_count="); num(rnd(5)); st(" body_bytes="); num(rnd(50000)); end();
    }
    static void reject() {
        int p = pid(); String cip = newIp(9000 + rnd(3000)); int k = rnd(3);
        begin("postfix/smtpd", p); st("connect from unknown["); st(cip); ch(']'); end(); after(150);
        begin("postfix/smtpd", p); st("NOQUEUE: reject: RCPT from unknown["); st(cip); st("]: ");
        String to = junk(6) + "@" + domains[rnd(domains.length)];
        switch (k) {
            case 0 -> { st("550 5.1.1 <"); st(to); st(">: Recipient address rejected: User unknown in virtual mailbox table"); }
            case 1 -> { st("554 5.7.1 Service unavailable; Client host ["); st(cip); st("] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/"); st(cip); }
            default -> { st("454 4.7.1 <"); st(to); st(">: Relay access denied"); }
        }
        st("; from=<"); st(junk(7)); ch('@'); st(remote[rnd(remote.length)]); st("> to=<"); st(to); st("> proto=ESMTP helo=<"); st(junk(6)); st(".example>"); end(); after(60);
        begin("postfix/smtpd", p); st("disconnect from unknown["); st(cip); st("] ehlo=1 mail=1 rcpt=0/1 quit=1 commands=3/4"); end();
    }
    static void saslFail(String who, int acc, String cip) {
        int p = pid();
        begin("postfix/smtpd", p); st("connect from unknown["); st(cip); ch(']'); end(); after(300);
        begin("postfix/smtpd", p); st("warning: unknown["); st(cip); st("]: SASL LOGIN authentication failed: UGFzc3dvcmQ6, sasl_username="); st(who); end(); after(50);
        begin("postfix/smtpd", p); st("lost connection after AUTH from unknown["); st(cip); ch(']'); end(); after(2);
        begin("postfix/smtpd", p); st("disconnect from unknown["); st(cip); st("] ehlo=1 auth=0/1 commands=1/2"); end();
        if (acc >= 0) authFail[acc]++;
    }
    static void imapFail(String who, String cip) {
        bn = 0; stamp(t); st("dovecot: auth-worker("); num(pid()); st("): conn unix:auth-worker (pid=801,uid=112): auth-worker<"); num(rnd(9999)); st(">: sql("); st(who); ch(','); st(cip); st("): Password mismatch"); end(); t += 2_000_000;
        bn = 0; stamp(t); st("dovecot: imap-login: Disconnected: Connection closed (auth failed, 1 attempts in 2 secs): user=<"); st(who); st(">, method=PLAIN, rip="); st(cip); st(", lip=192.0.2.25, TLS, session=<"); st(sess()); st(">"); end();
    }
    static void bare() { int p = pid(); String cip = newIp(12000 + rnd(2000)); begin("postfix/smtpd", p); st("connect from unknown["); st(cip); ch(']'); end(); after(900); begin("postfix/smtpd", p); st("lost connection after EHLO from unknown["); st(cip); ch(']'); end(); begin("postfix/smtpd", p); st("disconnect from unknown["); st(cip); st("] ehlo=1 commands=1"); end(); }

    public static void main(String[] a) throws Exception {
        String out = "mail.log", truth = null; long seed = 42;
        for (int i = 0; i < a.length; i += 2) switch (a[i]) {
            case "--out" -> out = a[i + 1]; case "--truth" -> truth = a[i + 1]; case "--bytes" -> bytes = Long.parseLong(a[i + 1]); case "--seed" -> seed = Long.parseLong(a[i + 1]);
            case "--format" -> iso = a[i + 1].equals("iso"); case "--ids" -> longIds = a[i + 1].equals("long"); case "--accounts" -> accounts = Integer.parseInt(a[i + 1]);
            case "--breached" -> breached = Integer.parseInt(a[i + 1]); case "--hours" -> hours = Double.parseDouble(a[i + 1]); case "--spam-share" -> spamShare = Double.parseDouble(a[i + 1]);
            default -> { System.err.println("unknown option " + a[i]); System.exit(2); } }
        s = seed;
        domains = new String[20]; for (int i = 0; i < 20; i++) domains[i] = "cliente" + i + ".example.it";
        remote = new String[600]; for (int i = 0; i < 600; i++) remote[i] = junk(5 + rnd(8)) + (i % 3 == 0 ? ".test" : i % 3 == 1 ? ".example.com" : ".example.net");
        user = new String[accounts]; ip = new String[accounts]; rhost = new String[accounts];
        for (int i = 0; i < accounts; i++) { user[i] = FIRST[i % 20] + "." + LAST[i / 20 % 20] + (i >= 400 ? Integer.toString(i / 400) : "") + "@" + domains[i % 20]; ip[i] = newIp(20000 + i); rhost[i] = rnd(3) == 0 ? "unknown" : "host-" + ip[i].replace('.', '-') + ".isp.example"; }
        okMsgs = new long[accounts]; rcpts = new long[accounts]; bounced = new long[accounts]; deferred = new long[accounts]; authFail = new long[accounts];
        int[] bad = new int[breached]; String[][] botnet = new String[breached][]; long[] from = new long[breached];
        long span = (long) (hours * 3600e6);
        for (int i = 0; i < breached; i++) { bad[i] = (int) ((i * 1237L + 311) % accounts); int kind = i % 3; int n = kind == 0 ? 200 : kind == 1 ? 3 : 40; botnet[i] = new String[n]; for (int j = 0; j < n; j++) botnet[i][j] = kind == 2 ? "203.0." + (113 + i) + "." + (1 + j) : newIp(30000 + i * 1000 + j); from[i] = kind == 1 ? span / 10 : span * (3 + i % 4) / 10; spamQids.add(new ArrayList<>()); }
        int newsletter = 7 % accounts, traveller = 13 % accounts;
        try (OutputStream os = new BufferedOutputStream(new FileOutputStream(out), 1 << 20)) {
            long written = 0; long sessNo = 0;
            while (written < bytes) {
                long now = (long) ((double) span * generated / bytes); if (now > span) now = span + (generated - bytes);
                while (hn > 0 && topMicros() < now && written < bytes) { byte[] l = pop(); os.write(l); written += l.length; lines++; }
                if (written >= bytes) break;
                t = now + rnd(1000); sessNo++;
                int r = rnd(100);
                if (r < 34) {
                    int act = 0; for (int i = 0; i < breached; i++) if (now >= from[i]) act++;
                    if (act > 0 && chance(spamShare)) {
                        int i; do { i = rnd(breached); } while (now < from[i]);
                        if (i % 3 == 1 && rnd(50) != 0) i = (i + 2) % breached < breached && now >= from[(i + 2) % breached] ? (i + 2) % breached : i; // "slow" stays slow
                        int kind = i % 3;
                        if (kind == 1) { if (rnd(50) == 0) submission(bad[i], "unknown", botnet[i][rnd(3)], user[bad[i]], 1, true, i, false); }
                        else submission(bad[i], "unknown", botnet[i][rnd(botnet[i].length)], junk(8) + "@" + remote[rnd(remote.length)], 5 + rnd(36), true, i, false);
                    } else if (rnd(60) == 0) submission(newsletter, rhost[newsletter], ip[newsletter], user[newsletter], 10 + rnd(30), false, -1, true);
                    else if (rnd(400) == 0) { String tip = newIp(70000 + rnd(20)); submission(traveller, "unknown", tip, user[traveller], 1, false, -1, false); }
                    else { int u = rnd(accounts); if (Arrays.stream(bad).anyMatch(x -> x == u) && rnd(2) == 0) imap(); else submission(u, rhost[u], ip[u], user[u], 1 + rnd(4) * rnd(2), false, -1, false); }
                } else if (r < 60) inbound();
                else if (r < 80) imap();
                else if (r < 88) reject();
                else if (r < 94) {
                    int i = 2; boolean aimed = breached > 2 && now < from[2] && now > from[2] - span / 10 && rnd(3) == 0;
                    if (aimed) saslFail(user[bad[2]], bad[2], botnet[2][rnd(botnet[2].length)]);
                    else { boolean real = rnd(4) == 0; int u = rnd(accounts); saslFail(real ? user[u] : junk(6) + "@" + domains[rnd(20)], real ? u : -1, newIp(15000 + rnd(900))); }
                } else if (r < 98) { boolean real = rnd(4) == 0; imapFail(real ? user[rnd(accounts)] : junk(6) + "@" + domains[rnd(20)], newIp(15000 + rnd(900))); }
                else bare();
            }
        }
        // lines still pending at the end are dropped, as in a log cut off at a rotation; the counts of the truth are of what was *scheduled*,
        // so an exact check counts in the file ("sasl_username" etc.); the truth names the breached accounts and their addresses.
        if (truth != null) try (PrintWriter w = new PrintWriter(truth, StandardCharsets.UTF_8)) {
            w.printf("{\"seed\":%d,\"bytes\":%d,\"lines\":%d,\"accounts\":%d,\"breached\":[%n", seed, bytes, lines, accounts);
            for (int i = 0; i < breached; i++) { int x = bad[i]; w.printf(" {\"account\":\"%s\",\"kind\":\"%s\",\"scheduled_spam_messages\":%d,\"scheduled_recipients\":%d,\"scheduled_bounced\":%d,\"scheduled_deferred\":%d,\"failed_logins\":%d,\"spam_ips\":%d}%s%n", user[x], new String[]{"burst", "slow", "brute"}[i % 3], spamQids.get(i).size(), rcpts[x], bounced[x], deferred[x], authFail[x], spamIps.getOrDefault(user[x], new TreeSet<>()).size(), i + 1 < breached ? "," : ""); }
            w.printf("],\"decoys\":[{\"account\":\"%s\",\"kind\":\"newsletter\"},{\"account\":\"%s\",\"kind\":\"traveller\"}]}%n", user[newsletter], user[traveller]);
        }
    }
}
