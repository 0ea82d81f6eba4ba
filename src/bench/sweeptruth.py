#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""sweeptruth.py: what argine sweep would hold of the queue that sweepqueue.py made, against the truth beside it.
   python3 sweeptruth.py FOLDER WORDS argine...      WORDS is how many random words of spam are tried with --contains
Exit code 1 when a case holds genuine mail, or less than 98 of 100 spam messages."""
import glob, json, random, re, subprocess, sys
folder, words, argine = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
truth = json.load(open(f'{folder}/truth.json')); genuine = set(truth['genuine']); spam = {i for ids in truth['victims'].values() for i in ids}
def run(*more):
    r = subprocess.run([*argine, *more, '--format', 'json', '--queue', f'{folder}/queue', '--config', folder], capture_output=True, text=True)
    if r.returncode not in (0, 3): sys.exit(f'sweeptruth: {more}: {r.stderr}')
    return json.loads(r.stdout)
def ids(plan, key): return {c['queueId'] for c in plan[key]}
held, unsure = set(), set()
for case in run('investigate', '--log', f'{folder}/mail.log')['cases']:
    if case['origin'] != 'account': continue
    plan = run('sweep', '--case', case['id'], '--log', f'{folder}/mail.log'); held |= ids(plan, 'hold'); unsure |= ids(plan, 'alsoMatching')
per_cent = 100 * len(held & spam) / len(spam)
print(f'sweep: --case: {len(held & spam)} of {len(spam)} spam held ({per_cent:.2f} %), {len(held & genuine)} of {len(genuine)} genuine held, unsure: {len((unsure - held) & genuine)} genuine, {len((unsure - held) & spam)} spam')
R = random.Random(3); rows = []
for k in range(words):
    data = open(R.choice(glob.glob(f'{folder}/queue/deferred/*/{R.choice(sorted(spam))}')), 'rb').read().decode('latin-1')
    found = re.findall(r'\b[A-Za-z]{6,12}\b', data.split('Content-Transfer-Encoding', 1)[-1]); word = R.choice(found) if found else 'million'
    plan = run('sweep', '--contains', word); h, u = ids(plan, 'hold'), ids(plan, 'alsoMatching'); rows.append((len(h & genuine), len((h | u) & genuine)))
    print(f'sweep: --contains {word}: matches {len((h | u) & spam)} spam and {len((h | u) & genuine)} genuine; holds {len(h & spam)} spam and {len(h & genuine)} genuine')
sys.exit(bool(held & genuine) or per_cent < 98)
