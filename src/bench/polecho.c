// SPDX-License-Identifier: Apache-2.0
// polecho: the smallest possible policy server (epoll, one thread, always DUNNO): shows the generator's own ceiling.   cc -O2 -o polecho polecho.c && ./polecho PORT
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <arpa/inet.h>
int main(int c, char **v) {
    int s = socket(AF_INET, SOCK_STREAM, 0), one = 1; setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(atoi(v[1])), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    if (bind(s, (void *)&a, sizeof a) || listen(s, 1024)) { perror("bind"); return 1; }
    int ep = epoll_create1(0); struct epoll_event e = {.events = EPOLLIN, .data.fd = s}, ev[256]; epoll_ctl(ep, EPOLL_CTL_ADD, s, &e); char b[65536];
    for (;;) { int k = epoll_wait(ep, ev, 256, -1); for (int i = 0; i < k; i++) { int f = ev[i].data.fd; if (f == s) { f = accept4(s, 0, 0, 0); setsockopt(f, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one); e.data.fd = f; epoll_ctl(ep, EPOLL_CTL_ADD, f, &e); continue; }
        int r = read(f, b, sizeof b); if (r <= 0) { close(f); continue; } if (r > 1 && b[r - 1] == '\n' && b[r - 2] == '\n') if (write(f, "action=DUNNO\n\n", 14) < 0) close(f); } }
}
