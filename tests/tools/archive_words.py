#!/usr/bin/env python3
"""Word statistics of an unpacked archive, to hold a made one (make_archive) against a real one.

    archive_words.py FOLDER
"""
import collections
import os
import random
import re
import sys

WORD = re.compile(r'[a-z0-9]+(?:\.[0-9]+)*')
FILE = re.compile(r'\b[\w~]+\.(?:dll|exe|sys|ini|txt|inf|doc|mdb|h|c|bat|log)\b')
CODE = re.compile(r'\b0x[0-9a-f]{8}\b')
STEPS = (1000, 3000, 10000, 30000, 100000, 300000, 1000000)


def main():
    paths = sorted(os.path.join(folder, name)
                   for folder, _, names in os.walk(sys.argv[1]) for name in names)
    random.Random(1).shuffle(paths)
    counts, sizes, own = collections.Counter(), [], 0
    files = codes = 0
    print('articles  different words  once only  words  different  bytes  files  codes')
    for number, path in enumerate(paths, 1):
        with open(path, errors='replace') as file:
            text = file.read().lower()
        words = WORD.findall(text)
        counts.update(words)
        own += len(set(words))
        sizes.append(len(text))
        files += len(set(FILE.findall(text)))
        codes += len(set(CODE.findall(text)))
        if number in STEPS or number == len(paths):
            once = sum(1 for count in counts.values() if count == 1)
            print(f'{number:8}  {len(counts):15}  {once / len(counts):9.2f}'
                  f'  {sum(counts.values()) / number:5.0f}  {own / number:9.0f}'
                  f'  {sum(sizes) / number:5.0f}  {files / number:5.2f}  {codes / number:5.2f}')
    sizes.sort()
    print('bytes at 5, 25, 50, 75, 95, 99 %:',
          *(sizes[int(len(sizes) * share)] for share in (.05, .25, .5, .75, .95, .99)))


main()
