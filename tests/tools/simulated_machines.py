#!/usr/bin/env python3
"""Is `kb inspect` right about fixes? Machines are made from the archive's own file rows.

    simulated_machines.py KB_PROGRAM INDEX ARCHIVE... [--machines N] [--seed N] [--keep FOLDER]
                          [--show N]

Each machine gets a system, a service pack and a few products, and the files of some articles that
are about them: a file lies there as the article brings it, or as it was before, or later, or in
another branch, or copied on a later day, or without its version; or it is absent. What is true of
an article follows from how the files were made, by rules of this script alone:

    has          every file that is there is the article's or a later one of its branch, or the
                 machine's service pack is one that the article says fixed it
    missing      a file is an earlier one of its branch
    untold       the files can't show it (another branch, no date), or the article does not say
                 whether it is about this machine
    not about    the article is about other systems or products

Precision counts a `missing` that is true among those said (of `untold` none may be said either),
recall the true ones that were said. What `cannot_tell` says is counted by its reason.
"""
import argparse
import collections
import datetime
import json
import os
import random
import re
import shutil
import struct
import subprocess
import sys
import tempfile

BUILDS = {528, 807, 950, 1057, 1381, 1998, 2195, 2222, 2600, 3790}

# name, kind of disk, version, build, service packs, how often
SYSTEMS = [
    ("Windows NT", "nt", "4.0", 1381, [0, 1, 2, 3, 4, 5, 6], 10),
    ("Windows NT", "tse", "4.0", 1381, [0, 4, 5, 6], 1),
    ("Windows NT", "nt", "3.51", 1057, [4, 5], 2),
    ("Windows 2000", "nt", "5.0", 2195, [0, 1, 2, 3], 4),
    ("Windows 95", "9x", "4.0", 950, [0], 2),
    ("Windows 98", "9x", "4.10", 1998, [0], 1),
    ("Windows Me", "9x", "4.90", 3000, [0], 1),
]
FAMILY_NAMES = ["Windows NT", "Windows 2000", "Windows 95", "Windows 98", "Windows Me",
                "Windows Millennium", "Windows XP", "Windows CE", "Windows for Workgroups",
                "MS-DOS", "OS/2", "Macintosh"]
# Product, version: the main file that shows it, and that file's version.
MAIN_FILES = {
    ("Exchange Server", "5.5"): ("store.exe", (5, 5, 1960, 4)),
    ("Exchange Server", "5.0"): ("store.exe", (5, 0, 1457, 3)),
    ("Exchange Server", "4.0"): ("store.exe", (4, 0, 837, 3)),
    ("Internet Information Server", "4.0"): ("inetinfo.exe", (4, 2, 622, 1)),
    ("Internet Information Server", "5.0"): ("inetinfo.exe", (5, 0, 2195, 1)),
}


# ---- files

def version_resource(numbers, size, linked, machine=0x14C):
    out = bytearray(max(size, 0x400))
    header, optional, section, address = 0x80, 0x80 + 24, 0x200, 0x1000

    def put(at, data):
        out[at:at + len(data)] = data
    put(0, b"MZ")
    put(0x3C, struct.pack("<I", header))
    put(header, b"PE\0\0" + struct.pack("<HHI", machine, 1, linked))
    put(header + 20, struct.pack("<H", 224))
    put(optional, struct.pack("<H", 0x10B))
    if numbers is None:
        return bytes(out)
    put(optional + 112, struct.pack("<II", address, 0x200))
    put(optional + 224, b".rsrc\0\0\0" + struct.pack("<IIII", 0x200, address, 0x200, section))

    def directory(at, number, child):
        put(section + at, bytes(12) + struct.pack("<HHII", 0, 1, number, child))
    directory(0, 16, 0x80000018)
    directory(0x18, 1, 0x80000030)
    directory(0x30, 1033, 0x48)
    a, b, c, d = numbers
    info = b"v" * 40 + struct.pack("<IIHHHH", 0xFEEF04BD, 0x10000, b, a, d, c) + bytes(36)
    put(section + 0x48, struct.pack("<II", address + 0x60, len(info)))
    put(section + 0x60, info)
    return bytes(out)


