#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""pfqueue.py: a real-format Postfix deferred queue (readable by postcat, postqueue, postsuper) without running Postfix.
   python3 pfqueue.py QUEUE_DIR N [OWNER_UID] [SPAM_SHARE=0.9] [SEED=42]     prints nothing; QUEUE_DIR/deferred/X/ID and QUEUE_DIR/defer/X/ID
Queue ids are the short ones of Postfix (5 hex digits of microseconds, then the inode), folders by the first character (hash_queue_depth 1)."""
import os, random, sys, time
q, n = sys.argv[1], int(sys.argv[2]); uid = int(sys.argv[3]) if len(sys.argv) > 3 else 65534; share = float(sys.argv[4]) if len(sys.argv) > 4 else .9; R = random.Random(int(sys.argv[5]) if len(sys.argv) > 5 else 42)
def rec(t, s):
    b = s.encode(); l = len(b); o = bytearray(t.encode())
    while True:
        c = l & 0x7f; l >>= 7
        o.append(c | (0x80 if l else 0))
        if not l: break
    return bytes(o) + b
def w(k): return ''.join(R.choices('abcdefghijklmnopqrstuvwxyz', k=k))
pool = [' '.join(w(2 + R.randrange(9)) for _ in range(11)) for _ in range(5000)]  # lines of text to choose from
for d in ('active', 'bounce', 'corrupt', 'defer', 'deferred', 'flush', 'hold', 'incoming', 'maildrop', 'private', 'public', 'saved', 'trace', 'pid'):
    os.makedirs(f'{q}/{d}', exist_ok=True); os.chown(f'{q}/{d}', uid, -1); os.chmod(f'{q}/{d}', 0o700)
for d in ('deferred', 'defer'):
    for x in '0123456789ABCDEF': os.makedirs(f'{q}/{d}/{x}', exist_ok=True); os.chown(f'{q}/{d}/{x}', uid, -1); os.chmod(f'{q}/{d}/{x}', 0o700)
now = int(time.time()) - 3600
for i in range(n):
    spam = R.random() < share; acc = 'mario.rossi@cliente3.example.it' if spam else w(6) + '@cliente4.example.it'; frm = w(8) + '@' + w(7) + '.example.net' if spam else acc; to = w(9) + '@' + w(8) + '.example.com'; us = R.randrange(1000000)
    env = rec('T', f'{now} {us}') + rec('A', 'log_ident=') + rec('A', 'rewrite_context=local') + rec('A', 'sasl_method=PLAIN') + rec('A', 'sasl_username=' + acc) + rec('S', frm) + rec('A', 'log_client_name=unknown') + rec('A', 'log_client_address=198.18.4.7') + rec('A', 'log_message_origin=unknown[198.18.4.7]') + rec('A', 'log_protocol_name=ESMTP') + rec('A', 'client_address=198.18.4.7') + rec('A', 'dsn_orig_rcpt=rfc822;' + to) + rec('O', to) + rec('R', to)
    lines = ['Received: from [198.18.4.7] (unknown [198.18.4.7])', '\tby mx1.example.it (Postfix) with ESMTPSA', 'From: ' + frm, 'To: ' + to, 'Subject: ' + w(7), 'Message-ID: <' + w(16) + '@example.it>', '']
    size = 1500 + R.randrange(2000); k = 0
    if spam: lines.append('http://viagra-deal.example/' + w(5))
    while k < size: s = R.choice(pool); lines.append(s); k += len(s) + 1
    body = b''.join(rec('N', s) for s in lines); csz = sum(len(s) + 1 for s in lines)
    head = lambda off: rec('C', '%15d %15d %15d %15d %15d %15d' % (csz, off, 1, 0, csz, 0))
    off = len(head(0)) + len(env) + 2
    data = head(off) + env + rec('M', '') + body + rec('X', '') + rec('E', '')
    t = f'{q}/deferred/tmp{i}'; fd = os.open(t, os.O_CREAT | os.O_WRONLY, 0o700); os.write(fd, data); os.fchown(fd, uid, -1); st = os.fstat(fd); os.close(fd)
    qid = '%05X%X' % (us, st.st_ino); os.rename(t, f'{q}/deferred/{qid[0]}/{qid}'); os.utime(f'{q}/deferred/{qid[0]}/{qid}', (now, now + 900))
    d = f'{q}/defer/{qid[0]}/{qid}'; fd = os.open(d, os.O_CREAT | os.O_WRONLY, 0o600)
    os.write(fd, f'<{to}>: connect to mx.{to.split("@")[1]}[198.18.9.9]:25: Connection timed out\nrecipient={to}\noffset=1\ndsn_orig_rcpt=rfc822;{to}\nstatus=4.4.1\naction=delayed\nreason=connect to mx[198.18.9.9]:25: Connection timed out\n\n'.encode()); os.fchown(fd, uid, -1); os.close(fd)
