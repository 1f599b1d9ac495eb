"""Listens on Unix sockets and becomes arna with them, as systemd does: hand_over.py NAME=PATH… -- COMMAND…"""
import os
import socket
import sys

end = sys.argv.index("--")
names, listening = [], []
for place in sys.argv[1:end]:
    name, path = place.split("=", 1)
    names.append(name)
    listening.append(socket.socket(socket.AF_UNIX))
    listening[-1].bind(path)
    listening[-1].listen()
spare = [os.dup2(one.fileno(), 100 + n) for n, one in enumerate(listening)]
for n, descriptor in enumerate(spare):
    os.dup2(descriptor, 3 + n)
os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS=str(len(names)), LISTEN_FDNAMES=":".join(names))
os.execv(sys.argv[end + 1], sys.argv[end + 1:])