class Hive:
    """Cells of a registry: keys are {"name": value or dict}."""

    def __init__(self):
        self.cells = bytearray(b"hbin" + bytes(28))

    def add(self, record):
        at = len(self.cells)
        length = (len(record) + 4 + 7) // 8 * 8
        self.cells += struct.pack("<i", -length) + record.ljust(length - 4, b"\0")
        return at

    def value(self, name, value):
        record = b"vk" + struct.pack("<H", len(name))
        if isinstance(value, int):
            record += struct.pack("<III", 0x80000004, value, 4)
        else:
            text = value.encode("utf-16-le") + b"\0\0"
            record += struct.pack("<III", len(text), self.add(text), 1)
        return self.add(record + struct.pack("<HH", 1, 0) + name.encode())

    def key(self, name, content):
        keys = [(k, v) for k, v in content.items() if isinstance(v, dict)]
        values = [(k, v) for k, v in content.items() if not isinstance(v, dict)]
        below = b"".join(struct.pack("<I", self.key(k, v)) + b"hash" for k, v in keys)
        of_values = b"".join(struct.pack("<I", self.value(k, v)) for k, v in values)
        record = bytearray(0x4C)
        record[0:4] = b"nk" + struct.pack("<H", 0x20)
        struct.pack_into("<I", record, 0x14, len(keys))
        struct.pack_into("<I", record, 0x1C, self.add(b"lf" + struct.pack("<H", len(keys)) + below))
        struct.pack_into("<I", record, 0x24, len(values))
        struct.pack_into("<I", record, 0x28, self.add(of_values))
        struct.pack_into("<H", record, 0x48, len(name))
        return self.add(bytes(record) + name.encode())

    @staticmethod
    def file(content):
        hive = Hive()
        root = hive.key("root", content)
        out = bytearray(4096)
        out[0:4] = b"regf"
        struct.pack_into("<I", out, 0x24, root)
        return bytes(out + hive.cells)


def registry_9x(content):
    """A CREG file with the keys {"name": value or dict}."""
    tree, records, number = bytearray(), bytearray(), 0

    def key(name, content, parent):
        nonlocal number
        at = 0x20 + len(tree)
        tree.extend(struct.pack("<IIIIIIHH", 0, 0, 0xFFFFFFFF, parent, 0xFFFFFFFF, 0xFFFFFFFF,
                                number, 0))
        values = [(k, v) for k, v in content.items() if not isinstance(v, dict)]
        data = b"".join(struct.pack("<IIHH", 1, 0, len(k), len(v)) + (k + v).encode("latin-1")
                        for k, v in values)
        size = 0x14 + len(name) + len(data)
        records.extend(struct.pack("<IHHIHHI", size, number, 0, size, len(name), len(values), 0) +
                       name.encode("latin-1") + data)
        number += 1
        before = None
        for k, v in content.items():
            if not isinstance(v, dict):
                continue
            child = key(k, v, at)
            struct.pack_into("<I", tree, at - 0x20 + 0x10 if before is None
                             else before - 0x20 + 0x14, child)
            before = child
        return at
    root = key("", content, 0xFFFFFFFF)
    size = 0x20 + len(tree)
    return (b"CREG" + struct.pack("<IIIHH", 0x10000, 0x20 + size, 0, 1, 0)).ljust(0x20, b"\0") + \
        (b"RGKN" + struct.pack("<II", size, root)).ljust(0x20, b"\0") + bytes(tree) + \
        (b"RGDB" + struct.pack("<I", 0x20 + len(records))).ljust(0x20, b"\0") + bytes(records)


# ---- what an article is about

def numbers_of(version):
    """The four numbers of a printed version; null where letters make it no number."""
    text = (version or "").replace(":", ".").replace(",", ".").strip()
    text = text.split(" ")[0]
    if not re.fullmatch(r"\d{1,5}(\.\d{1,5}){2,3}", text):
        return None
    parts = [int(part) for part in text.split(".")]
    return tuple((parts + [0])[:4]) if max(parts) < 65536 else None


def same_branch(a, b):
    if a[:2] != b[:2]:
        return False
    return a[2] == b[2] if a[2] in BUILDS or b[2] in BUILDS else True


def day(date):
    try:
        return datetime.date.fromisoformat(date).toordinal()
    except (TypeError, ValueError):
        return None


