"""A script between Doorstep and a program it starts: drops root, ties its life to Doorstep's, becomes the program.

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


def launch(*numbers: int, command: list[str]) -> None:
    """Become the command. The numbers are the parent's process id, the signal at its death, and the user and group."""
    parent, number, uid, gid = numbers
    if uid != os.geteuid():
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
    # Only now: the kernel forgets the request when the account changes.
    end_with_parent(number)
    if os.getppid() == parent:
        os.execv(command[0], command)  # noqa: S606 - the caller chose the program.


if __name__ == "__main__":
    launch(*map(int, sys.argv[1:5]), command=sys.argv[5:])
