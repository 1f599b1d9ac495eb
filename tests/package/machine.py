"""A Debian 12 machine in a container: made once with debootstrap, copied for each run, booted with a systemd of its own, and
without a network but its own loopback interface."""
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time

CACHE = pathlib.Path(os.environ.get("XDG_CACHE_HOME", pathlib.Path.home() / ".cache")) / "arna"
PACKAGES = "systemd,systemd-sysv,dbus,libpam-systemd,curl,ca-certificates,tzdata,init-system-helpers"


def why_not():
    """What is missing on this host to run one; empty if nothing is."""
    if os.geteuid() != 0:
        return "it needs root"
    missing = [tool for tool in ("debootstrap", "systemd-nspawn", "nsenter") if shutil.which(tool) is None]
    return f"there is no {', '.join(missing)}" if missing else ""


def base_tree(package):
    """A tree with everything that `package` depends on, but not the package itself."""
    depends = subprocess.run(["dpkg-deb", "-f", package, "Depends"], check=True, capture_output=True, text=True).stdout
    names = sorted({alternative.split("|")[0].split("(")[0].strip() for alternative in depends.split(",")})
    stamp = "\n".join([PACKAGES, *names])
    tree = CACHE / "bookworm"
    if (tree / "arna-depends").exists() and (tree / "arna-depends").read_text() == stamp:
        return tree
    shutil.rmtree(tree, ignore_errors=True)
    tree.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["debootstrap", "--variant=minbase", f"--include={PACKAGES}", "bookworm", tree], check=True,
                   stdout=subprocess.DEVNULL)
    # apt knows which package provides a name that none has; debootstrap does not.
    subprocess.run(["chroot", tree, "apt-get", "install", "-y", "-q", "--no-install-recommends", *names], check=True,
                   stdout=subprocess.DEVNULL, env={"DEBIAN_FRONTEND": "noninteractive", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"})
    (tree / "arna-depends").write_text(stamp)
    return tree


class Machine:
    """A booted copy of `tree`. Use it in a with statement."""

    def __init__(self, tree):
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="arna-machine-")) / "root"
        subprocess.run(["cp", "-a", "--reflink=auto", tree, self.root], check=True)

    def __enter__(self):
        self.nspawn = subprocess.Popen(
            ["systemd-nspawn", "--quiet", "--boot", "--register=no", "--keep-unit", "--private-network", "--console=pipe",
             f"--directory={self.root}"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.init = self._init()
        self.wait("systemctl is-system-running | grep -Eq 'running|degraded'", 120)
        return self

    def __exit__(self, *_):
        if self.nspawn.poll() is None:
            self.nspawn.send_signal(signal.SIGTERM)  # nspawn asks the machine to power off
            try:
                self.nspawn.wait(60)
            except subprocess.TimeoutExpired:
                self.nspawn.kill()
                self.nspawn.wait()
        shutil.rmtree(self.root.parent, ignore_errors=True)

    def _init(self):
        """The process that is number 1 inside."""
        for _ in range(600):
            children = subprocess.run(["pgrep", "-P", str(self.nspawn.pid)], capture_output=True, text=True).stdout.split()
            for child in children:
                command = pathlib.Path(f"/proc/{child}/comm").read_text().strip()
                if command in ("systemd", "init"):
                    return child
            if self.nspawn.poll() is not None:
                raise RuntimeError("systemd-nspawn ended")
            time.sleep(0.1)
        raise RuntimeError("the machine does not boot")

    def run(self, command, check=True):
        """Runs a shell command inside; gives its result with output as text."""
        done = subprocess.run(["nsenter", "-t", self.init, "-m", "-u", "-i", "-n", "-p", "-r", "-w", "env", "-i",
                               "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8", "sh", "-c", command],
                              capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=300)
        if check and done.returncode != 0:
            raise AssertionError(f"{command}: exit {done.returncode}\n{done.stdout}{done.stderr}")
        return done

    def wait(self, command, seconds=30):
        """Runs a command until it succeeds; an AssertionError when that takes too long."""
        end = time.monotonic() + seconds
        while (done := self.run(command, check=False)).returncode != 0:
            if time.monotonic() > end:
                raise AssertionError(f"not within {seconds} s: {command}\n{done.stdout}{done.stderr}")
            time.sleep(0.2)

    def write(self, path, text, mode=0o644):
        file = self.root / path.lstrip("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        file.chmod(mode)

    def property(self, unit, name):
        return self.run(f"systemctl show -P {name} {unit}").stdout.strip()
