#!/usr/bin/env python3
"""Does every notation of a number find the same articles?

    code_notations.py KB_PROGRAM INDEX TXT_FOLDER KB_FOLDER [--sample N] [--seed N]

Reads the archive with its own regular expressions (nothing of the product), notes for every 32-bit
number the notations it is written in and the articles that hold it, and asks `kb search --batch` for
each notation. Expected is the union of the articles over all notations. Articles beyond it count as
right where the text bears the same code in words: a symbolic name of the headers, `STOP A`, or a
labelled decimal. Prints recall, precision and every exception.
"""
import argparse
import collections
import json
import os
import random
import re
import subprocess
import sys

WORD = re.compile(rb"[A-Za-z0-9_]+")
HEADERS = "/usr/share/mingw-w64/include"


def body_of_document(data):
    head, _, rest = data.partition(b"\n====")
    title = re.search(rb"TITLE\s*:([^\r\n]*)", head)
    rest = rest.partition(b"\n")[2]
    rest = re.split(rb"\n=+\r?\nKeywords  ", rest)[0]
    rest = re.split(rb"\nTHE INFORMATION PROVIDED IN THE MICROSOFT", rest)[0]
    return (title.group(1) if title else b"") + b"\n" + rest


def body_of_readme(data):
    title = re.search(rb"\n## ([^\r\n]*)", data)
    body = data.partition(b"{% raw %}")[2].partition(b"{% endraw %}")[0] or data
    body = re.split(rb"\n\s*=+\r?\n\s*Keywords  ", body)[0]
    return (title.group(1) if title else b"") + b"\n" + body


def articles(txt, kb):
    seen = set()
    for folder, read in ((txt, body_of_document), (kb, body_of_readme)):
        for path, _, names in os.walk(folder):
            for name in names:
                ident = re.search(r"Q\d+", os.path.join(path, name))
                if not ident or ident.group() in seen:
                    continue
                seen.add(ident.group())
                with open(os.path.join(path, name), "rb") as file:
                    yield ident.group(), read(file.read())


def number(text, m):
    """(value, spelling) of the word m, None if it is none of the contract's notations."""
    word = m.group()
    before = text[m.start() - 1 : m.start()]
    earlier = text[m.start() - 2 : m.start() - 1]
    plain = re.sub(rb"[uUlL]{1,2}$", b"", word) if len(word) > 1 else word
    if re.fullmatch(rb"0[xX][0-9a-fA-F]{1,8}", plain):
        return int(plain, 16), word
    if before == b"&" and re.fullmatch(rb"[hH][0-9a-fA-F]{1,8}", plain):
        return int(plain[1:], 16), b"&" + word
    if plain.isdigit():
        value = int(plain)
        point = re.match(rb"\.\d", text[m.end() : m.end() + 2])
        minus = before == b"-" and not re.match(rb"[A-Za-z0-9_-]", earlier)
        if minus and value <= 1 << 31 and not point:
            return -value & 0xFFFFFFFF, b"-" + word
        if len(plain) == 10 and 1 << 31 <= value < 1 << 32:
            return value, word
    if re.fullmatch(rb"[0-9a-fA-F]{8}", plain):
        if re.match(rb"-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-", text[m.end() : m.end() + 11]):
            return None
        return int(plain, 16), word
    if re.fullmatch(rb"(?=[0-9a-fA-F]*[0-9])0*[0-9a-fA-F]{1,8}[hH]", word):
        return int(word[:-1], 16), word
    return None


def symbols():
    """Names of the headers by value, in lower case."""
    values = {}
    aliases = []
    for header in ("winerror.h", "ntstatus.h", "bugcodes.h", "esent.h", "mapicode.h", "oledberr.h",
                   "tapi.h"):
        with open(os.path.join(HEADERS, header), errors="replace") as file:
            for line in file:
                if m := re.match(r"#define (\w+)\s+.*?MAKE_MAPI_E\s*\((\w+)\)", line):
                    values[m.group(1)] = 0x80040000 | int(m.group(2), 0)
                elif m := re.match(r"#define (\w+)\s+.*?(?<!\w)(-?0x[0-9A-Fa-f]+|-?\d+)", line):
                    values[m.group(1)] = int(m.group(2), 0) & 0xFFFFFFFF
                elif m := re.match(r"#define (\w+)\s+\(?(\w+)\)?\s*$", line):
                    aliases.append(m.groups())
    for name, other in aliases:
        if other in values:
            values.setdefault(name, values[other])
    names = collections.defaultdict(set)
    for name, value in values.items():
        names[value].add(name.lower())
    return names


