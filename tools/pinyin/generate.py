#!/usr/bin/env python3
"""Writes look/data/pinyin_names.tsv: pinyin to characters, ordered for names of people.

    apt-get install unicode-data            # Unihan (Unicode licence)
    python3 -m venv v && v/bin/pip install jieba==0.42.1   # dict.txt (MIT)
    tools/pinyin/generate.py v/lib/python3*/site-packages/jieba/dict.txt

Beside this script: surnames.tsv (surname, how it is read as one; the commonest first) and given.txt (characters, then pairs, that given names
prefer; the commonest first). Both are our own lists.

Each line of the table: syllables joined by ', surnames, other candidates; both best first.
A candidate has one character for each syllable, so the columns need no separators.
"""

import bz2
import collections
import itertools
import math
import pathlib
import re
import struct
import sys
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent
LOOK = HERE.parent.parent / "look"
UNIHAN = "/usr/share/unicode/Unihan_%s.txt.bz2"
# Which source of a reading is believed most.
SOURCES = {"kMandarin": 0, "kTGHZ2013": 1, "kHanyuPinlu": 2, "kXHC1983": 3, "kHanyuPinyin": 4}
# Second halves of words after a surname that are titles or places, not given names.
NOT_NAMES = set("先生 大哥 大人 夫人 公子 老爷 将军 小姐 师叔 皇后 太后 二人 师弟 长老 相公 师兄 师伯 大爷 兄弟 太太 大夫 "
                "大侠 师傅 公公 老板 太监 姑娘 贵妃 御史 总兵 皇帝 巡抚 秀才 首辅 二哥 司令 三爷 老儿 太尉 尚书 王爷 校长".split())
NOT_IN_NAMES = set("家尔村庄湾沟某氏爷妃哥嫂婶叔姨姐妹弟兄帝王后臣府县州镇店屯坡坪")
# So many everyday words of two characters, for what is not a name (a unit, what was lost).
EVERYDAY = 5000


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
    with bz2.open(UNIHAN % part, "rt", encoding="utf8") as lines:
        for line in lines:
            if line[0] != "#" and line.strip():
                code, field, value = line.rstrip("\n").split("\t")
                yield chr(int(code[2:], 16)), field, value


def readings():
    """char -> {syllable: how far its source is from the best}"""
    found = collections.defaultdict(dict)
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
                known = found[char].get(syllable, 9)
                found[char][syllable] = min(known, SOURCES[field])
    return found


def table_of_general_standard():
    """char -> number in 通用规范汉字表: 1-3500 everyday, -6500 common, -8105 names and places"""
    return {c: int(v.split(":")[1].split()[0]) for c, f, v in unihan("OtherMappings") if f == "kTGH"}


def drawn_by(font):
    """The characters of a TrueType font (cmap format 12)."""
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


def words(path, single):
    """How often each character stands in given names and in all text; pairs of given names;
    everyday words of two characters."""
    in_names, in_text, pairs, everyday = (collections.Counter() for _ in range(4))
    with open(path, encoding="utf8") as lines:
        for word, count, kind in (line.split()[:3] for line in lines):
            for c in word:
                in_text[c] += int(count)
            if kind == "nr" and 2 <= len(word) <= 3 and word[0] in single:
                given = word[1:]
                in_names.update(given)
                if len(given) == 2 and given not in NOT_NAMES and not NOT_IN_NAMES & set(given):
                    pairs[given] += 1
            if len(word) == 2 and kind[0] != "x":
                everyday[word] = int(count)
    return in_names, in_text, pairs, [word for word, _ in everyday.most_common(EVERYDAY)]


def main():
    rows = [line.rstrip("\n").split("\t") for line in open(HERE / "surnames.tsv", encoding="utf8")]
    single = {name: (place, said.split()) for place, (name, said) in enumerate(rows) if len(name) == 1}
    double = [(name, said) for name, said in rows if len(name) == 2]
    seeds, seed_pairs = open(HERE / "given.txt", encoding="utf8").read().split("\n")[:2]
    liked = {c: place for place, c in enumerate(seeds)}

    read, standard = readings(), table_of_general_standard()
    fonts = [drawn_by(LOOK / "fonts" / f"NotoSansSC_{face}.ttf") for face in ("400Regular", "700Bold")]
    drawn = fonts[0] & fonts[1]
    in_names, in_text, pairs, everyday = words(sys.argv[1], single)

    table = collections.defaultdict(lambda: ([], []))
    for char in sorted(read.keys() & drawn):
        place, as_surname = single.get(char, (None, []))
        for syllable in as_surname:
            read[char].setdefault(syllable, 0)
        for syllable, distance in read[char].items():
            score = math.log1p(in_names[char]) * 3.0 + math.log1p(in_text[char]) * 0.45 - distance * 3.0
            if char in liked:
                score += 22 - liked[char] / 60
            number = standard.get(char)
            score += -4 if number is None else 3 if number <= 3500 else 2 if number <= 6500 else 1
            if ord(char) >= 0x20000 and number is None:
                score -= 6
            surnames, given = table[syllable]
            if syllable in as_surname:
                surnames.append((place, char))
            given.append((-score, char))
    for name, said in double:
        table[said][0].append((0, name))
    first = {c: min(read[c], key=lambda y: read[c][y]) for c in read}
    for place, pair in enumerate(seed_pairs.split()):
        pairs[pair] += 1000 - place
    for pair, count in pairs.items():
        if count >= 2 and set(pair) <= drawn & first.keys():
            table["'".join(first[c] for c in pair)][1].append((-count, pair))
    for place, word in enumerate(everyday):
        if set(word) <= drawn & first.keys() and pairs[word] < 2:
            said = [[y for y, distance in read[c].items() if distance <= 2] for c in word]
            for key in itertools.product(*said):
                table["'".join(key)][1].append((place, word))

    out = LOOK / "data" / "pinyin_names.tsv"
    with open(out, "w", encoding="utf8") as file:
        for key in sorted(table):
            surnames, given = ("".join(text for _, text in sorted(column)) for column in table[key])
            file.write(f"{key}\t{surnames}\t{given}\n")
    print(out.name, sum("'" not in k for k in table), "syllables,", len(table), "lines")


main()
