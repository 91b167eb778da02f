#!/usr/bin/env python3
"""Abuses `kb serve`, and measures what others notice.

    tests/tools/abused_server.py KB [DB]

Serves DB, else the sample articles. Under each kind of abuse it sends fresh requests on connections of their own:
they must be answered. Prints a row for each kind: what became of the abuser, the median and the slowest
fresh request, how many took more than 50 ms, the memory of the server. Ends 1 if a fresh request failed, an abuser was let go on, a bad
request was answered as a good one, or memory grew by more than 32 MB.
"""
import os
import pathlib
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time

FRESH = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
HEAD = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n"
MOST_GROWTH = 32  # MB


def bad_requests():
    """Requests of which none may be answered with 200."""
    host = b"Host: localhost\r\n"
    for method in ("PUT", "DELETE", "TRACE", "CONNECT", "OPTIONS", "PATCH", "PROPFIND", "POST", "get", "BREW"):
        yield f"method {method}", method.encode() + b" /help HTTP/1.1\r\n" + host + b"Content-Length: 0\r\n\r\n"
    for name in ("evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "[::1].evil", "127.0.0.1@evil",
                 "0.0.0.0", "localhost:99999999", "127.1.evil:80", "", "a b", "10.0.0.1", "[fe80::1]"):
        yield f"host {name}", b"GET /help HTTP/1.1\r\nHost: " + name.encode() + b"\r\n\r\n"
    yield "no host", b"GET /help HTTP/1.1\r\n\r\n"
    yield "two hosts", b"GET /help HTTP/1.1\r\n" + host + host + b"\r\n"
    yield "another authority", b"GET http://evil.example/help HTTP/1.1\r\n" + host + b"\r\n"
    for path in ("/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc/passwd", "//etc/passwd",
                 "/\\..\\boot.ini", "/%00", "/help%00", "/%", "/%zz", "/%c0%ae%c0%ae/", "/style.css/..", "/help/",
                 "/article/", "/article/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "/api/article/..%5c..%5cboot.ini",
                 "/api/nothing", "/api/",
                 "/" + "a" * 8000, "/search?q=" + "a" * 2000, "/api/search?q=a&limit=-1", "/api/search?q=a&limit=1e9",
                 "/api/search?q=a&sort=up", "/api/search?q=%zz", "/api/search", "/api/error/" + "f" * 400,
                 "/api/file/" + "f" * 400, "/api/search?q=a&offset=99999999999999999999", "*", "help"):
        yield f"address {path[:30]}", b"GET " + path.encode() + b" HTTP/1.1\r\n" + host + b"\r\n"
    yield "a foreign page", b"GET /api/stats HTTP/1.1\r\n" + host + b"Sec-Fetch-Site: cross-site\r\n\r\n"
    yield "a negative length", b"POST /api/triage HTTP/1.1\r\n" + host + b"Content-Length: -1\r\n\r\n"
    yield "two lengths", (b"POST /api/triage HTTP/1.1\r\n" + host +
                          b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab")
    yield "a length of terabytes", b"POST /api/triage HTTP/1.1\r\n" + host + b"Content-Length: 9999999999999\r\n\r\n"
    yield "a text from another site", (b"POST /triage HTTP/1.1\r\n" + host + b"Origin: http://evil.example\r\n"
                                       b"Content-Length: 6\r\n\r\ntext=a")
    yield "chunks that are none", (b"POST /api/triage HTTP/1.1\r\n" + host +
                                   b"Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n")
    yield "a length and chunks", (b"POST /api/triage HTTP/1.1\r\n" + host +
                                  b"Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n")
    yield "no version", b"GET /help\r\n\r\n"
    yield "version 9.9", b"GET /help HTTP/9.9\r\n" + host + b"\r\n"
    yield "no HTTP", bytes(range(256)) * 8
    yield "a TLS hello", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(500)


class Server:
    def __init__(self, kb, db):
        self.process = subprocess.Popen([kb, "serve", "--db", db, "--listen", "127.0.0.1:0"], stderr=subprocess.PIPE,
                                        text=True)
        self.port = int(re.search(r":(\d+)/", self.process.stderr.readline())[1])

    def connect(self):
        return socket.create_connection(("127.0.0.1", self.port), timeout=20)

    def memory(self, which="VmRSS"):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(which + r":\s+(\d+)", status)[1]) / 1024

    def fresh(self):
        """Milliseconds until a request on a connection of its own is answered; None if it is not."""
        begin = time.monotonic()
        try:
            with self.connect() as one:
                one.sendall(FRESH)
                answer = one.recv(64)
        except OSError:
            return None
        return (time.monotonic() - begin) * 1000 if answer.startswith(b"HTTP/1.1 200") else None