def bears(text, value, names):
    low = text.lower()
    if any(re.search(rb"\b" + name.encode() + rb"\b", low) for name in names.get(value, ())):
        return True
    if re.search(rb"stop\W+(screen\W+)?(code\W+)?(0x)?0*%x\b" % value, low) or (
        re.search(rb"stop\b.{0,80}\b(0x)?0*%x\b" % value, low, re.S)
    ):
        return True
    if value < 0x10000 and re.search(rb"(?<![\d.])0*%d\b" % value, low):
        return True
    signed = value - (1 << 32)
    if -0x10000 < signed < 0 and re.search(rb"(?<![\d.])%d\b" % -signed, low):
        return True
    return re.search(rb"(?<![0-9a-f])0*%x(?![0-9a-f])" % value, low) is not None


def ask(program, index, queries):
    process = subprocess.run(
        [program, "--db", index, "search", "--batch", "-", "--limit", "100000"],
        input="\n".join(queries) + "\n", capture_output=True, text=True, check=True)
    return [json.loads(line) for line in process.stdout.splitlines()]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program"), parser.add_argument("index")
    parser.add_argument("txt"), parser.add_argument("kb")
    parser.add_argument("--sample", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=20020501)
    options = parser.parse_args()
    holders = collections.defaultdict(set)
    spellings = collections.defaultdict(dict)
    texts = {}
    for ident, text in articles(options.txt, options.kb):
        texts[ident] = text
        for m in WORD.finditer(text):
            if len(m.group()) < 60 and (found := number(text, m)):
                value, word = found
                holders[value].add(ident)
                word = word.decode()
                kind = re.sub(r"[0-9a-f]+", "x", word.lower()) + str(word.isdigit())
                spellings[value].setdefault(kind, word)
    high = lambda v: v >> 28 in (8, 0xC) or 100 <= (1 << 32) - v < 5000
    several = [v for v in sorted(holders) if len(spellings[v]) > 1]
    first = [v for v in several if high(v)]
    rest = [v for v in sorted(holders) if v not in set(first)]
    drawn = random.Random(options.seed).sample(rest, min(options.sample, len(rest)))
    names = symbols()
    failed = 0
    for title, values in (("codes of several notations", first), ("drawn numbers", drawn)):
        queries = [(v, s) for v in values for s in spellings[v].values()]
        missing = extra = borne = right = wanted = 0
        exact = 0
        for (value, spelling), answer in zip(queries,
                                             ask(options.program, options.index,
                                                 [s for _, s in queries])):
            got = {hit["id"] for hit in answer["results"]}
            want = holders[value]
            wanted += len(want)
            right += len(want & got)
            exact += want == got
            ranked = [hit["id"] in want for hit in answer["results"]]
            if want - got:
                missing += 1
                print(f"  {spelling}: missing {sorted(want - got)[:5]}")
            more = got - want
            told = {ident for ident in more if ident in texts and bears(texts[ident], value, names)}
            borne += len(told)
            if more - told:
                extra += len(more - told)
                print(f"  {spelling}: not in the text of {sorted(more - told)[:5]}")
        print(f"{title}: {len(values)} numbers, {len(queries)} queries, {exact} exactly the union; "
              f"recall {right}/{wanted}, {borne} more articles bear the code in other words, "
              f"{extra} do not")
        failed += missing + extra
    # System errors: the decimal with its label against each hexadecimal notation of the archive.
    labelled = {int(n) for text in texts.values()
                for n in re.findall(rb"[Ss]ystem [Ee]rror (\d{1,5})\b", text)}
    errors = [n for n in sorted(labelled) if n in holders]
    queries = [(n, s) for n in errors
               for s in [f"system error {n}", *(x for x in spellings[n].values() if x[0] != "-")]]
    answers = ask(options.program, options.index, [s for _, s in queries])
    found = collections.defaultdict(set)
    for (n, _), answer in zip(queries, answers):
        found[n].add(frozenset(hit["id"] for hit in answer["results"]))
    differ = [n for n in errors if len(found[n]) > 1 or not holders[n] <= next(iter(found[n]))]
    print(f"system errors: {len(errors)} numbers, {len(queries)} queries, {len(differ)} differ {differ}")
    return 1 if failed or differ else 0


sys.exit(main())
