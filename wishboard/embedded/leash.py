"""Starts a program that ends with its parent: `leash.py SIGNAL PARENT UID:GID PROGRAM …`.

Run as a script by its path, without site packages, so that it costs about 20 ms and leaves no
trace: it becomes the program. On Linux the kernel sends SIGNAL when the parent dies, even by
kill -9. UID:GID of `-` keeps the user.
"""

import os
import signal
import sys
import threading
import time

PR_SET_PDEATHSIG = 1
ORPHANED = 86


def tie_to_parent(number: int) -> None:
    """Lets this process receive the signal when the thread that started it ends.

    Elsewhere than on Linux a watching thread notices within a second that the parent changed.
    """
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 - only the processes on a leash pay for it

        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, number)
    else:
        threading.Thread(target=_watch, args=(os.getppid(), number), daemon=True).start()


def _watch(parent: int, number: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), number)


def main() -> None:
    """Ties this process to its parent, gives up root if told to, and becomes the program."""
    number, parent, owner, *argv = sys.argv[1:]
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    linux = sys.platform == "linux"
    if linux:
        import ctypes  # noqa: PLC0415 - must be loaded before the user changes

        libc = ctypes.CDLL(None)
    if owner != "-":
        uid, gid = map(int, owner.split(":"))
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
    if linux:
        libc.prctl(PR_SET_PDEATHSIG, int(number))
        if os.getppid() != int(parent):
            sys.exit(ORPHANED)
    os.execvp(argv[0], argv)  # noqa: S606


if __name__ == "__main__":
    main()
