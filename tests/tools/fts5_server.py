#!/usr/bin/env python3
"""The plainest search server: Python's http.server over SQLite's FTS5, a thread a connection.

    tests/tools/fts5_server.py DB PORT

`/search?q=` answers a page with the best ten articles that hold every word, with snippets. DB has the table
`articles(title, body)` of FTS5. `./dev bench serve` holds `kb serve` against it.
"""
import html
import http.server
import re
import sqlite3
import sys
import threading
import urllib.parse

SEARCH = """SELECT rowid, title, snippet(articles, 1, '<b>', '</b>', '...', 32) FROM articles
            WHERE articles MATCH ? ORDER BY rank LIMIT 10"""
local = threading.local()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # an answer is sent whole

    def do_GET(self):
        if not hasattr(local, "database"):
            local.database = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query).get("q", [""])[0]
        words = " ".join(f'"{word}"' for word in re.findall(r"\w+", query))
        hits = local.database.execute(SEARCH, [words]).fetchall() if words else []
        items = "".join(f'<li><a href="/{number}">{html.escape(title)}</a> {snippet}</li>'
                        for number, title, snippet in hits)
        page = f"<html><head><title>Search</title></head><body><ol>{items}</ol></body></html>".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    http.server.ThreadingHTTPServer.request_queue_size = 128
    http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[2])), Handler).serve_forever()
