#!/usr/bin/env python3
"""Installs the package on a booted Debian 12 and does to it what operators and accidents do.

    tests/package/boot_test.py build/package/arna_VERSION_ARCHITECTURE.deb
"""
import json
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from machine import Machine, base_tree, why_not  # noqa: E402

FEED = """<rss version="2.0"><channel><title>Дала</title><link>https://dala.example/</link><description>x</description>
<item><guid>https://dala.example/1</guid><title>Референдумға дайындық</title><pubDate>Mon, 23 Feb 2026 10:55:00 +0500</pubDate>
<description>Жаңа конституция</description></item></channel></rss>"""
TOPIC = """[[source]]
name = "dala"
path = "/srv/feeds/dala.xml"
interval = "1s"

[[tag]]
name = "Референдум"
slug = "referendum"
match = "референдум"
"""
ADDRESS = "http://127.0.0.1:8411/tags/referendum.atom"


def journal(machine, fields="MESSAGE,PRIORITY"):
    lines = machine.run(f"journalctl -u arna -o json --output-fields={fields}").stdout.splitlines()
    return [json.loads(line) for line in lines]


def newer(package, folder):
    """The same package with a higher version, as an upgrade brings it."""
    tree = folder / "newer"
    subprocess.run(["dpkg-deb", "-R", package, tree], check=True)
    control = tree / "DEBIAN/control"
    control.write_text("".join(line + "9\n" if line.startswith("Version: ") else line + "\n"
                               for line in control.read_text().splitlines()))
    subprocess.run(["dpkg-deb", "--root-owner-group", "-b", tree, folder / "newer.deb"], check=True, stdout=subprocess.DEVNULL)
    return folder / "newer.deb"


def installs_and_serves(machine, package):
    shutil.copy(package, machine.root / "arna.deb")
    machine.run("dpkg -i /arna.deb")
    assert machine.property("arna.service", "ActiveState") == "active"
    assert machine.property("arna.socket", "ActiveState") == "active"
    assert machine.run("stat -c '%U:%G %a' /etc/arna /etc/arna/arna.toml").stdout.split("\n")[:2] == ["root:arna 750", "root:arna 640"]
    machine.write("/srv/feeds/dala.xml", FEED)
    machine.write("/etc/arna/conf.d/topic.toml", TOPIC)
    machine.run("systemctl reload arna")
    machine.wait(f"curl -sf {ADDRESS} | grep -q Референдумға")
    links = pathlib.Path(__file__).parent.parent / "docs/links_test.py"
    subprocess.run([links, machine.root / "usr/share/doc/arna"], check=True)
    machine.run("HOME=/root arna check -c /usr/share/doc/arna/examples/demo.toml")
    listener = machine.run("cat /proc/1/net/tcp").stdout
    assert ":20DB" in listener, "nothing listens on port 8411"


def keeps_the_old_configuration_when_the_new_one_is_wrong(machine):
    machine.write("/etc/arna/conf.d/wrong.toml", "[[source]]\nintervall = '1h'\n")
    machine.run("systemctl reload arna", check=False)
    machine.wait("journalctl -u arna -p err -o cat | grep -q intervall")
    assert machine.property("arna.service", "ActiveState") == "active"
    machine.run(f"curl -sf {ADDRESS} | grep -q Референдумға")
    (machine.root / "etc/arna/conf.d/wrong.toml").unlink()
    machine.run("systemctl reload arna")


def has_no_privileges(machine):
    pid = machine.property("arna.service", "MainPID")
    status = dict(line.split(":\t", 1) for line in machine.run(f"cat /proc/{pid}/status").stdout.splitlines() if ":\t" in line)
    assert int(status["CapEff"], 16) == 0 and int(status["CapBnd"], 16) == 0, status["CapEff"]
    assert status["NoNewPrivs"] == "1" and status["Seccomp"] == "2"
    assert machine.run("id -un arna").stdout.strip() == "arna"
    assert machine.run(f"stat -c %U /proc/{pid}").stdout.strip() == "arna"
    assert machine.run("stat -c '%U %a' /var/lib/arna").stdout.strip() == "arna 700"
    machine.run("systemd-analyze verify --man=no /lib/systemd/system/arna.service /lib/systemd/system/arna.socket")
    exposure = machine.run("systemd-analyze security --no-pager arna.service | tail -n 1").stdout
    assert float(exposure.split("arna.service:")[1].split()[0]) <= 1.2, exposure


def survives_kill(machine):
    before = machine.run(f"curl -sf {ADDRESS}").stdout
    pid = machine.property("arna.service", "MainPID")
    machine.run(f"kill -9 {pid}")
    machine.wait(f"curl -sf --max-time 5 {ADDRESS} >/dev/null && test $(systemctl show -P MainPID arna) != {pid}", 60)
    assert machine.run(f"curl -sf {ADDRESS}").stdout == before