def families_in(text):
    found = {name for name in FAMILY_NAMES if re.search(r"\b" + re.escape(name) + r"\b", text)}
    if re.search(r"Windows versions? 2000", text):
        found.add("Windows 2000")
    if re.search(r"\bWin(dows )?9x\b", text, re.I):
        found |= {"Windows 95", "Windows 98"}
    if "Windows Millennium" in found:
        found.add("Windows Me")
    return found


def product_of(entry):
    """(`Exchange Server`, {`5.0`, `5.5`}) of an entry of `applies to`."""
    entry = re.sub(r"^Microsoft ", "", entry)
    name = re.split(r",? versions? |, | for Windows|,? \d+\.\d", entry)[0].strip()
    # One product, which changed its name with Windows 2000.
    name = name.replace("Internet Information Services", "Internet Information Server")
    return name, set(re.findall(r"\b\d+\.\d+[a-z]?\b", entry))


class About:
    """The systems and products of an article."""

    def __init__(self, article):
        self.systems = []   # (family, versions, entry)
        self.products = []  # (name, versions)
        self.runs_on = set()
        for entry in article["applies_to"]:
            if entry.startswith("the operating system:"):
                self.runs_on |= families_in(entry)
                continue
            families = families_in(entry)
            name, versions = product_of(entry)
            if families and re.match(r"(Microsoft )?(MS-DOS|Windows (NT|2000|95|98|Me|Mill|XP|CE|for"
                                     r"|version))", entry) and "Services for" not in entry:
                for family in families:
                    self.systems.append((family, versions, entry))
            else:
                self.products.append((name, versions))

    def fits(self, machine):
        """True, False, or None where the article does not say."""
        if not self.systems and not self.products:
            return None
        if self.runs_on and machine.family not in self.runs_on:
            return False
        answers = []
        for family, versions, entry in self.systems:
            if family != machine.family:
                answers.append(False)
            elif family == "Windows NT":
                tse = "Terminal Server" in entry
                answers.append((not versions or machine.version in versions) and
                               tse == machine.terminal_server)
            else:
                answers.append(True)
        for name, versions in self.products:
            have = machine.products.get(name)
            answers.append(name in machine.products and
                           (not versions or have is None or have in versions))
        return any(answers)


def row_fits(row, machine, article_products):
    """True, False or None (a heading that this script can't read)."""
    words = " ".join(filter(None, [row.get("platform"), row.get("component")] +
                            (row.get("under") or [])))
    words = words.replace("Internet Information Services", "Internet Information Server")
    processors = {p for p, w in (("x86", r"x86|intel|386"), ("alpha", "alpha"), ("mips", "mips"),
                                 ("ppc", "ppc|powerpc")) if re.search(w, words, re.I)}
    if processors and "x86" not in processors:
        return False
    families = families_in(words)
    if re.search(r"\bNT\b", words):
        families.add("Windows NT")
    if families and machine.family not in families:
        return False
    if "Windows NT" in families and machine.family == "Windows NT":
        versions = set(re.findall(r"\b[34]\.\d+\b", words))
        known = versions & {"4.0", "3.51", "3.5", "3.1"}
        if known and machine.version not in known:
            return False
        both = re.search("Workstation|Enterprise|and Windows NT", words)
        if "Terminal Server" in words and not both and not machine.terminal_server:
            return False
        if both and "Terminal Server" not in words and machine.terminal_server:
            return False  # the edition has rows of its own
    others = [p for p in (article_products or []) if p[0] not in machine.products]
    headings = " ".join(row.get("under") or []).replace(
        "Internet Information Services", "Internet Information Server")
    if any(re.search(r"\b" + re.escape(name) + r"\b", headings) for name, _ in others) and not any(
            name in headings for name in machine.products):
        return False
    for name, have in machine.products.items():
        at = re.search(re.escape(name) + r"s? (?:version )?(\d+\.\d+)", words, re.I)
        if at and have and at.group(1) != have:
            return False
        if at:
            return True
    for name in machine.products:
        words = words.replace(name, "")
    other = re.search(r"(Exchange|SNA|Internet Information|Integration|Systems Management)[A-Za-z ]* "
                      r"(?:version )?(\d[\d.]*)", words, re.I)
    if other:
        return None
    packs = re.findall(r"\b(?:SP|Service Pack )(\d)", words)
    if packs:
        return str(machine.service_pack) in packs
    return True


