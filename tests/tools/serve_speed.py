#!/usr/bin/env python3
"""Searches a second of `kb serve`, kiwix-serve and SQLite's FTS5 behind http.server, over the same articles.

    tests/tools/serve_speed.py KB DB FOLDER [SECONDS [ROUNDS]]

FOLDER takes what is made of the articles of DB and kept for the next run: pages, their ZIM, a table of FTS5. wrk
asks each server in turn, by 4 and by 64 connections that are kept, for SECONDS (default 8), ROUNDS times (default 3):
2,000 searches for two words of a title, a whole title, one word, an error code or a file name, each for ten hits.
Prints medians: searches a second, the time that half and 99 of 100 took, and the processor time of the server
for a search, which other programs of a busy machine change little. Both are compared with kiwix-serve's.
"""
import json
import os
import pathlib
import random
import shutil
import socket
import sqlite3
import statistics
import struct
import subprocess
import sys
import time
import zlib
from urllib.parse import quote_plus

WRK = """
local targets = {}
for line in io.lines(os.getenv("KB_TARGETS")) do targets[#targets + 1] = line end
local at = 0
function request() at = at % #targets + 1 return wrk.format("GET", targets[at]) end
function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("RESULT %d %f %f %f %d\\n", summary.requests, summary.duration / 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    errors.status + errors.timeout + errors.connect + errors.read + errors.write))
end
"""


def records_of(kb, db):
    with subprocess.Popen([kb, "export", "--db", db], stdout=subprocess.PIPE) as export:
        for line in export.stdout:
            record = json.loads(line)
            yield {"title": record["title"], "body": "\n".join(one["text"] for one in record["sections"]),
                   "codes": [one["text"] for one in record["error_codes"]],
                   "files": [one["file"] for one in record["file_versions"] if one["file"]]}


def queries_of(records, count=2000):
    draw = random.Random(1)
    titled = [one for one in records if len(one["title"].split()) > 2]
    codes = [one for one in records if one["codes"]]
    files = [one for one in records if one["files"]]
    for number in range(count):
        words = draw.choice(titled)["title"].split()
        yield (" ".join(draw.sample(words, 2)), " ".join(words), max(words, key=len),
               draw.choice(draw.choice(codes)["codes"]), draw.choice(draw.choice(files)["files"]))[number % 5]


def png(side):
    """A square of one colour, as a ZIM needs a picture."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = (b"\0" + b"\x14\x53\x8c" * side) * side
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def make_zim(kb, db, folder):
    zim = folder / "kb.zim"
    if zim.exists():
        return zim
    pages = folder / "pages"
    subprocess.run([kb, "export", "--quiet", "--force", "--db", db, "--html", str(pages)], check=True)
    for path in pages.iterdir():  # the lists are no articles
        if path.is_dir() and path.name != "articles":
            shutil.rmtree(path)
    (pages / "illustration.png").write_bytes(png(48))
    made = folder / "making.zim"
    subprocess.run(["zimwriterfs", "--welcome=index.html", "--illustration=illustration.png", "--language=eng",
                    "--title=kb", "--description=kb", "--creator=kb", "--publisher=kb", "--name=kb",
                    str(pages), str(made)], check=True, stdout=subprocess.DEVNULL)
    made.rename(zim)
    return zim


def make_fts5(records, folder):
    file = folder / "fts5.sqlite"
    if not file.exists():
        made = folder / "making.sqlite"
        made.unlink(missing_ok=True)
        with sqlite3.connect(made) as database:
            database.execute("CREATE VIRTUAL TABLE articles USING fts5(title, body, tokenize='porter')")
            database.executemany("INSERT INTO articles VALUES (:title, :body)", records)
        made.rename(file)
    return file


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def processor_seconds(process):
    fields = pathlib.Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure(command, port, targets, connections, seconds, folder):
    """Searches a second, processor time for one in ms, median and 99th percentile in ms, failures."""
    (folder / "targets").write_text("\n".join(targets))
    (folder / "wrk.lua").write_text(WRK)
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        ran = subprocess.run(["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "60s", "-s",
                              str(folder / "wrk.lua"), f"http://127.0.0.1:{port}"], check=True, text=True,
                             capture_output=True, env={**os.environ, "KB_TARGETS": str(folder / "targets")})
        used = processor_seconds(server.pid)
    finally:
        server.kill()
        server.wait()
    result = next(line for line in ran.stdout.splitlines() if line.startswith("RESULT")).split()
    count, duration, middle, slow, failed = (float(number) for number in result[1:])
    return count / duration, used * 1000 / count, middle, slow, failed


def main():
    kb, db = sys.argv[1:3]
    folder = pathlib.Path(sys.argv[3])
    seconds, rounds = (int(sys.argv[4]) if len(sys.argv) > 4 else 8), (int(sys.argv[5]) if len(sys.argv) > 5 else 3)
    folder.mkdir(parents=True, exist_ok=True)
    records = list(records_of(kb, db))
    queries = [quote_plus(query) for query in queries_of(records)]
    zim, fts5 = make_zim(kb, db, folder), make_fts5(records, folder)
    here = pathlib.Path(__file__).parent

    def serve_kb(port):
        return [kb, "serve", "--db", db, "--listen", f"127.0.0.1:{port}"]

    servers = {
        "kiwix-serve": (lambda port: ["kiwix-serve", "-i", "127.0.0.1", "-p", str(port), str(zim)],
                        f"/search?content={zim.stem}&pageLength=10&pattern="),
        "http.server, FTS5": (lambda port: [sys.executable, str(here / "fts5_server.py"), str(fts5), str(port)],
                              "/search?q="),
        "kb serve, pages": (serve_kb, "/search?q="),
        "kb serve, JSON": (serve_kb, "/api/search?q="),
    }
    print("| server | clients | searches/s | times kiwix | processor ms | times less | median ms | 99 % ms "
          "| failed |\n"
          "| --- | --: | --: | --: | --: | --: | --: | --: | --: |")
    for connections in (4, 64):
        runs = {name: [] for name in servers}
        for _ in range(rounds):
            for name, (command, target) in servers.items():
                port = free_port()
                runs[name].append(measure(command(port), port, [target + query for query in queries], connections,
                                          seconds, folder))
        medians = {name: [statistics.median(column) for column in zip(*one)] for name, one in runs.items()}
        kiwix = medians["kiwix-serve"]
        for name, (rate, used, middle, slow, failed) in medians.items():
            print(f"| {name} | {connections} | {rate:.0f} | {rate / kiwix[0]:.1f} | {used:.2f} | "
                  f"{kiwix[1] / used:.1f} | {middle:.0f} | {slow:.0f} | {failed:.0f} |", flush=True)


if __name__ == "__main__":
    main()
