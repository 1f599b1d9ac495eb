#!/usr/bin/env python3
"""Follows pages of the documentation word by word: writes every block with a name (```toml NAME) to the file NAME, has
arna check it if it is TOML, runs every line that begins with "$ " in a ```console block, and compares what comes out with what the page shows, where
"…" is any text.

    tests/docs/examples_test.py ARNA PAGE…

Each page has a folder of its own with the demo's feeds in it, and a network of its own in which only loopback is up.
"""
import ctypes
import fcntl
import os
import pathlib
import re
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time

TREE = pathlib.Path(__file__).resolve().parent.parent.parent
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.M | re.S)
CLONE_NEWNET, CLONE_NEWUSER = 0x40000000, 0x10000000
SKIPPED = 77


def own_network():
    """Leaves the network of this machine for one of its own; False where that is not allowed."""
    libc = ctypes.CDLL(None, use_errno=True)
    flags = CLONE_NEWNET if os.geteuid() == 0 else CLONE_NEWNET | CLONE_NEWUSER
    if libc.unshare(flags) != 0:
        return False
    with socket.socket() as any_socket:  # SIOCSIFFLAGS: lo is up
        fcntl.ioctl(any_socket, 0x8914, struct.pack("16sh22x", b"lo", 0x1))
    return True


def commands(block):
    """Command and expected output, in turn."""
    command, expected = None, []
    for line in block.splitlines():
        if line.startswith("$ "):
            if command is not None:
                yield command, "\n".join(expected)
            command, expected = line[2:], []
        else:
            expected.append(line)
    if command is not None:
        yield command, "\n".join(expected)


def is_like(expected, output):
    """"…" alone on a line is any number of lines, within a line any text of it."""
    lines = expected.strip("\n").split("\n")
    pattern = "".join("(?:.*\n)?" if line == "…" else "[^\n]*".join(map(re.escape, line.split("…"))) + "\n" for line in lines)
    return re.fullmatch(pattern, output.strip("\n") + "\n", re.S) is not None


class Page:
    def __init__(self, arna, path):
        self.path = path
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="arna-docs-"))
        (self.folder / "bin").mkdir()
        (self.folder / "bin/arna").symlink_to(arna)
        shutil.copytree(TREE / "config/demo", self.folder / "demo")
        self.environment = {"PATH": f"{self.folder}/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME": str(self.folder),
                            "LC_ALL": "C.UTF-8", "TZ": "UTC"}
        self.background = []

    def run(self, command):
        if command.endswith(" &"):
            self.background.append(subprocess.Popen(["sh", "-c", "exec " + command[:-2]], cwd=self.folder, env=self.environment,
                                                    stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
            self.wait_for_port(int((re.findall(r"\b(\d{4})\b", command) or [8411])[-1]))
            return ""
        if re.fullmatch(r"kill %\d+", command):
            self.end(self.background.pop())
            return ""
        done = subprocess.run(["sh", "-c", command], cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=60)
        return done.stdout + done.stderr

    @staticmethod
    def wait_for_port(port):
        end = time.monotonic() + 30
        while time.monotonic() < end:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        time.sleep(1)  # the first polls of local files

    @staticmethod
    def end(process):
        process.send_signal(signal.SIGTERM)
        process.wait(20)

    def follow(self):
        """What is not as the page says it."""
        wrong = []
        for language, name, text in BLOCK.findall(self.path.read_text(encoding="utf-8")):
            if name:
                (self.folder / name).parent.mkdir(exist_ok=True)
                (self.folder / name).write_text(text, encoding="utf-8")
            if language == "toml" and name:
                (self.folder / "agency-password").write_text("x")
                checked = subprocess.run([self.folder / "bin/arna", "check", "-c", name], cwd=self.folder, env=self.environment,
                                         capture_output=True, text=True, timeout=60)
                if checked.returncode != 0:
                    wrong.append(f"{self.path.name}: {name}: {checked.stderr}")
            if language == "console":
                for command, expected in commands(text):
                    output = self.run(command)
                    if not is_like(expected, output):
                        wrong.append(f"{self.path.name}: $ {command}\nexpected:\n{expected}\ngot:\n{output}")
        return wrong

    def close(self):
        for process in self.background:
            self.end(process)
        shutil.rmtree(self.folder, ignore_errors=True)


def main():
    if not own_network():
        print("SKIPPED: no network of its own can be made here, so the pages' commands were not tried", file=sys.stderr)
        return SKIPPED
    wrong = []
    for path in sys.argv[2:]:
        page = Page(sys.argv[1], pathlib.Path(path))
        try:
            wrong += page.follow()
        finally:
            page.close()
    print(*wrong, sep="\n\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
