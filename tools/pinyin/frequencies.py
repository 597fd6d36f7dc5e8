"""How likely a surname, a character of a given name, a pair of them is.

Surnames and characters: ORCID's public records (how often people have them today). Where in a
given name a character stands, and which pairs go together: the names in jieba's dictionary.
Beside them two lists of our own: surnames.tsv and given.txt.
"""

import collections
import math

import inputs

# A cost is three for each halving of the likelihood, at most MOST: one printable character.
PER_BIT, MOST = 3, 63
# In so many of ORCID's records surname and given name have changed places: 王, 张, 陈 and the
# other surnames that nobody is given as a name stand there with 0.32 of their own frequency.
SWAPPED = 0.32
# A surname that ORCID's table does not have, in parts per million.
RARE_SURNAME = 12
# Second halves of names in jieba that are titles or places, not given names.
NOT_NAMES = set("先生 大哥 大人 夫人 公子 老爷 将军 小姐 师叔 皇后 太后 二人 师弟 长老 相公 师兄 师伯 大爷 兄弟 太太 大夫 "
                "大侠 师傅 公公 老板 太监 姑娘 贵妃 御史 总兵 皇帝 巡抚 秀才 首辅 二哥 司令 三爷 老儿 太尉 尚书 王爷 校长".split())
NOT_IN_NAMES = set("家尔村庄湾沟某氏爷妃哥嫂婶叔姨姐妹弟兄帝王后臣府县州镇店屯坡坪")
# A character that ORCID's table does not have is had by as many in a million as jieba has names
# with it, at most so many.
MOST_ELSEWHERE = 300
# So many names at each place are added to what jieba says where a character stands.
UNSURE = 4
# What standing alone has of its own, beside what standing last says.
ALONE = 0.1
# Both characters of a pair must be had by so many in a million, or it is rather no name.
LEAST_IN_PAIRS = 60
# How much of the likelihood of a given name its being in the list of pairs decides.
LISTED = 0.45


def cost(likelihood):
    if likelihood <= 0:
        return MOST
    return min(MOST, max(0, round(-PER_BIT * math.log2(likelihood))))


def letter(cost):
    return chr(48 + cost)


class Names:
    def __init__(self, folder, read):
        rows = [line.rstrip("\n").split("\t") for line in open(inputs.HERE / "surnames.tsv", encoding="utf8")]
        self.said = {name: said.split() for name, said in rows}
        self.read = read
        family = {r["surname"]: float(r["ppm"]) for r in inputs.orcid(folder, "familyname")}
        given = {r["character"]: float(r["ppm"]) for r in inputs.orcid(folder, "givenname")}
        self.given = {c: max(ppm - SWAPPED * family.get(c, 0), ppm / 100) for c, ppm in given.items()}
        for name, ppm in family.items():
            if name not in self.said and len(name) == 1 and name in read and ppm > given.get(name, 0):
                self.said[name] = [next(iter(read[name]))]
        self.family = {name: family.get(name, RARE_SURNAME) for name in self.said}
        self.whole_family = sum(self.family.values())
        self.count(folder)
        self.spread()

    def count(self, folder):
        """Where characters stand, and pairs, among the names of jieba and our own."""
        self.first, self.last, self.pairs = (collections.Counter() for _ in range(3))
        for word, _, kind in inputs.jieba(folder):
            given = word[1:]
            if kind != "nr" or word[0] not in self.said or len(given) != 2 or given in NOT_NAMES or NOT_IN_NAMES & set(given):
                continue
            self.first[given[0]] += 1
            self.last[given[1]] += 1
            if min(self.given.get(c, 0) for c in given) >= LEAST_IN_PAIRS:
                self.pairs[given] += 1
        liked, seeds = open(inputs.HERE / "given.txt", encoding="utf8").read().split("\n")[:2]
        for place, pair in enumerate(seeds.split()):
            self.pairs[pair] += 10 - place // 25
        for c in self.first.keys() | self.last.keys() | set(liked):
            if c not in self.given:
                self.given[c] = min(MOST_ELSEWHERE, self.first[c] + self.last[c]) + 20 * (c in liked)

    def spread(self):
        """likelihood of each character as first of two, last of two, and alone"""
        self.likely = []
        for place in ("first", "last", "alone"):
            weight = {c: ppm * self.share(c, place) for c, ppm in self.given.items()}
            total = sum(weight.values())
            self.likely.append({c: w / total for c, w in weight.items()})
        self.whole_pairs = sum(self.pairs.values())

    def share(self, char, place):
        """jieba's names of one character are mostly none, so for those the last place speaks: what
        rather begins a name (晓, 志) seldom stands alone."""
        both = self.first[char] + self.last[char] + 2 * UNSURE
        if place == "first":
            return (self.first[char] + UNSURE) / both
        return (self.last[char] + UNSURE) / both + ALONE * (place == "alone")

    def surname_cost(self, name, syllable):
        """The readings after the first are those that some bearers use."""
        return min(MOST, cost(self.family[name] / self.whole_family) + 6 * (self.said[name].index(syllable) > 0))

    def given_costs(self, char, syllable):
        """first of two, last of two, alone"""
        distance = self.read[char].get(syllable, 4) if syllable != next(iter(self.read[char])) else 0
        return [min(MOST, cost(likely.get(char, 0)) + 6 * distance) for likely in self.likely]

    def pair_cost(self, pair):
        """None where the characters alone say as much."""
        apart = self.likely[0].get(pair[0], 0) * self.likely[1].get(pair[1], 0)
        listed = cost(LISTED * self.pairs[pair] / self.whole_pairs + (1 - LISTED) * apart)
        return listed if listed + PER_BIT <= cost((1 - LISTED) * apart) else None
