#!/usr/bin/env python3
"""Serves with nginx and with Caddy as the documentation says: behind them (docs/examples), and from the static tree
(docs/static-tree.md). Names, addresses, paths and certificates are replaced, nothing else.

    tests/docs/web_servers_test.py ARNA
"""
import gzip
import http.client
import os
import pathlib
import re
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import time

TREE = pathlib.Path(__file__).resolve().parent.parent.parent
NAME = "feeds.example.kz"
SKIPPED = 77
DEADLINE = 30


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def wait_for(claim, what):
    until = time.monotonic() + DEADLINE
    while not claim():
        if time.monotonic() > until:
            raise AssertionError(f"in vain waited for {what}")
        time.sleep(0.05)


def answers(port):
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
        return True
    except OSError:
        return False


def get(port, path, fields={}, tls=False):
    if tls:
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        connection = http.client.HTTPSConnection("127.0.0.1", port, timeout=10, context=context)
    else:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers={"Host": NAME, **fields})
    answer = connection.getresponse()
    return answer, answer.read()


def expect(condition, what):
    if not condition:
        raise AssertionError(what)


def block(page, language):
    return re.search(rf"^```{language}\n(.*?)^```$", (TREE / page).read_text(), re.M | re.S).group(1)


class Nginx:
    tls = True

    def __init__(self, folder, configuration, arna_port):
        self.port = free_port()
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={NAME}", "-keyout",
                        folder / "privkey.pem", "-out", folder / "fullchain.pem"], check=True, capture_output=True)
        text = configuration.replace(f"/etc/letsencrypt/live/{NAME}", str(folder)).replace("/var/cache/nginx", str(folder))
        text = text.replace("127.0.0.1:8411", f"127.0.0.1:{arna_port}").replace("/srv/www", str(folder / "www"))
        text = re.sub(r"^ *listen \[::\]:.*\n", "", text, flags=re.M)
        text = text.replace("listen 443", f"listen 127.0.0.1:{self.port}").replace("listen 80", f"listen 127.0.0.1:{free_port()}")
        (folder / "nginx.conf").write_text(
            f"daemon off; pid {folder}/nginx.pid; error_log stderr; worker_processes 1;\n"
            + ("user root;\n" if os.geteuid() == 0 else "")
            + f"events {{}}\nhttp {{ access_log off; client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;"
            f" uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;\n{text}\n}}\n")
        self.process = subprocess.Popen(["nginx", "-p", folder, "-e", "stderr", "-c", folder / "nginx.conf"])


class Caddy:
    tls = False

    def __init__(self, folder, configuration, arna_port):
        self.port = free_port()
        text = configuration.replace(NAME + " {", f"http://{NAME}:{self.port} {{").replace("/srv/www", str(folder / "www"))
        text = text.replace("127.0.0.1:8411", f"127.0.0.1:{arna_port}")
        (folder / "Caddyfile").write_text("{\n\tadmin off\n\tauto_https off\n}\n" + text)
        environment = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
        self.process = subprocess.Popen(["caddy", "run", "--adapter", "caddyfile", "--config", folder / "Caddyfile"],
                                        env=environment, stderr=subprocess.DEVNULL)