def fixed_by_pack(article, machine):
    """True if the article says that the machine's service pack or an earlier one corrected it."""
    if not machine.service_pack or machine.terminal_server:  # which has service packs of its own
        return False
    text = re.sub(r"\s+", " ", " ".join(s["text"] for s in article["sections"]))
    packs = []
    if machine.family == "Windows NT" and machine.version == "4.0":
        packs += re.findall(r"corrected in (?:the latest )?(?:U\.S\. )?[Ss]ervice [Pp]ack (\d) for "
                            r"(?:Microsoft )?Windows NT(?: version| Server)? 4\.0", text)
        packs += re.findall(r"corrected in (?:Microsoft )?Windows NT(?: Server)?(?: version)? 4\.0 "
                            r"Service Pack (\d)", text)
        packs += re.findall(r"nt4sp(\d)fix", " ".join(article["keywords"]), re.I)
        packs += re.findall(r"kb(?:os)?winnt(?:400|4)(?:pre)?sp(\d)fix",
                            " ".join(article["keywords"]), re.I)
    if machine.family == "Windows 2000":
        packs += re.findall(r"corrected in Windows 2000 Service Pack (\d)", text)
        packs += re.findall(r"kbwin2000(?:pre)?sp(\d)fix", " ".join(article["keywords"]), re.I)
    return any(int(p) <= machine.service_pack for p in packs)


def fixed_by_exchange_pack(article, machine):
    """The same of the service pack of Exchange 5.5, which its store shows."""
    store = machine.files.get("store.exe")
    if not store or not store.numbers or store.numbers[:2] != (5, 5):
        return False
    pack = sum(store.numbers[2] >= build for build in (2232, 2448, 2650, 2653))
    text = re.sub(r"\s+", " ", " ".join(s["text"] for s in article["sections"]))
    packs = re.findall(r"(?:kbexchange550|exc55)(?:pre)?sp(\d)fix",
                       " ".join(article["keywords"]), re.I)
    packs += re.findall(r"Exchange Server(?:,)?(?: version)? 5\.5 Service Pack (\d)", text)
    packs += re.findall(r"[Ss]ervice [Pp]ack (\d) for (?:Microsoft )?Exchange Server(?: version)? "
                        r"5\.5", text)
    return any(int(p) <= pack for p in packs)


# ---- machines

class Instance:
    """A file of a machine, and what is known of how it was made."""

    def __init__(self, path, numbers, size, when, kind, article, shown):
        self.path, self.numbers, self.size, self.when = path, numbers, size, when
        self.kind, self.article, self.shown = kind, article, shown


class Machine:
    def __init__(self, chance, articles):
        names, self.files = None, {}
        weights = [one[5] for one in SYSTEMS]
        (self.family, self.kind, self.version, self.build, packs, _) = \
            chance.choices(SYSTEMS, weights)[0]
        self.service_pack = chance.choice(packs)
        self.terminal_server = self.kind == "tse"
        self.products = {}
        wanted = [a for a in articles if a["about"].products]
        for article in chance.sample(wanted, 6):
            name, versions = chance.choice(article["about"].products)
            version = chance.choice(sorted(versions)) if versions else None
            if self.may_run(name, version) and name not in self.products:
                self.products[name] = version

    def may_run(self, name, version):
        """Products of a server are on servers; some came with one system alone."""
        nt = self.family in ("Windows NT", "Windows 2000")
        if name.startswith("Internet Information"):
            return (version, self.version) in (("5.0", "5.0"), ("4.0", "4.0"))
        if name.startswith("SNA") and "Host Integration Server 2000" in self.products or \
                name.startswith("Host Int") and "SNA Server" in self.products:
            return False
        if name.startswith("Exchange 2000"):
            return self.family == "Windows 2000"
        return nt or not re.search("Server|Services|Exchange|Gateway|Option Pack", name)


def is_program(name):
    return re.search(r"\.(exe|dll|sys|386|vxd|drv|ocx|cpl|com|scr)$", name)


