#!/usr/bin/env python3
"""Overwrites the sources of an index while `kb index` reads them, and looks for lasting losses.

    tests/tools/rewritten_sources.py KB [ROUNDS [KIND...]]

In every round a source of one kind (file, folder, tar, tar.gz, zip) is rewritten again and again in
one way (cp, mv, truncate, append) while `kb index` runs. Then the rewriting ends and `kb index` runs
once more: the index must say of the source what `kb parse` says. ROUNDS (default 300) is the number
for each kind; the ways take turns. Prints a row for each kind and way; ends 1 if an article was
lost or stayed old.
"""
import gzip
import io
import os
import random
import shutil
import subprocess
import sys
import tarfile
import tempfile
import threading
import time
import zipfile

KINDS = ("file", "folder", "tar", "tar.gz", "zip")
WAYS = ("cp", "mv", "truncate", "append")
ARTICLES = 100
BATCH = 25  # rounds that wait together until their sources are old enough to be settled
SETTLED = 2.2  # seconds


def article(number, word):
    ruler = "=" * 70
    text = f"SUMMARY\n=======\n\nThe spooler says {word}.\n\n" * 40
    return (f"DOCUMENT:Q{number}  07-SEP-2001  [exchange]\nTITLE   :Article {number} is {word}\n"
            f"PRODUCT :Microsoft Exchange\nPROD/VER::5.5\nOPER/SYS:\nKEYWORDS:kb\n\n{ruler}\n{text}")


def articles(word):
    return {f"Q{number}.TXT": article(number, word).encode()
            for number in range(100001, 100001 + ARTICLES)}


def tar_of(files):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
    return out.getvalue()


def zip_of(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


def images(kind, word):
    """What lies on the disk: {name: bytes}, one file for all kinds but a folder."""
    files = articles(word)
    if kind == "folder":
        return files
    if kind == "file":
        return {"Q100001.TXT": files["Q100001.TXT"]}
    if kind == "zip":
        return {"a.zip": zip_of(files)}
    data = tar_of(files)
    return {"a.tar": data} if kind == "tar" else {"a.tar.gz": gzip.compress(data, 1)}


class Round:
    """One source with its index, in a folder of its own."""

    def __init__(self, kb, folder, kind, way, seed):
        self.kb, self.kind, self.way = kb, kind, way
        self.random = random.Random(seed)
        self.folder = folder
        self.source = os.path.join(folder, "in")
        os.makedirs(self.source)
        # Both words have the same length: no size tells the versions apart.
        self.versions = [images(kind, word) for word in ("alphabet", "gamecube")]
        self.versions.append({name: self.longer(data) for name, data in self.versions[0].items()})
        for name, data in self.versions[0].items():
            self.write(name, data)
        self.index()

    def longer(self, data):
        more = {"Q200001.TXT": article(200001, "appended").encode()}
        if self.kind in ("file", "folder"):
            return data + b"The spooler was appended to.\n"
        if self.kind == "tar.gz":
            return data + gzip.compress(tar_of(more), 1)
        out = io.BytesIO(data)
        if self.kind == "tar":
            with tarfile.open(fileobj=out, mode="a") as tar:
                for name, text in more.items():
                    member = tarfile.TarInfo(name)
                    member.size = len(text)
                    tar.addfile(member, io.BytesIO(text))
        else:
            with zipfile.ZipFile(out, "a", zipfile.ZIP_STORED) as archive:
                for name, text in more.items():
                    archive.writestr(zipfile.ZipInfo(name), text)
        return out.getvalue()

    def path(self, name):
        return os.path.join(self.source, name)

    def write(self, name, data):
        with open(self.path(name), "wb") as out:
            out.write(data)

    def run(self, *arguments):
        return subprocess.run([self.kb, "--db", os.path.join(self.folder, "index"), *arguments],
                              cwd=self.folder, capture_output=True, timeout=120, check=False)

    def index(self):
        return self.run("index", "--quiet", "--yes", "in")

    def rewrite(self, name, data):
        if self.way == "cp":
            self.write(name, data)
        elif self.way == "mv":
            with open(self.path(".new"), "wb") as out:
                out.write(data)
            os.replace(self.path(".new"), self.path(name))
        elif self.way == "truncate":
            os.truncate(self.path(name), self.random.choice((0, len(data) // 2)))
            with open(self.path(name), "r+b", buffering=0) as out:
                for at in range(0, len(data), max(1, len(data) // 3)):
                    out.write(data[at:at + max(1, len(data) // 3)])
            os.truncate(self.path(name), len(data))
        else:
            self.append(name, data)

    def append(self, name, data):
        """Grows the first version to the longer one in place, or cuts it back."""
        first = self.versions[0][name]
        common = os.path.commonprefix([first, data])
        with open(self.path(name), "r+b", buffering=0) as out:
            out.seek(len(common))
            out.write(data[len(common):])
            out.truncate(len(data))

    def rewrite_until(self, done):
        """Ends with a version that is drawn anew in every round."""
        choices = (0, 2) if self.way == "append" else (0, 1)
        last = self.random.choice(choices)
        time.sleep(self.random.random() * 0.01)
        version = choices[1]
        while True:
            ending = done.is_set() or self.random.random() < 0.02
            version = last if ending else choices[1] if version == choices[0] else choices[0]
            for name, data in self.versions[version].items():
                self.rewrite(name, data)
            if ending:
                return
            time.sleep(self.random.random() * self.random.choice((0.0005, 0.003)))

    def play(self):
        """True if the index is what the source is, at the latest after one more run."""
        done = threading.Event()
        writer = threading.Thread(target=self.rewrite_until, args=(done,))
        writer.start()
        first = self.index()
        done.set()
        writer.join()
        second = self.index()
        for ran in (first, second):
            if ran.returncode not in (0, 2):
                print(f"kb index ended {ran.returncode}: {ran.stderr.decode()}")
                return False
        exported = self.exported()
        return bool(exported) and exported == self.parsed()

    def exported(self):
        return sorted(self.run("export").stdout.splitlines())

    def parsed(self):
        return sorted(self.run("parse", "--quiet", "--json", "in").stdout.splitlines())


def play_batch(kb, kind, way, seeds):
    """The number of rounds that were lost for good."""
    with tempfile.TemporaryDirectory(prefix="kb-rewritten-") as folder:
        rounds = [Round(kb, os.path.join(folder, str(seed)), kind, way, seed) for seed in seeds]
        time.sleep(SETTLED)
        lost = 0
        for one in rounds:
            if not one.play():
                lost += 1
            shutil.rmtree(one.folder)
        return lost


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    kb = os.path.abspath(sys.argv[1])
    total = int(sys.argv[2]) if len(sys.argv) > 2 else 300
    lost_in_all = 0
    for kind in sys.argv[3:] or KINDS:
        for nth, way in enumerate(WAYS):
            rounds = total // len(WAYS) + (nth < total % len(WAYS))
            lost = 0
            for begin in range(0, rounds, BATCH):
                lost += play_batch(kb, kind, way, range(begin, min(begin + BATCH, rounds)))
            lost_in_all += lost
            print(f"{kind:7} {way:9} {rounds:5} rounds {lost:3} lost", flush=True)
    return 1 if lost_in_all else 0


if __name__ == "__main__":
    sys.exit(main())
