/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The lab's clock: preloaded into the mail daemons, it adds an offset to the time of day.
 *
 * The offset lies in a file of two 64-bit numbers that the player rewrites: microseconds to add, and the second in
 * which the lab began.  The file is mapped when a program starts, so a daemon that goes into a chroot keeps it.
 *
 * Files: the kernel stamps them with the true time, which lies ahead of the lab's.  A stamp made since the lab began
 * is therefore shown as two seconds ago (Postfix reads a younger main.cf again and again); stamps that Postfix sets by itself (the next try of a deferred message) are
 * lab time already and stay.  fsync() does nothing: the lab's mail is not worth waiting for.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

struct lab_clock {
    int64_t offset;             /* microseconds */
    int64_t began;              /* seconds, true time */
};

static const volatile struct lab_clock *lab;

__attribute__((constructor)) static void find_clock(void)
{
    const char *path = getenv("ARGINE_LAB_CLOCK");
    int     fd = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;

    if (fd < 0)
        return;
    void   *map = mmap(0, sizeof(struct lab_clock), PROT_READ, MAP_SHARED, fd, 0);

    close(fd);
    if (map != MAP_FAILED)
        lab = map;
}

static void shift(int64_t *seconds, int64_t *microseconds)
{
    int64_t all = *seconds * 1000000 + *microseconds + (lab ? lab->offset : 0);

    *seconds = all / 1000000;
    *microseconds = all % 1000000;
}

int     clock_gettime(clockid_t id, struct timespec *out)
{
    int     result = syscall(SYS_clock_gettime, id, out);

    if (result == 0 && (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE)) {
        int64_t s = out->tv_sec, us = out->tv_nsec / 1000;

        shift(&s, &us);
        out->tv_sec = s;
        out->tv_nsec = us * 1000 + out->tv_nsec % 1000;
    }
    return result;
}

int     gettimeofday(struct timeval *restrict out, void *restrict zone)
{
    struct timespec now;

    (void) zone;
    clock_gettime(CLOCK_REALTIME, &now);
    out->tv_sec = now.tv_sec;
    out->tv_usec = now.tv_nsec / 1000;
    return 0;
}

time_t  time(time_t *out)
{
    struct timespec now;

    clock_gettime(CLOCK_REALTIME, &now);
    if (out)
        *out = now.tv_sec;
    return now.tv_sec;
}

static void not_ahead(struct timespec *stamp)
{
    if (lab && lab->offset < 0 && stamp->tv_sec >= lab->began) {
        time_t  now = time(0) - 2;

        if (stamp->tv_sec > now)
            stamp->tv_sec = now, stamp->tv_nsec = 0;
    }
}

static int corrected(int result, struct stat *st)
{
    if (result == 0) {
        not_ahead(&st->st_atim);
        not_ahead(&st->st_mtim);
        not_ahead(&st->st_ctim);
    }
    return result;
}

int     fstatat(int dir, const char *path, struct stat *st, int flags)
{
    return corrected(syscall(SYS_newfstatat, dir, path, st, flags), st);
}

int     stat(const char *path, struct stat *st)
{
    return fstatat(AT_FDCWD, path, st, 0);
}

int     lstat(const char *path, struct stat *st)
{
    return fstatat(AT_FDCWD, path, st, AT_SYMLINK_NOFOLLOW);
}

int     fstat(int fd, struct stat *st)
{
    return fstatat(fd, "", st, AT_EMPTY_PATH);
}

int     fsync(int fd)
{
    (void) fd;
    return 0;
}

int     fdatasync(int fd)
{
    return fsync(fd);
}
