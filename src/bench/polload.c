// SPDX-License-Identifier: Apache-2.0
// polload: closed-loop load generator for the Postfix policy delegation protocol.   cc -O2 -o polload polload.c
//
//   ./polload TARGET CONNS SECONDS [-w WARMUP_S] [-a ACCOUNTS] [-p PID[,PID...]] [-g] [-t THINK_US] [-s STATE] [-q QUIET]
//     TARGET    127.0.0.1:PORT or unix:/path
//     -a N      sasl_username drawn evenly from N accounts (default 1000); -g: draw (client_address, sender, recipient) for greylisting
//     -p PIDS   servers whose CPU (with descendants) and memory are reported
//     -s STATE  protocol_state (default RCPT)
// One thread, epoll; every connection has one request outstanding, as every Postfix smtpd has. Reports decisions/s, latency percentiles
// (from a histogram with a relative error below 3.2 %), the first words of the actions, CPU of the generator and of the servers.
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <stdint.h>
#include <unistd.h>
#include <errno.h>
#include <time.h>
#include <dirent.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/resource.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <arpa/inet.h>
static uint64_t now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec * 1000000000ull + t.tv_nsec; }
static uint64_t sd = 42; static uint64_t rnd(void) { sd ^= sd << 13; sd ^= sd >> 7; sd ^= sd << 17; return sd; }
#define HB 64
static uint64_t hist[64 * HB], total, maxv;
static void rec(uint64_t v) { if (v > maxv) maxv = v; total++; int e = v < HB ? 0 : 63 - __builtin_clzll(v) - 5; hist[e * HB + (e ? (v >> e) : v)]++; }
static double pct(double q) { uint64_t w = (uint64_t)(q * total), c = 0; for (int i = 0; i < 64 * HB; i++) { c += hist[i]; if (c > w) { int e = i / HB; return e ? (double)((uint64_t)(i % HB) << e) : i; } } return maxv; }
struct cn { int fd, off, len, got; uint64_t t0; char *req; char in[2048]; char out[2048]; };
static int accounts = 1000, grey = 0; static const char *state = "RCPT"; static uint64_t serial;
static int build(char *o) {
    uint64_t u = rnd() % accounts, r = rnd();
    return sprintf(o, "request=smtpd_access_policy\nprotocol_state=%s\nprotocol_name=ESMTP\nclient_address=198.18.%d.%d\nclient_name=host-%d.isp.example\nclient_port=%d\nreverse_client_name=host-%d.isp.example\nserver_address=192.0.2.25\nserver_port=587\nhelo_name=[192.168.1.%d]\nsender=user%05d@cliente%d.example.it\nrecipient=r%llu@dest%llu.example.net\nrecipient_count=0\nqueue_id=%llX\ninstance=%llx.%llx.%llx.0\nsize=%d\netrn_domain=\nstress=\nsasl_method=PLAIN\nsasl_username=%s\nsasl_sender=\nccert_subject=\nccert_issuer=\nccert_fingerprint=\nccert_pubkey_fingerprint=\nencryption_protocol=TLSv1.3\nencryption_cipher=TLS_AES_256_GCM_SHA384\nencryption_keysize=256\npolicy_context=\n\n",
        state, (int)(u >> 8 & 255), (int)(u & 255), (int)u, 1024 + (int)(r % 60000), (int)u, (int)(r % 250), (int)u, (int)(u % 20), (unsigned long long)(grey ? r % 50000 : r % 1000000), (unsigned long long)(r >> 40) % 600, (unsigned long long)(r >> 20 & 0xFFFFFFFFFF), (unsigned long long)getpid(), (unsigned long long)(r & 0xffffffff), (unsigned long long)serial++, 2000 + (int)(r % 90000),
        grey ? "" : (sprintf(o + 1900, "user%05d@cliente%d.example.it", (int)u, (int)(u % 20)), o + 1900));
}
static int dial(const char *t) {
    int fd;
    if (!strncmp(t, "unix:", 5)) { struct sockaddr_un a = {.sun_family = AF_UNIX}; strncpy(a.sun_path, t + 5, sizeof a.sun_path - 1); fd = socket(AF_UNIX, SOCK_STREAM, 0); if (connect(fd, (void *)&a, sizeof a)) { perror(t); exit(1); } }
    else { char h[64]; strncpy(h, t, 63); h[63] = 0; char *c = strchr(h, ':'); *c = 0; struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(atoi(c + 1))}; inet_pton(AF_INET, h, &a.sin_addr); if ((ntohl(a.sin_addr.s_addr) >> 24) != 127) { fprintf(stderr, "loopback only\n"); exit(2); } fd = socket(AF_INET, SOCK_STREAM, 0); if (connect(fd, (void *)&a, sizeof a)) { perror(t); exit(1); } int one = 1; setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one); }
    return fd;
}
static double pidcpu(int pid, long *rss) { char f[64], b[1024]; sprintf(f, "/proc/%d/stat", pid); FILE *s = fopen(f, "r"); if (!s) return 0; int n = fread(b, 1, 1023, s); b[n > 0 ? n : 0] = 0; fclose(s); char *p = strrchr(b, ')'); unsigned long ut = 0, stt = 0, cu = 0, cs = 0; long r = 0; if (p) sscanf(p + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu %lu %lu %*d %*d %*d %*d %*u %*u %ld", &ut, &stt, &cu, &cs, &r); *rss += r * 4; return (ut + stt + cu + cs) / (double)sysconf(_SC_CLK_TCK); }
static double tree(int pid, long *rss) { // a process and its descendants
    double c = pidcpu(pid, rss); DIR *d = opendir("/proc"); struct dirent *e;
    while ((e = readdir(d))) { int q = atoi(e->d_name); if (q <= 0) continue; char f[64], b[512]; sprintf(f, "/proc/%d/stat", q); FILE *s = fopen(f, "r"); if (!s) continue; int n = fread(b, 1, 511, s); b[n > 0 ? n : 0] = 0; fclose(s); char *p = strrchr(b, ')'); int pp = 0; if (p) sscanf(p + 2, "%*c %d", &pp); if (pp == pid) c += tree(q, rss); }
    closedir(d); return c;
}
int main(int ac, char **av) {
    if (ac < 4) { fprintf(stderr, "usage: see the head of polload.c\n"); return 2; }
    const char *t = av[1]; int n = atoi(av[2]); double secs = atof(av[3]), warm = 1; int pids[16], np = 0; int o; optind = 4;
    while ((o = getopt(ac, av, "w:a:p:gs:")) > 0) switch (o) { case 'w': warm = atof(optarg); break; case 'a': accounts = atoi(optarg); break; case 'g': grey = 1; break; case 's': state = optarg; break; case 'p': for (char *x = strtok(optarg, ","); x; x = strtok(0, ",")) pids[np++] = atoi(x); break; default: return 2; }
    struct cn *c = calloc(n, sizeof *c); int ep = epoll_create1(0);
    for (int i = 0; i < n; i++) { c[i].fd = dial(t); struct epoll_event e = {.events = EPOLLIN, .data.u32 = i}; epoll_ctl(ep, EPOLL_CTL_ADD, c[i].fd, &e); }
    struct { char w[24]; uint64_t n; } act[16]; int na = 0; memset(act, 0, sizeof act);
    uint64_t start = now(), m0 = start + (uint64_t)(warm * 1e9), end = m0 + (uint64_t)(secs * 1e9), errs = 0; int meas = 0; double sc0 = 0; struct rusage r0, r1; long dummy = 0;
    for (int i = 0; i < n; i++) { int l = build(c[i].out); c[i].t0 = now(); if (write(c[i].fd, c[i].out, l) != l) errs++; }
    struct epoll_event ev[256]; uint64_t tn = start; int live = n;
    while (live > 0) {
        int k = epoll_wait(ep, ev, 256, 2000);
        tn = now();
        if (!meas && tn >= m0) { meas = 1; memset(hist, 0, sizeof hist); total = maxv = 0; memset(act, 0, sizeof act); na = 0; m0 = tn; for (int i = 0; i < np; i++) sc0 += tree(pids[i], &dummy); getrusage(RUSAGE_SELF, &r0); }
        if (tn >= end || (k == 0 && tn > start + 60000000000ull)) break;
        for (int j = 0; j < k; j++) {
            struct cn *x = &c[ev[j].data.u32];
            int r = read(x->fd, x->in + x->got, sizeof x->in - 1 - x->got);
            if (r <= 0) { errs++; epoll_ctl(ep, EPOLL_CTL_DEL, x->fd, 0); close(x->fd); live--; continue; }
            x->got += r; x->in[x->got] = 0;
            if (x->got < 2 || x->in[x->got - 1] != '\n' || x->in[x->got - 2] != '\n') continue;
            tn = now(); rec(tn - x->t0);
            char *a = strstr(x->in, "action="); char w[24] = "?"; if (a) sscanf(a + 7, "%23[^ \n]", w);
            int z = 0; while (z < na && strcmp(act[z].w, w)) z++; if (z < 16) { if (z == na) { strcpy(act[z].w, w); na++; } act[z].n++; }
            x->got = 0; int l = build(x->out); x->t0 = now(); if (write(x->fd, x->out, l) != l) errs++;
        }
    }
    getrusage(RUSAGE_SELF, &r1); double d = (tn - m0) / 1e9; long rss = 0; double sc = 0; for (int i = 0; i < np; i++) sc += tree(pids[i], &rss);
    double g = (r1.ru_utime.tv_sec - r0.ru_utime.tv_sec + r1.ru_stime.tv_sec - r0.ru_stime.tv_sec) + (r1.ru_utime.tv_usec - r0.ru_utime.tv_usec + r1.ru_stime.tv_usec - r0.ru_stime.tv_usec) / 1e6;
    printf("conns %4d  %9.0f dec/s  p50 %8.1f us  p99 %9.1f us  p99.9 %9.1f us  max %9.1f us  gen-cpu %3.0f%%  srv-cpu %3.0f%%  srv-rss %6.1f MiB  errors %llu  actions", n, total / d, pct(.5) / 1e3, pct(.99) / 1e3, pct(.999) / 1e3, maxv / 1e3, g / d * 100, (sc - sc0) / d * 100, rss / 1024.0, (unsigned long long)errs);
    for (int i = 0; i < na; i++) printf(" %s=%llu", act[i].w, (unsigned long long)act[i].n);
    printf("\n"); return errs && !total;
}