def is_cut(connection, seconds):
    connection.settimeout(seconds)
    try:
        while connection.recv(65536):
            pass
        return True
    except TimeoutError:
        return False
    except OSError:
        return True


def status_of(connection, seconds):
    """The status of the answer; 0 if the connection is closed without one, None if nothing happens."""
    connection.settimeout(seconds)
    try:
        answer = connection.recv(4096)
    except TimeoutError:
        return None
    except OSError:
        return 0
    found = re.match(rb"HTTP/1\.[01] (\d+)", answer)
    return int(found[1]) if found else 0


def silent(server):
    connections = [server.connect() for _ in range(50)]
    yield 2  # seconds in which fresh requests are measured
    cut = sum(is_cut(one, 12) for one in connections)
    yield f"{cut} of 50 cut", cut == 50


def dripping(server):
    connections = [server.connect() for _ in range(20)]
    for one in connections:
        one.sendall(HEAD + b"X-Slow: ")
    stop = threading.Event()

    def drip():
        while not stop.wait(1):
            for one in connections:
                try:
                    one.sendall(b"x")
                except OSError:
                    pass

    dripper = threading.Thread(target=drip)
    dripper.start()
    yield 9
    stop.set()
    dripper.join()
    cut = sum(is_cut(one, 1) for one in connections)
    yield f"{cut} of 20 cut", cut == 20


def endless(pieces):
    """Sends HEAD and the pieces, until the server has enough of it."""
    def abuse(server):
        sent = [0]
        status = []

        def send():
            with server.connect() as one:
                try:
                    one.sendall(HEAD)
                    for piece in pieces():
                        one.sendall(piece)
                        sent[0] += len(piece)
                except OSError:
                    pass
                status.append(status_of(one, 10))

        sender = threading.Thread(target=send)
        sender.start()
        yield 2
        sender.join()
        yield f"status {status[0]} after {sent[0] / 1024:.0f} KB", status[0] in (0, 400, 413, 431)
    return abuse


def malformed(server):
    answered = []

    def send():
        for name, request in bad_requests():
            with server.connect() as one:
                one.sendall(request)
                answered.append((name, status_of(one, 20)))

    sender = threading.Thread(target=send)
    sender.start()
    yield 2
    sender.join()
    wrong = [f"{name}: {status}" for name, status in answered if status in (None, 500) or 200 <= status < 300]
    for one in wrong:
        print(f"WRONG: {one}")
    statuses = sorted({status for _, status in answered if status})
    yield f"{len(answered) - len(wrong)} of {len(answered)} refused ({', '.join(map(str, statuses))})", not wrong


ABUSES = (
    ("nothing", None),
    ("50 silent connections", silent),
    ("20 connections that drip a byte a second", dripping),
    ("a header of 64 MB", endless(lambda: [b"X: "] + [b"x" * 65536] * 1024 + [b"\r\n\r\n"])),
    ("200,000 headers", endless(lambda: [b"".join(b"X-%d: y\r\n" % (i + j) for j in range(1000))
                                         for i in range(0, 200_000, 1000)] + [b"\r\n"])),
    ("bad requests", malformed),
)


def measure(server, seconds):
    times = []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        times.append(server.fresh())
        time.sleep(0.02)
    return times


def abuse(server, name, kind):
    before = server.memory()
    steps = kind(server) if kind else iter((2, ("-", True)))
    times = measure(server, next(steps))
    became, right = next(steps)
    good = [one for one in times if one is not None]
    print(f"| {name} | {became} | {len(times)} | {statistics.median(good or [0]):.1f} | {max(good or [0]):.0f} | "
          f"{sum(one > 50 for one in good)} | "
          f"{server.memory():.0f} |", flush=True)
    return right and len(good) == len(times) and server.memory() - before < MOST_GROWTH


def main():
    kb = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as box:
        db = sys.argv[2] if len(sys.argv) > 2 else f"{box}/index"
        if len(sys.argv) < 3:
            subprocess.run([kb, "index", "--quiet", "--db", db], check=True)
        server = Server(kb, db)
        print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors\n\n"
              "| abuse | what became of it | fresh requests | median ms | slowest ms | over 50 ms "
              "| memory MB |\n| --- | --- | --: | --: | --: | --: | --: |")
        try:
            held = [abuse(server, name, kind) for name, kind in ABUSES]
            print(f"\nmemory at its peak: {server.memory('VmHWM'):.0f} MB")
        finally:
            server.process.terminate()
            ended = server.process.wait()
    return 0 if all(held) and ended == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