def at_least(size, chance):
    return size if size is not None else chance.randrange(20_000, 300_000)


def place(machine, article, chance):
    """Gives the machine the files of an article."""
    state = chance.choices(["at", "before", "little before", "after", "other branch", "mixed",
                            "copied", "unversioned"], [30, 25, 8, 10, 7, 8, 6, 6])[0]
    by_name = collections.defaultdict(list)
    for row in article["file_versions"]:
        if row_fits(row, machine, article["about"].products):
            by_name[re.split(r"[\\/]", row["file"].lower())[-1]].append(row)
    for name, rows in by_name.items():
        if any(name == main and machine.products.get(product) != version
               for (product, version), (main, _) in MAIN_FILES.items()):
            if not any(name == main and machine.products.get(product) == version
                       for (product, version), (main, _) in MAIN_FILES.items()):
                continue  # the main file of a product that is not installed
        if name in machine.files or not re.fullmatch(r"[\w~!$.#&@-]+", name):
            continue
        if chance.random() < 0.15:
            continue  # absent
        row = chance.choice(rows)
        of_file = chance.choice(["at", "before"]) if state == "mixed" else state
        numbers = numbers_of(row["version"])
        size = at_least(row["size"], chance)
        when = day(row["date"]) or chance.randrange(day("1996-01-01"), day("2002-01-01"))
        if row["version"] and numbers is None:
            numbers = None
        elif numbers is None and chance.random() < 0.5:
            numbers = (4, 0, machine.build, 1) if machine.build in BUILDS else None
        if of_file in ("before", "little before"):
            back = chance.randrange(40, 500) if of_file == "before" else chance.randrange(3, 12)
            when -= back
            if size == row["size"]:
                size -= chance.randrange(16, 4000)
            if row["version"] and numbers:
                a, b, c, d = numbers
                if d > 0:
                    numbers = (a, b, c, d - chance.randrange(1, min(d, 60) + 1))
                elif c > 0 and c not in BUILDS:
                    numbers = (a, b, c - 1, 9)
                else:
                    continue
        elif of_file == "after":
            when += chance.randrange(3, 300)
            size += chance.randrange(16, 4000)
            if row["version"] and numbers and numbers[3] < 60000:
                numbers = numbers[:3] + (numbers[3] + chance.randrange(1, 60),)
        elif of_file == "other branch":
            if not is_program(name):
                continue  # it has no version, so that it is of no branch
            when += chance.randrange(-400, 400)
            size += chance.randrange(16, 4000)
            a, b, c, d = numbers or (4, 0, 1381, 1)
            other = 2600 if machine.build == 2195 else 2195
            numbers = (a + 1, b, other if c in BUILDS else c, d)
        shown = {"mtime": True, "linked": chance.random() < 0.5}
        if of_file == "copied":
            shown = {"mtime": False, "linked": chance.random() < 0.5}
        if of_file == "unversioned":
            numbers = None
        if size < 0x400:
            continue
        folder = "WINNT/system32/" if article["about"].systems else "Program Files/Product/"
        if machine.kind == "9x":
            folder = folder.replace("WINNT/system32", "WINDOWS/SYSTEM")
        machine.files[name] = Instance(folder + name, numbers, size, when, of_file, article["id"],
                                       shown)


