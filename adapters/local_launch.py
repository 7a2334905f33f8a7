"""Run as a script between Doorstep and a program it starts: drops root, ties the program's life to Doorstep's, becomes it.

A script, since doing this between fork and exec inside a process with threads is not safe. Imports nothing of Doorstep.
"""

import ctypes
import os
import sys

PR_SET_PDEATHSIG = 1


def end_with_parent(number: int) -> None:
    """Ask the kernel (Linux; elsewhere this does nothing) to send this process a signal when its parent dies."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, ctypes.c_ulong(number))


def launch(parent: int, number: int, uid: int, gid: int, command: list[str]) -> None:
    """Become the command, as the given account unless `uid` is this process's own."""
    if uid != os.geteuid():
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
    # Only now: the kernel forgets the request when the account changes.
    end_with_parent(number)
    if os.getppid() == parent:
        os.execv(command[0], command)  # noqa: S606 - the caller chose the program.


if __name__ == "__main__":
    launch(*(int(argument) for argument in sys.argv[1:5]), sys.argv[5:])
