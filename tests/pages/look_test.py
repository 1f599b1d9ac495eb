#!/usr/bin/env python3
"""Has a browser look at the pages of a daemon whose sources send whatever breaks pages (look.mjs says what is judged).

    tests/pages/look_test.py ARNA MODULES

MODULES is a folder in which package.json was installed. Skipped, loudly, without Chromium or Node.
"""
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

import hostile_feed

HERE = pathlib.Path(__file__).resolve().parent
SKIPPED = 77
DEADLINE = 30
PATHS = ["/", "/kk/", "/ru/", "/en/tags/hostile", "/kk/tags/hostile", "/kk/tags/many", "/ru/tags/empty", "/en/sources/hostile", "/nothing/here"]


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def has_articles(base):
    try:
        return b"many.example/999" in urllib.request.urlopen(base + "/tags/many.atom", timeout=10).read()
    except OSError:
        return False


def main():
    arna, modules = sys.argv[1], pathlib.Path(sys.argv[2])
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium or not shutil.which("node") or not (modules / "node_modules/playwright-core").exists():
        print("SKIPPED: pages are looked at only where there are chromium, node and", modules / "node_modules")
        return SKIPPED
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "hostile.xml").write_text(hostile_feed.hostile())
        (folder / "many.xml").write_text(hostile_feed.many())
        (folder / "arna.toml").write_text(hostile_feed.CONFIGURATION)
        base = f"http://127.0.0.1:{(port := free_port())}"
        environment = {**os.environ, "ARNA_DAEMON__LISTEN": f'["127.0.0.1:{port}"]', "ARNA_DAEMON__ADMIN": f'["127.0.0.1:{free_port()}"]',
                       "ARNA_DAEMON__STATE": str(folder / "state")}
        daemon = subprocess.Popen([arna, "run", "-c", folder / "arna.toml"], env=environment, stderr=subprocess.DEVNULL)
        try:
            until = time.monotonic() + DEADLINE
            while not has_articles(base):
                if time.monotonic() > until:
                    print("the daemon does not publish its articles")
                    return 1
                time.sleep(0.1)
            shutil.copy(HERE / "look.mjs", modules / "look.mjs")  # beside what it imports
            return subprocess.run(["node", modules / "look.mjs", chromium, base, *PATHS]).returncode
        finally:
            daemon.send_signal(signal.SIGTERM)
            daemon.wait(10)


if __name__ == "__main__":
    sys.exit(main())