def check_feeds(server, arna_port):
    """What holds however the feeds are served: the daemon's own bytes and types, codings, 304."""
    for path in ["/", "/kk/", "/tags/sport", "/ru/tags/sport", "/tags/sport.atom", "/tags/sport.rss", "/tags/sport.json", "/feeds.opml",
                 "/sources/qala.atom", "/en/sources/qala"]:
        own, own_bytes = get(arna_port, path)
        answer, body = get(server.port, path, tls=server.tls)
        expect(answer.status == 200, f"{path}: {answer.status}")
        expect(body == own_bytes, f"{path}: other bytes than the daemon's")
        expect(answer.getheader("Content-Type") == own.getheader("Content-Type"), f"{path}: {answer.getheader('Content-Type')}")
        expect(answer.getheader("Last-Modified") == own.getheader("Last-Modified"), f"{path}: {answer.getheader('Last-Modified')}")
        expect(answer.getheader("Cache-Control") == own.getheader("Cache-Control"), f"{path}: {answer.getheader('Cache-Control')}")
        expect(answer.getheader("X-Content-Type-Options") == "nosniff", f"{path}: no nosniff")
        packed, packed_bytes = get(server.port, path, {"Accept-Encoding": "gzip"}, server.tls)
        expect(packed.getheader("Content-Encoding") == "gzip", f"{path}: not compressed")
        expect(gzip.decompress(packed_bytes) == body, f"{path}: compressed to something else")
        for field, value in [("If-None-Match", answer.getheader("ETag")), ("If-Modified-Since", answer.getheader("Last-Modified"))]:
            again, _ = get(server.port, path, {field: value}, server.tls)
            expect(again.status == 304, f"{path} with {field}: {again.status}")
    for path in ["/tags/nothing", "/.arna-tree", "/status", "/metrics", "/tags/../.arna-tree", "/de/"]:
        answer, _ = get(server.port, path, tls=server.tls)
        expect(answer.status == 404, f"{path}: {answer.status}")
    answer, _ = get(server.port, "/kk", tls=server.tls)
    expect(answer.status == 301 and answer.getheader("Location").endswith("kk/"), "/kk is not moved")


def main():
    arna = sys.argv[1]
    servers = [(kind, program) for kind, program in [(Nginx, "nginx"), (Caddy, "caddy")]]
    missing = [program for _, program in servers if not shutil.which(program)]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        folder.chmod(0o755)
        environment = {**os.environ, "ARNA_DAEMON__LISTEN": f'["127.0.0.1:{(port := free_port())}"]',
                       "ARNA_DAEMON__ADMIN": f'["127.0.0.1:{free_port()}"]', "ARNA_DAEMON__STATE": str(folder / "state"),
                       "ARNA_DAEMON__BASE_URL": f"https://{NAME}", "ARNA_PUBLISH__DIRECTORY": str(folder / "www")}
        daemon = subprocess.Popen([arna, "run", "-c", TREE / "config/demo.toml"], env=environment, stderr=subprocess.DEVNULL)
        running = [daemon]
        try:
            wait_for(lambda: answers(port), "arna")
            wait_for(lambda: b"steppe.example" in get(port, "/tags/referendum-2026.atom")[1], "the demo's articles")
            wait_for(lambda: all((folder / "www" / file).exists() and (folder / "www" / file).read_bytes() == get(port, path)[1]
                                 for file, path in [("index.html", "/"), ("kk/index.html", "/kk/"), ("tags/sport.atom", "/tags/sport.atom"),
                                                    ("feeds.opml", "/feeds.opml")]), "the tree")
            pages = {Nginx: [(TREE / "docs/examples/nginx.conf").read_text(), block("docs/static-tree.md", "nginx"),
                             block("docs/publishing.md", "nginx").replace(
                                 "# ssl_certificate …", f"ssl_certificate {folder}/0-nginx/fullchain.pem; "
                                 f"ssl_certificate_key {folder}/0-nginx/privkey.pem;")],
                     Caddy: [(TREE / "docs/examples/Caddyfile").read_text(), block("docs/static-tree.md", "caddy"),
                             block("docs/publishing.md", "caddy")]}
            for kind, program in servers:
                if program in missing:
                    continue
                for number, configuration in enumerate(pages[kind]):
                    place = folder / f"{number}-{program}"
                    place.mkdir()
                    (place / "www").symlink_to(folder / "www")
                    server = kind(place, configuration, port)
                    running.append(server.process)
                    wait_for(lambda: answers(server.port), f"{program} with\n{configuration}")
                    try:
                        check_feeds(server, port)
                    except AssertionError as failure:
                        raise AssertionError(f"{program}, configuration {number}: {failure}") from None
                    print(f"{program}, configuration {number}: as the daemon serves")
        finally:
            for process in reversed(running):
                process.terminate()
                process.wait(10)
    if missing:
        print(f"SKIPPED in part: {' and '.join(missing)} not installed")
        return SKIPPED
    return 0


if __name__ == "__main__":
    sys.exit(main())
