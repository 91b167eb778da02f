#!/usr/bin/env python3
"""Compares what `kb serve` answers with what the commands print, over an index of any size.

    tests/tools/same_answers.py KB DB [SEED]

Draws 300 queries, 100 articles (every tenth one that is only cited), 50 error codes and 50 files from
the articles of DB, and asks each by the API and by the command. The bytes must be equal, but for the
time a search took. Prints how many were; ends 1 if any differed.
"""
import http.client
import json
import random
import re
import subprocess
import sys
from urllib.parse import quote, urlencode

ORDERS = ("relevance", "newest", "oldest", "id")


def records_of(kb, db):
    with subprocess.Popen([kb, "export", "--db", db], stdout=subprocess.PIPE) as export:
        return [json.loads(line) for line in export.stdout]


def misspelt(draw, text):
    at = draw.randrange(len(text))
    return text[:at] + text[at + 1:]


def query_from(draw, records):
    record = draw.choice(records)
    words = record["title"].split()
    section = draw.choice(record["sections"])["text"].split() if record["sections"] else words
    begin = draw.randrange(max(1, len(section) - 6))
    kinds = [record["title"], " ".join(draw.sample(words, min(2, len(words)))), " ".join(section[begin:begin + 6]),
             '"' + " ".join(words[:3]) + '"', misspelt(draw, " ".join(words[:3])), f"+{words[0]} -{words[-1]}",
             f"title:{words[-1]} date:1999..2001", f"{words[0][:4]}* OR {words[-1]}"]
    kinds += [f'product:"{name}" {words[-1]}' for name in record["products"][:1]]
    kinds += [code["text"] for code in record["error_codes"][:1]]
    kinds += [row["file"] for row in record["file_versions"][:1]]
    return draw.choice(kinds)


def search_from(draw, records):
    query = query_from(draw, records)
    limit, offset = draw.choice((1, 10, 10, 50)), draw.choice((0, 0, 0, 10))
    order, facets = draw.choice(ORDERS), draw.random() < 0.3
    asked = {"q": query, "limit": limit, "offset": offset, "sort": order, **({"facets": 1} if facets else {})}
    options = ["--limit", str(limit), "--offset", str(offset), "--sort", order] + (["--facets"] if facets else [])
    return "/api/search?" + urlencode(asked), ["search", *options, "--", query]


def questions(draw, records):
    """Pairs of an address and a command for each kind."""
    held = {record["id"] for record in records}
    cited = sorted({one["id"] for record in records for one in record["references"]} - held)
    codes = sorted({code["canonical"] for record in records for code in record["error_codes"]})
    files = sorted({row["file"] for record in records for row in record["file_versions"] if row["file"]})
    numbers = sorted(name for name in held if name)
    articles = [draw.choice(cited if cited and n % 10 == 0 else numbers) for n in range(100)]
    yield "queries", [search_from(draw, records) for _ in range(300)]
    yield "articles", [(f"/api/article/{name}", ["show", name]) for name in articles]
    yield "codes", [(f"/api/error/{quote(code, safe='')}", ["error", "--", code])
                    for code in draw.sample(codes, min(50, len(codes)))]
    yield "files", [(f"/api/file/{quote(file, safe='')}", ["file", "--", file])
                    for file in draw.sample(files, min(50, len(files)))]


def without_time(text):
    return re.sub(rb'"took_ms":[0-9.e+-]+', b'"took_ms":0', text)


def compare(kb, db, port, asked):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for address, command in asked:
        connection.request("GET", address)
        served = without_time(connection.getresponse().read())
        printed = subprocess.run([kb, command[0], "--json", "--db", db, *command[1:]], capture_output=True,
                                 check=False).stdout
        if without_time(printed) != served:
            print(f"DIFFERS: {address}\n  kb {' '.join(command)}\n  {served[:300]!r}\n  {printed[:300]!r}")
            yield address


def main():
    kb, db = sys.argv[1:3]
    draw = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    records = records_of(kb, db)
    server = subprocess.Popen([kb, "serve", "--db", db, "--listen", "127.0.0.1:0"], stderr=subprocess.PIPE, text=True)
    differing = 0
    try:
        port = int(re.search(r":(\d+)/", server.stderr.readline())[1])
        for kind, asked in questions(draw, records):
            differ = len(list(compare(kb, db, port, asked)))
            print(f"{len(asked) - differ} of {len(asked)} {kind} equal")
            differing += differ
    finally:
        server.terminate()
        server.wait()
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
