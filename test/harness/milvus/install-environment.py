"""Makes a virtual environment once, whoever else wants it at the same time.

install-environment.py FOLDER PACKAGES-AS-JSON [SCRIPT-TO-RUN-THEN...]

The lock belongs to the open file, which pip inherits: it is free when everybody who may still write is gone, also after
a kill. What such a kill left half-way is made again; the file `ready` is written last.
"""

import fcntl
import json
import pathlib
import shutil
import subprocess
import sys

folder, packages = pathlib.Path(sys.argv[1]), json.loads(sys.argv[2])
ready = folder / "ready"
folder.parent.mkdir(parents=True, exist_ok=True)


def has_pip():
    """Whether the pip of this Python can install elsewhere (from 22.3): one more takes five seconds to unpack and compile."""
    told = subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True, text=True).stdout.split()
    return len(told) > 1 and tuple(map(int, told[1].split(".")[:2])) >= (22, 3)


def install(lock):
    def run(*command):
        done = subprocess.run(command, pass_fds=[lock.fileno()], capture_output=True, text=True)
        if done.returncode != 0:
            # The last line of pip is an offer to upgrade it or empty; its errors are marked.
            errors = [line for line in done.stderr.splitlines() if "ERROR" in line] or done.stderr.splitlines()[-1:]
            raise SystemExit(" ".join(errors) or f"{command[0]} ended with {done.returncode}")

    shutil.rmtree(folder, ignore_errors=True)
    python = folder / "bin" / "python"
    if has_pip():
        run(sys.executable, "-m", "venv", "--without-pip", folder)
        pip = [sys.executable, "-m", "pip", "--python", python]
    else:
        run(sys.executable, "-m", "venv", folder)
        pip = [python, "-m", "pip"]
    if packages:
        run(*pip, "install", "--quiet", "--disable-pip-version-check", *packages)
    for script in sys.argv[3:]:
        run(python, script, folder)
    ready.write_text("\n".join(packages) + "\n")


with open(f"{folder}.lock", "w") as lock:
    fcntl.flock(lock, fcntl.LOCK_EX)
    if not ready.exists():
        install(lock)