def serves_a_unix_socket(machine):
    machine.write("/etc/systemd/system/arna.socket.d/unix.conf", "[Socket]\nListenStream=/run/arna-http\n")
    machine.run("systemctl daemon-reload && systemctl stop arna.service arna.socket && systemctl start arna.socket arna.service")
    assert machine.run("curl -sf --unix-socket /run/arna-http http://localhost/healthz").stdout.strip() == "ok"
    machine.run(f"curl -sf {ADDRESS} | grep -q Референдумға")
    assert machine.property("arna.service", "NRestarts") == "0"


def answers_only_those_who_may_ask(machine):
    machine.run("arna list referendum | grep -q Референдумға")
    refused = machine.run("setpriv --reuid=nobody --regid=nogroup --clear-groups arna status", check=False)
    assert refused.returncode in (2, 3), refused  # it may not even read the configuration
    machine.run("chmod o+rx /etc/arna /etc/arna/conf.d && chmod o+r /etc/arna/arna.toml")
    refused = machine.run("setpriv --reuid=nobody --regid=nogroup --clear-groups arna list referendum", check=False)
    assert refused.returncode == 3 and "run it as arna: sudo -u arna arna list" in refused.stderr, refused
    machine.run("chmod o-rx /etc/arna /etc/arna/conf.d /etc/arna/arna.toml")
    machine.run("arna list referendum >&-")
    assert machine.run("stat -c %s /var/lib/arna/arna.db.lock").stdout.strip() == "0"


def is_backed_up_and_restored(machine):
    machine.run("arna backup /root/copy.db")
    assert machine.run("stat -c '%U %a' /root/copy.db").stdout.strip() == "root 600"
    assert machine.run("arna backup /root/copy.db", check=False).returncode == 3
    machine.run("mkdir /small && mount -t tmpfs -o size=64k tmpfs /small")
    short = machine.run("arna backup /small/copy.db", check=False)
    assert short.returncode == 3 and "bytes are missing in /small" in short.stderr, short
    assert machine.run("ls -A /small").stdout == ""
    machine.run("umount /small")
    assert machine.run("arna store restore /root/copy.db", check=False).returncode == 3
    machine.run("systemctl stop arna.socket arna.service && arna store restore /root/copy.db")
    assert set(machine.run("stat -c '%U' /var/lib/arna/*").stdout.split()) == {"arna"}
    machine.run("systemctl start arna.socket arna.service")
    machine.run(f"curl -sf {ADDRESS} | grep -q Референдумға")
    machine.run("arna store check")


def makes_backups_by_itself(machine):
    machine.write("/etc/arna/conf.d/backup.toml", "[store]\nbackup = '1d'\n")
    machine.run("systemctl restart arna")
    machine.wait("ls /var/lib/arna/backups | grep -Eq '^arna-[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{4}Z.db$'")
    assert machine.run("stat -c '%U %a' /var/lib/arna/backups/*.db").stdout.strip() == "arna 600"


def tells_what_is_wrong(machine):
    well = machine.run("arna doctor")
    assert "ok    daemon" in well.stdout and "\nfail" not in well.stdout, well.stdout
    machine.run("chown root: /var/lib/arna/backups")
    ill = machine.run("arna doctor", check=False)
    assert ill.returncode == 1 and "chown --reference=/var/lib/arna" in ill.stdout, ill.stdout
    machine.run("chown arna: /var/lib/arna/backups")
    machine.run("arna support /root/arna.tar.gz")
    names = machine.run("tar -xOzf /root/arna.tar.gz arna-support/versions.txt; tar -tzf /root/arna.tar.gz").stdout
    for name in ("libsqlite3", "config.toml", "status.json", "store.json", "metrics.txt", "log.txt", "doctor.txt", "os-release"):
        assert name in names, names


def takes_an_older_store_over(machine):
    machine.run("systemctl stop arna.socket arna.service && rm /var/lib/arna/arna.db")
    released = pathlib.Path(__file__).parent.parent / "daemon/store/databases/version4.sql"
    database = machine.root / "var/lib/arna/arna.db"
    with sqlite3.connect(database) as connection:
        connection.executescript(released.read_text())
    connection.close()
    machine.run("chown arna: /var/lib/arna/arna.db && chmod 600 /var/lib/arna/arna.db && systemctl start arna.socket arna.service")
    assert machine.run("stat -c '%U %a' /var/lib/arna/arna.db.before-4").stdout.strip() == "arna 600"
    machine.wait(f"curl -sf --max-time 5 {ADDRESS} | grep -q Референдумға")
    with sqlite3.connect(database) as connection:  # as a newer arna would leave it
        machine.run("systemctl stop arna.socket arna.service")
        connection.execute("PRAGMA user_version = 1000")
    connection.close()
    newer = machine.run("arna list referendum", check=False)
    assert newer.returncode == 3 and "arna store restore /var/lib/arna/arna.db.before-4" in newer.stderr, newer
    machine.run("arna store restore /var/lib/arna/arna.db.before-4 && systemctl start arna.socket arna.service")
    machine.wait(f"curl -sf --max-time 5 {ADDRESS} | grep -q Референдумға")


