#!/usr/bin/env python3
"""Asks `kb serve` while the index is published anew, and looks for answers that are not whole.

    tests/tools/published_answers.py KB [CLIENTS [PUBLICATIONS]]

CLIENTS (default 10,000) ask in turn for pages and JSON, a third of them on connections that are kept
across publications, some with the ETag of an earlier answer; meanwhile the index is published
PUBLICATIONS times (default 20), in turn by an update and by a full build. Generation N holds 20 + N
articles that all hold the word `generationN`. An answer is right if

    it holds the word of one generation alone;
    this one was the newest published when the client asked, or a newer one;
    it is the same, byte for byte but for the time it took, as any other answer of that generation.

A 304 counts as the answer whose ETag was sent. Prints how many answers each generation gave; ends 1
if an answer was wrong or failed.
"""
import collections
import http.client
import pathlib
import re
import subprocess
import sys
import tempfile
import threading

THREADS = 8
TARGETS = ("/api/search?q=printer&limit=100&facets=1", "/search?q=printer+driver", "/api/article/Q100001",
           "/article/Q100002", "/api/stats", "/api/complete?q=gener", "/error/0xc1060107",
           "/api/file/spool.dll", "/api/error/0xc1060107")


def articles(generation):
    """How many articles a generation holds: their number tells an old answer from a new one, too."""
    return 20 + generation


def article(number, generation):
    word = f"generation{generation}"
    return (f"DOCUMENT:Q{number}  07-SEP-2001  [exchange]\nTITLE   :Printer driver {number} of {word}\n"
            f"PRODUCT :Microsoft Exchange\nPROD/VER::5.5\nOPER/SYS:\nKEYWORDS:kb\n\n{'=' * 70}\nSUMMARY\n"
            f"=======\n\nThe {word} printer driver prints 0xc1060107.\n\n   Component: Printer\n\n"
            f"   File name     Version\n"
            f"   ----------------------------\n   Spool.dll     4.0.{generation}.{number - 100000}\n")


def write_generation(folder, generation):
    for number in range(100001, 100001 + articles(generation)):
        (folder / f"Q{number}.TXT").write_text(article(number, generation))


class Publications:
    """Which generations an answer may be of."""

    def __init__(self, kb, db, folder):
        self.command = [kb, "index", "--quiet", "--yes", "--db", db]
        self.folder = folder
        self.begun = self.published = 0

    def publish(self, generation):
        write_generation(self.folder, generation)
        self.begun = generation  # from here an answer may be of it
        subprocess.run(self.command + (["--full"] if generation % 2 else []) + [str(self.folder)], check=True)
        self.published = generation  # and from here it must be


class Answers:
    """The first answer of each address and generation, which all others must equal."""

    def __init__(self):
        self.first = {}
        self.tags = {}
        self.count = collections.Counter()
        self.faults = collections.Counter()
        self.lock = threading.Lock()

    def judge(self, target, status, tag, body, sent, oldest, newest):
        with self.lock:
            if status == 304:
                generation = sent[1]
            elif status != 200:
                return self.fault(target, f"status {status}: {body[:100]!r}")
            else:
                generation = self.generation_of(target, body)
            if generation is None:
                return self.fault(target, "not of one generation")
            if not oldest <= generation <= newest:
                return self.fault(target, f"of generation {generation}, not {oldest} to {newest}")
            if status == 200:
                if self.first.setdefault((target, generation), body) != body:
                    return self.fault(target, f"two answers of generation {generation}")
                self.tags[target] = (tag, generation)
            self.count[generation] += 1
            return None

    @staticmethod
    def generation_of(target, body):
        words = set(re.findall(rb"generation(\d+)", body))
        if target == "/api/stats":
            words = {b"%d" % (int(number) - articles(0)) for number in re.findall(rb'"articles":(\d+)', body)}
        elif target.startswith("/api/file"):
            words = set(re.findall(rb'"4\.0\.(\d+)\.', body))
        return int(words.pop()) if len(words) == 1 else None

    def fault(self, target, what):
        self.faults[f"{target}: {what}"] += 1


def ask(connection, target, headers):
    connection.request("GET", target, headers=headers)
    reply = connection.getresponse()
    body = re.sub(rb'"took_ms":[0-9.e+-]+', b"", reply.read())
    body = re.sub(rb"[0-9.]+ ms", b"", body)
    return reply.status, reply.getheader("ETag"), body


def be_clients(numbers, port, publications, answers):
    kept = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for number in numbers:
        target = TARGETS[number % len(TARGETS)]
        sent = answers.tags.get(target) if number % 4 == 0 else None
        is_kept = number % 3 == 0
        connection = kept if is_kept else http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        oldest = publications.published
        try:
            answer = ask(connection, target, {"If-None-Match": sent[0]} if sent else {})
            answers.judge(target, *answer, sent, oldest, publications.begun)
        except OSError as error:
            answers.fault(target, repr(error))
        except http.client.HTTPException as error:
            answers.fault(target, repr(error))
        if not is_kept:
            connection.close()


def in_order(clients, publications, last):
    """Hands out the clients' numbers; each is counted, and publications are spread over them."""
    lock = threading.Lock()
    state = {"next": 0}

    def numbers():
        while True:
            with lock:
                number = state["next"]
                if number >= clients and publications.published >= last:
                    return
                state["next"] += 1
            yield number

    def publish_all():
        for generation in range(1, last + 1):
            while state["next"] < (generation - 1) * clients // last:
                threading.Event().wait(0.005)
            publications.publish(generation)

    return numbers, publish_all


def main():
    kb = str(pathlib.Path(sys.argv[1]).resolve())
    clients = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    last = int(sys.argv[3]) if len(sys.argv) > 3 else 20
    answers = Answers()
    with tempfile.TemporaryDirectory() as box:
        folder = pathlib.Path(box, "articles")
        folder.mkdir()
        publications = Publications(kb, f"{box}/index", folder)
        publications.publish(0)
        server = subprocess.Popen([kb, "serve", "--db", f"{box}/index", "--listen", "127.0.0.1:0"],
                                  stderr=subprocess.PIPE, text=True)
        try:
            port = int(re.search(r":(\d+)/", server.stderr.readline())[1])
            numbers, publish_all = in_order(clients, publications, last)
            threads = [threading.Thread(target=be_clients, daemon=True,
                                        args=(numbers(), port, publications, answers))
                       for _ in range(THREADS)]
            for thread in threads:
                thread.start()
            publish_all()
            for thread in threads:
                thread.join()
        finally:
            server.terminate()
            ended = server.wait()
    right = sum(answers.count.values())
    wrong = sum(answers.faults.values())
    print("answers by generation:", " ".join(f"{n}:{answers.count[n]}" for n in range(last + 1)))
    print(f"{right + wrong} clients, {last} publications: {right} right, {wrong} wrong; server ended {ended}")
    for fault, times in answers.faults.most_common(20):
        print(f"WRONG {times} times: {fault}")
    return 0 if wrong == 0 and ended == 0 and right >= clients else 1


if __name__ == "__main__":
    sys.exit(main())
