"""The title beside a name in running text: "Hanna Wójcik, Staff Engineer", "our CTO Harpreet", "Tom from Design".

Sentences and places come from spot; titles go back there.
"""

import re
from dataclasses import dataclass

from courtesy.reading import apposition, around, below, beside, names, slots, titles

_WORDS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What spotting needs of the lexicon."""

    names: names.Lexicon
    titles: titles.Titles
    stop: frozenset[str]
    firms: frozenset[str]  # words that end the name of a firm
    times: frozenset[str] = frozenset()  # months and days of the week
    apposition: apposition.Apposition
    around: around.Around
    slots: slots.Slots
    below: below.Below
    beside: beside.Beside

    def is_unit(self, word: str) -> bool:
        """Tell whether a folded word names a department or a field, and no family: "Studies", "Forestry"."""
        unit = word in self.titles.departments or word in self.names.group_words
        return unit and word not in self.names.surnames


def after(text: str, end: int, words: Words) -> tuple[str | None, int]:
    """Return the title that follows a name, and where it ends."""
    match = words.apposition.after.match(text, end, end + 160)
    if match is None:
        return None, end
    known, sign, rest = words.apposition, match["sign"].strip().replace("’", "'"), match["rest"]
    if sign == "(":
        return _bracketed(rest, match.start("rest"), end, words)
    if sign in known.places:
        return _department(rest, match.start("rest"), end, words)
    article = known.article.match(rest)
    if article:
        rest = rest[article.end() :]
    elif sign in known.verbs:
        return None, end
    clause = known.clause.split(rest, maxsplit=1)[0]
    title = _pieces(clause, words, within=4 if article or clause[:1].isupper() else 2)
    return (titles.cleaned(title), text.find(title, end) + len(title)) if title else (None, end)


def _bracketed(rest: str, start: int, end: int, words: Words) -> tuple[str | None, int]:
    inside, closed, _ = rest.partition(")")
    until = start + len(inside) + 1
    article = words.apposition.article.match(inside)
    inside = inside[article.end() :] if article else inside
    if not closed or len(inside) > 80:
        return None, end
    if words.titles.is_department(inside):
        return titles.cleaned(inside), until
    title = words.apposition.clause.split(inside, maxsplit=1)[0].rstrip(" ,")
    if not words.titles.is_title(title):
        return None, end
    return titles.cleaned(title), until if title == inside else start + rest.find(title) + len(title)


def _department(rest: str, start: int, end: int, words: Words) -> tuple[str | None, int]:
    article = words.apposition.article.match(rest)
    lead = article.end() if article else 0
    phrase = words.apposition.joins.split(words.apposition.clause.split(rest[lead:], maxsplit=1)[0], maxsplit=1)[0]
    short = " ".join(phrase.split()[:2])
    for one in (phrase, short, short.partition(" ")[0]):
        if one and words.titles.is_department(one):
            return titles.cleaned(one), start + lead + len(one)
    return None, end


def _pieces(clause: str, words: Words, *, within: int) -> str | None:
    """Keep the pieces between commas that belong to the title: "Staff Engineer, Metadata", not the next name."""
    pieces = [piece.strip() for piece in clause.split(",")]
    first = _before_next(pieces[0], words)
    # A title says what it is at its beginning; a sentence that goes on may hold such a word anywhere.
    lead = names.fold(first.split()[0]).strip(".") if first.split() else ""
    next_name = (
        first.split()[1:2] and first.split()[1][:1].isupper() and not words.titles.has(names.fold(first.split()[1]))
    )
    if lead in words.names.given and not words.titles.has(lead) and (next_name or lead not in words.names.ambiguous):
        return None
    if len(first) > 80 or not words.titles.is_title(" ".join(first.split()[:within])):
        return None
    last = first.split()[-1]
    if (
        len(first.split()) > 1
        and last[:1].isupper()
        and names.fold(last) in words.names.given
        and not words.titles.has(names.fold(last))
    ):
        return None  # "Jo, our founder Ola": the title of the next
    kept = [first]
    if first == pieces[0]:
        for piece in pieces[1:3]:
            lead = names.fold(piece.split()[0]).strip(".") if piece.split() else ""
            if (
                not piece[:1].isupper()
                or any(c.isdigit() for c in piece)
                or lead in words.names.given
                or lead in words.names.honorifics
                or len(piece.split()) > 5
            ):
                break
            kept.append(piece)
    return ", ".join(kept)


def _before_next(piece: str, words: Words) -> str:
    """Cut "Staff Engineer and Tom" before the next person."""
    for joint in (" and ", " und ", " et "):
        before, joined, rest = piece.partition(joint)
        lead = names.fold(rest.split()[0]).strip(".") if rest.split() else ""
        if joined and (
            rest.startswith(("with ", "by ", "mit ", "avec ", "par "))
            or (
                rest[:1].isupper()
                and (lead in words.names.given or lead in words.names.honorifics)
                and not words.titles.has(lead)
            )
        ):
            return before
    return piece


def before(text: str, words: Words) -> str | None:
    """Return the title that leads to a name."""
    known = words.apposition
    match = known.before.search(text, max(0, len(text) - 90))
    if match is None:
        return _rank(text, words)
    inner = known.trailing.sub("", known.inner.split(match["title"])[-1].strip(" ,"))
    last = inner.rpartition(",")[2].strip()
    inner = known.openings.sub("", last if words.titles.is_title(last) else inner)
    spoken = [names.fold(word) for word in _WORDS.findall(inner)]
    if not spoken or len(spoken) > 7:
        return None
    # The phrase must end in the title, or say of what or for what: "our head of design".
    joined = not known.of.isdisjoint(spoken[1:3])
    return (
        titles.cleaned(inner)
        if words.titles.has(spoken[-1]) or (joined and words.titles.is_title(" ".join(spoken[:2])))
        else None
    )


def _rank(text: str, words: Words) -> str | None:
    """Return a title that stands before a name like an honorific: "Principal Ramona Escobar", "Chef Antoine"."""
    match = words.apposition.rank.search(text, max(0, len(text) - 60))
    if match is None:
        return None
    spoken = [names.fold(word) for word in match["title"].split()]
    return titles.cleaned(match["title"]) if all(words.titles.has(word) for word in spoken) else None