def write(machine, folder):
    def put(path, data, when=None):
        full = os.path.join(folder, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "wb") as out:
            out.write(data)
        if when:
            stamp = (datetime.datetime.fromordinal(when) - datetime.datetime(1970, 1, 1)).days
            os.utime(full, (stamp * 86400 + 43200,) * 2)
    uninstall = {}
    for name, version in machine.products.items():
        entry = {"DisplayName": "Microsoft " + name}
        if version:
            entry["DisplayVersion"] = version
        uninstall[name] = entry
    if machine.kind != "9x":
        current = {"CurrentVersion": machine.version, "CurrentBuildNumber": str(machine.build)}
        if machine.service_pack:
            current["CSDVersion"] = "Service Pack %d" % machine.service_pack
        put("boot.ini", b"default=multi(0)disk(0)rdisk(0)partition(1)\\WINNT\r\n")
        put("WINNT/system32/config/software", Hive.file({"Microsoft": {
            "Windows NT": {"CurrentVersion": current},
            "Windows": {"CurrentVersion": {"Uninstall": uninstall}}}}))
        options = {"ProductType": "ServerNT"}
        if machine.terminal_server:
            options["ProductSuite"] = "Terminal Server"
        put("WINNT/system32/config/system", Hive.file(
            {"Select": {"Current": 1}, "ControlSet001": {"Control": {"ProductOptions": options}}}))
    else:
        put("msdos.sys", b"[Paths]\r\nWinDir=C:\\WINDOWS\r\n[Options]\r\nWinVer=%d.%02d.%d\r\n" % (
            int(machine.version.split(".")[0]), int(machine.version.split(".")[1]), machine.build))
        put("WINDOWS/system.dat", registry_9x({"Software": {"Microsoft": {"Windows": {
            "CurrentVersion": {"Uninstall": uninstall}}}}}))
    for file in machine.files.values():
        linked = 0
        if file.shown["linked"]:
            linked = max(0, (file.when - day("1970-01-01")) * 86400)
        if is_program(file.path):
            data = version_resource(file.numbers, file.size, linked)
        else:
            data = bytes(file.size)
            file.numbers = None
            file.shown["linked"] = False
        put(file.path, data, file.when if file.shown["mtime"] else day("2024-05-06"))


# ---- truth

def order_of(file, row, machine):
    """`has`, `missing` or `untold` of a file against a row, by how the file was made."""
    version = numbers_of(row["version"])
    if row["version"] and file.numbers:
        if version is None:
            return "untold"
        if not same_branch(version, file.numbers):
            return "untold"
        if version != file.numbers:
            return "missing" if file.numbers < version else "has"
        when = day(row["date"])
        if when and file.shown["mtime"] and file.size != row["size"] and row["size"] and \
                abs(when - file.when) > 1:
            return "missing" if file.when < when else "has"
        return "has"
    if file.kind == "other branch":
        return "untold"
    when = day(row["date"])
    known = file.shown["mtime"] or file.shown["linked"]
    if row["size"] is not None and file.size == row["size"] and \
            (not known or when is None or file.when + 1 >= when):
        return "has"
    if when is None or not known:
        return "untold"
    if abs(file.when - when) <= 1:
        return "has" if file.size == row["size"] else "untold"
    return "missing" if file.when < when else "has"


def truth(article, machine):
    about = article["about"].fits(machine)
    if about is False:
        return "not about"
    states = []
    by_name = collections.defaultdict(list)
    for row in article["file_versions"]:
        by_name[re.split(r"[\\/]", row["file"].lower())[-1]].append(row)
    for name, rows in by_name.items():
        file = machine.files.get(name)
        if file is None:
            continue
        products = article["about"].products
        fitting = [row for row in rows if row_fits(row, machine, products) is not False]
        if not fitting:
            continue
        if any(row_fits(row, machine, products) is None for row in fitting):
            states.append("untold")
            continue
        found = [order_of(file, row, machine) for row in fitting]
        told = [one for one in found if one != "untold"]
        same = [row for row in fitting if row["version"] and file.numbers and
                numbers_of(row["version"]) == file.numbers]
        if not told:
            states.append("untold")
        elif len(set(told)) == 1:
            states.append(told[0])
        else:
            states.append("has" if same else "untold")
    if not states:
        return "not about"
    if fixed_by_pack(article, machine) or fixed_by_exchange_pack(article, machine):
        return "has"
    if about is None:
        return "untold" if "missing" in states else states[0]
    if "missing" in states:
        return "missing"
    return "untold" if "untold" in states else "has"


def read_archive(program, paths):
    seen, articles = set(), []
    parsed = subprocess.Popen([program, "parse", "--json"] + paths, stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, text=True)
    for line in parsed.stdout:
        article = json.loads(line)
        # Rows of other kinds, such as the listing of a service pack, say nothing of a fix.
        article["file_versions"] = [row for row in article["file_versions"] if not row.get("kind")]
        if article["id"] and article["file_versions"] and article["id"] not in seen:
            seen.add(article["id"])
            article["about"] = About(article)
            articles.append(article)
    parsed.wait()
    return articles