def is_restarted_by_the_watchdog(machine):
    machine.write("/etc/systemd/system/arna.service.d/watchdog.conf", "[Service]\nWatchdogSec=3\nRestartSec=1\n")
    machine.run("systemctl daemon-reload && systemctl restart arna")
    restarts = int(machine.property("arna.service", "NRestarts"))
    machine.run(f"kill -STOP {machine.property('arna.service', 'MainPID')}")
    machine.wait(f"test $(systemctl show -P NRestarts arna) -gt {restarts}", 120)
    machine.wait(f"curl -sf --max-time 5 {ADDRESS} >/dev/null", 60)
    assert any("watchdog" in line.get("MESSAGE", "").lower()
               for line in map(json.loads, machine.run("journalctl -u arna -o json").stdout.splitlines()))


def tells_the_journal_priorities(machine):
    of_arna = [(line["MESSAGE"], line["PRIORITY"]) for line in journal(machine) if isinstance(line.get("MESSAGE"), str)]
    assert any(message.startswith("listening") and priority == "6" for message, priority in of_arna), of_arna[-20:]
    assert any("intervall" in message and priority == "3" for message, priority in of_arna)
    assert not any(message.startswith("<") for message, _ in of_arna)


def stops_within_five_seconds(machine):
    began = float(machine.run("cut -d' ' -f1 /proc/uptime").stdout)
    machine.run("systemctl stop arna.service")
    assert float(machine.run("cut -d' ' -f1 /proc/uptime").stdout) - began < 5
    assert machine.property("arna.service", "Result") == "success"
    machine.run(f"curl -sf --max-time 20 {ADDRESS} >/dev/null")  # the socket starts it again
    assert machine.property("arna.service", "ActiveState") == "active"


def keeps_its_directory_when_root_asks_first(machine):
    machine.run("systemctl stop arna.socket arna.service && mv /var/lib/arna /var/lib/kept")
    assert machine.run("arna token new nothing --for A", check=False).returncode == 2
    assert machine.run("test -e /var/lib/arna", check=False).returncode == 1, "what cannot be done makes no store"
    machine.run("arna poll")
    assert machine.run("stat -c '%U %a' /var/lib/arna").stdout.strip() == "arna 700"
    assert set(machine.run("stat -c '%U' /var/lib/arna/*").stdout.split()) == {"arna"}
    machine.run("rm -r /var/lib/arna && mv /var/lib/kept /var/lib/arna && systemctl start arna.socket arna.service")


def keeps_edits_at_an_upgrade(machine, package):
    shutil.copy(package, machine.root / "newer.deb")
    machine.run("echo '# mine' >> /etc/arna/arna.toml && chmod 0600 /etc/arna/arna.toml")
    machine.run("dpkg --force-confdef --force-confold -i /newer.deb")
    assert machine.run("tail -n 1 /etc/arna/arna.toml").stdout == "# mine\n"
    assert machine.run("stat -c %a /etc/arna/arna.toml").stdout.strip() == "600"
    machine.run("chmod 0640 /etc/arna/arna.toml")
    machine.wait(f"curl -sf --max-time 5 {ADDRESS} | grep -q Референдумға")
    machine.run("systemctl stop arna.service arna.socket")
    machine.run("dpkg --force-confdef --force-confold -i /newer.deb")
    assert machine.property("arna.service", "ActiveState") == "inactive", "an upgrade started what was stopped"


def is_removed_and_purged(machine):
    machine.run("dpkg -r arna")
    machine.run("test -e /etc/arna/arna.toml && test -e /var/lib/arna/arna.db")
    machine.run("dpkg --purge arna")
    machine.run("test ! -e /etc/arna && test ! -e /var/lib/arna")


def main():
    package = pathlib.Path(sys.argv[1])
    if reason := why_not():
        print(f"SKIPPED: the package was not tried on a booted machine: {reason}", file=sys.stderr)
        return 77
    with tempfile.TemporaryDirectory() as folder, Machine(base_tree(package)) as machine:
        steps = [
            (installs_and_serves, package), (keeps_the_old_configuration_when_the_new_one_is_wrong,), (has_no_privileges,),
            (survives_kill,), (serves_a_unix_socket,), (answers_only_those_who_may_ask,), (is_backed_up_and_restored,),
            (makes_backups_by_itself,), (tells_what_is_wrong,), (takes_an_older_store_over,), (is_restarted_by_the_watchdog,), (tells_the_journal_priorities,),
            (stops_within_five_seconds,), (keeps_its_directory_when_root_asks_first,),
            (keeps_edits_at_an_upgrade, newer(package, pathlib.Path(folder))), (is_removed_and_purged,)]
        for step, *arguments in steps:
            try:
                step(machine, *arguments)
            except (AssertionError, subprocess.SubprocessError) as wrong:
                log = machine.run("systemctl status --no-pager arna.service arna.socket; journalctl -u arna -o short --no-pager | tail -n 40", check=False)
                print(f"FAILED: {step.__name__}: {wrong}\n{log.stdout}", file=sys.stderr)
                return 1
            print(f"ok: {step.__name__.replace('_', ' ')}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
