"""Becomes the command it is given, which the kernel then kills when PARENT dies, however that happens.

die-with-parent.py PARENT COMMAND ARGUMENT...
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1

parent, command = int(sys.argv[1]), sys.argv[2:]
if sys.platform == "linux":
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        raise SystemExit("the parent is gone already")
os.execv(command[0], command)
