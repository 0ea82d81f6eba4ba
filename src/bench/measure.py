#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""measure.py: time whole commands in turn (A B C A B C ...), print medians, peak memory and throughput.

  python3 measure.py [-n RUNS] [--warmup N] [--bytes N] [--ref NAME] [--prep CMD] [--json FILE] NAME='shell command' NAME2='...' ...

Every command runs with `sh -c`; wall seconds, user+sys seconds (of all its children that were waited for) and the peak
resident memory of its largest process come from wait4/getrusage (its floor is ~11 MiB, the harness itself). The rounds interleave the commands so that a noisy
machine hits all of them alike; 'ratio' is median over rounds of (ref wall / this wall), pair by pair: above 1 = faster
than ref. --prep runs before each run, untimed. No dependency but Python 3.8."""
import argparse, json, os, statistics as st, subprocess, sys, time

ap = argparse.ArgumentParser()
ap.add_argument('-n', type=int, default=5); ap.add_argument('--warmup', type=int, default=1)
ap.add_argument('--bytes', type=float, default=0); ap.add_argument('--items', type=float, default=0); ap.add_argument('--ref'); ap.add_argument('--prep'); ap.add_argument('--json'); ap.add_argument('--show', action='store_true')
ap.add_argument('cmd', nargs='+')
a = ap.parse_args()
cmds = [c.split('=', 1) for c in a.cmd]
res = {n: [] for n, _ in cmds}

def run(cmd):
    if a.prep: subprocess.run(['sh', '-c', a.prep], check=True)
    # a fresh python child gives clean RUSAGE_CHILDREN figures for the whole tree below it
    r, w = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(r)
        import tempfile  # a real file: GNU grep stops at the first match when its output is /dev/null
        out = None if a.show else tempfile.TemporaryFile()
        t0 = time.monotonic(); p = subprocess.Popen(['sh', '-c', cmd], stdout=out, stderr=out, stdin=subprocess.DEVNULL); rc = p.wait(); t1 = time.monotonic()
        import resource
        ru = resource.getrusage(resource.RUSAGE_CHILDREN)
        os.write(w, json.dumps([t1 - t0, ru.ru_utime + ru.ru_stime, ru.ru_maxrss / 1024, rc]).encode()); os._exit(0)
    os.close(w); d = b''
    while True:
        x = os.read(r, 4096)
        if not x: break
        d += x
    os.close(r); os.waitpid(pid, 0)
    return json.loads(d)

for i in range(a.warmup + a.n):
    for n, c in cmds:
        x = run(c)
        if i >= a.warmup: res[n].append(x)
ref = res[a.ref] if a.ref else None
print(f"{'name':28} {'wall med':>9} {'min':>8} {'max':>8} {'cpu s':>8} {'peak MiB':>9} {'MB/s':>9} {'items/s':>10} {'ratio':>8} rc")
for n, _ in cmds:
    v = res[n]; w = [x[0] for x in v]; m = st.median(w)
    ratio = st.median(r[0] / x[0] for r, x in zip(ref, v)) if ref else float('nan')
    print(f"{n:28} {m:9.3f} {min(w):8.3f} {max(w):8.3f} {st.median(x[1] for x in v):8.2f} {max(x[2] for x in v):9.1f} {a.bytes / m / 1e6 if a.bytes else 0:9.1f} {a.items / m if a.items else 0:10.0f} {ratio:8.3f} {v[-1][3]}")
if a.json: json.dump({n: {'cmd': c, 'runs': res[n]} for n, c in cmds}, open(a.json, 'w'))
