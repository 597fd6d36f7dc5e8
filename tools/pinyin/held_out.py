"""The names that the keyboard is measured on, from tables that no order was made from.

Drawn by the tables' own weights, each name once: surnames and given names of Faker's zh_CN (the
400 commonest surnames; given names from the yearly reports on names) and zh_TW (the name
statistics of June 2023), and, as a harder part, surnames by frequency with given names that
mingzi collected, each as likely as another.
"""

import inputs

EACH = {"zh_CN": 1200, "zh_TW": 1200, "mingzi": 600}


class Chance:
    """The same draws in every version of Python: xorshift64*."""

    def __init__(self, seed):
        self.state = seed

    def below(self, most):
        x = self.state
        x ^= x >> 12
        x = (x ^ (x << 25)) & (2 ** 64 - 1)
        x ^= x >> 27
        self.state = x
        return (x * 2685821657736338717 & (2 ** 64 - 1)) % most

    def pick(self, weights):
        """weights: [(what, whole number)]"""
        at = self.below(sum(weight for _, weight in weights))
        for what, weight in weights:
            at -= weight
            if at < 0:
                return what


def whole(table):
    return [(name, max(1, round(weight * 1000))) for name, weight in table.items()]


def tables(folder):
    for locale in ("zh_CN", "zh_TW"):
        faker = inputs.faker(folder, locale)
        women, men = whole(faker["first_names_female"]), whole(faker["first_names_male"])
        yield locale, whole(faker["last_names"]), [women, men]
    found = inputs.mingzi(folder)
    surnames = [(name, round(share * 1_000_000)) for name, share in found["surname"].items()]
    even = [[(name, 1) for name in found[kind]] for kind in ("female_double", "male_double", "female_single", "male_single")]
    yield "mingzi", surnames, even


def letters(name, surname, names, simple):
    """How it is said, with ' between syllables; None where nobody can tell."""
    if any(simple(c) not in names.read for c in name):
        return None
    usual = ["'".join(next(iter(names.read[simple(c)])) for c in part) for part in (surname, name[len(surname):])]
    return "'".join([names.said.get(simple(surname), usual)[0], usual[1]])


def names(folder, names, drawn):
    """where from, the name, in simplified characters, how it is said"""
    chance = Chance(20_230_630)
    one = {c: forms[0] for c, forms in inputs.opencc(folder, "TSCharacters").items()}
    simple = lambda text: "".join(one.get(c, c) for c in text)
    for source, surnames, given in tables(folder):
        drawn_names = {}
        while len(drawn_names) < EACH[source]:
            surname, rest = chance.pick(surnames), chance.pick(given[chance.below(len(given))])
            said = letters(surname + rest, surname, names, simple)
            if said and set(surname + rest) <= drawn:
                drawn_names[surname + rest] = said
        for name, said in drawn_names.items():
            yield f"{source}\t{name}\t{simple(name)}\t{said}"