def main():
    options = argparse.ArgumentParser()
    options.add_argument("program")
    options.add_argument("index")
    options.add_argument("archive", nargs="+")
    options.add_argument("--machines", type=int, default=200)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--keep")
    options.add_argument("--show", type=int, default=5)
    options = options.parse_args()
    chance = random.Random(options.seed)
    articles = read_archive(options.program, options.archive)
    table = collections.Counter()
    reasons, wrong, lost = collections.Counter(), collections.defaultdict(list), \
        collections.defaultdict(list)
    for number in range(options.machines):
        machine = Machine(chance, articles)
        kernel = "ntoskrnl.exe" if machine.kind != "9x" else "kernel32.dll"
        folder = "WINNT/system32/" if machine.kind != "9x" else "WINDOWS/SYSTEM/"
        numbers = tuple(int(part) for part in machine.version.split(".")) + (machine.build, 1)
        machine.files[kernel] = Instance(folder + kernel, numbers, 2000, day("1996-07-30"), "before",
                                         None, {"mtime": True, "linked": False})
        for name, version in machine.products.items():
            if (name, version) in MAIN_FILES:
                file, numbers = MAIN_FILES[name, version]
                machine.files[file] = Instance(
                    "Program Files/" + file, numbers, 3000, day("1996-07-30"), "before", None,
                    {"mtime": True, "linked": False})
        ours = [a for a in articles if a["about"].fits(machine)]
        for article in chance.sample(ours, min(len(ours), 25)):
            place(machine, article, chance)
        folder = os.path.join(options.keep or tempfile.gettempdir(), "machine-%d-%d" % (
            os.getpid(), number) if not options.keep else "machine-%d" % number)
        shutil.rmtree(folder, ignore_errors=True)
        write(machine, folder)
        ran = subprocess.run([options.program, "--db", options.index, "inspect", "--json", folder],
                             capture_output=True, text=True)
        if not options.keep:
            shutil.rmtree(folder)
        if ran.returncode != 0:
            sys.exit("kb inspect failed: " + ran.stderr)
        said = {fix["id"]: fix for fix in json.loads(ran.stdout)["fixes"]}
        for article in articles:
            true = truth(article, machine)
            fix = said.get(article["id"])
            state = fix["state"] if fix else "not said"
            if true == "not about" and not fix:
                continue
            table[true, state] += 1
            why = fix["why"] if fix else ""
            file = machine.files.get(why.split(":")[0])
            line = "%s %s on %s %s SP%s %s: %s%s" % (
                folder.rsplit("/", 1)[-1], article["id"], machine.family, machine.version,
                machine.service_pack, machine.products, why,
                " (%s, %s of %s)" % (file.numbers, file.kind, file.article) if file else "")
            kind = re.sub(r"^\S+: ", "", re.sub(r"\(.*", "", fix["why"])) if fix else "not said"
            if state == "cannot_tell":
                reasons[kind] += 1
            if state == "missing" and true != "missing":
                wrong[true, kind].append(line)
            if true == "missing" and state != "missing":
                lost[state, kind].append(line)
            if true == "has" and state == "cannot_tell" or true == "has" and state == "not said":
                lost["(has) " + state, kind].append(line)
    states = ["missing", "has", "cannot_tell", "not said"]
    print("%-12s" % "true" + "".join("%13s" % one for one in states))
    for true in ("missing", "has", "untold", "not about"):
        print("%-12s" % true + "".join("%13d" % table[true, one] for one in states))
    claimed = sum(table[true, "missing"] for true in ("missing", "has", "untold", "not about"))
    real = sum(table["missing", one] for one in states)
    print("missing: precision %.4f, recall %.4f" % (
        table["missing", "missing"] / max(claimed, 1), table["missing", "missing"] / max(real, 1)))
    print("cannot_tell:")
    for kind, count in reasons.most_common():
        print("%6d  %s" % (count, kind))
    for title, kinds in (("said missing, but", wrong), ("not found as missing or has", lost)):
        for kind, lines in sorted(kinds.items(), key=lambda one: -len(one[1])):
            print("%s: %s %d" % (title, kind, len(lines)))
            for line in lines[:options.show]:
                print("    " + line)


if __name__ == "__main__":
    main()
