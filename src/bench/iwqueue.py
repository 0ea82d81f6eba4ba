#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""iwqueue.py: a queue folder in the manner of IceWarp: text files of about 3 KiB, flat in _outgoing/retry.
   python3 iwqueue.py DIR N [SPAM_SHARE=0.9] [SEED=42]     spam holds "viagra-deal.example" in its text; last changed an hour ago"""
import os, random, sys, time
root, n = sys.argv[1] + '/_outgoing/retry', int(sys.argv[2]); share = float(sys.argv[3]) if len(sys.argv) > 3 else .9; R = random.Random(int(sys.argv[4]) if len(sys.argv) > 4 else 42)
def w(k): return ''.join(R.choices('abcdefghijklmnopqrstuvwxyz', k=k))
pool = [' '.join(w(2 + R.randrange(9)) for _ in range(11)) for _ in range(5000)]
os.makedirs(root); then = int(time.time()) - 3600
for i in range(n):
    spam = R.random() < share; acc = 'mario.rossi@cliente3.example.it' if spam else w(6) + '@cliente4.example.it'; frm = w(8) + '@' + w(7) + '.example.net' if spam else acc; to = w(9) + '@' + w(8) + '.example.com'
    lines = [f'LocalSender: <{acc}>', f'MsgID: {R.getrandbits(60):018d}', f'From: <{frm}>', f'To: <{to}>', '', 'Received: from [198.18.4.7] (unknown)', '\tby mx1.example.it with ASMTP id ' + w(10), f'From: {frm}', f'To: {to}', 'Subject: ' + w(7), f'Message-ID: <{w(16)}@example.it>', '']
    size = 1500 + R.randrange(2000); k = 0
    if spam: lines.append('http://viagra-deal.example/' + w(5))
    while k < size: s = R.choice(pool); lines.append(s); k += len(s) + 2
    name = f'{root}/{R.getrandbits(32):08x}{i:06x}.tmp'
    with open(name, 'wb') as f: f.write('\r\n'.join(lines).encode())
    os.utime(name, (then, then))
