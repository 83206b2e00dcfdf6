"""Names in running text.

Sentences come from text; spans go on to people.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from courtesy.reading import names, titles

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ][\w'’]*(?:-[\w'’]+)*\.?"
_BETWEEN = r"(?: |, (?=[A-Z]\.))(?:(?:de|da|do|dos|das|del|della|dello|di|du|des|van|von|der|den|ter|ten|vom|zu|zum|zur|la|le|y|al|el|bin|ibn|bint|af|av|ben|abu) ){0,2}"
_RUN = re.compile(rf"(?<![\w@./&]){_CAPITAL}(?:{_BETWEEN}{_CAPITAL}){{0,7}}(?!@)")
_PIECE = re.compile(_CAPITAL)
_LOWER = re.compile(r"(?<![\w@./'’-])[^\W\d_]{3,15}(?![\w@])")
_POSSESSIVE = re.compile(r"['’]s?$")
_WEAK_HONORIFICS = frozenset("dean don chef major maj judge justice me m pan pak bu tan eng ing pr fr hr sr pd lord lady hon provost sig kum mag mm col father sister brother captain professor".split())
_AFTER = re.compile(r"\s*(?P<sign>,|\(|\s[-–—|]|:|\bis\b|\bwho is\b|\bwho's\b|\bfrom\b|\bin\b|\baus\b|\bvon\b|\bde\b|\bdu\b|\bder\b|\bist\b|\best\b)\s*(?P<rest>.{1,140})", re.DOTALL)
_ARTICLE = re.compile(r"(?:(?:who(?:'s| is)|our|the|your|my|a|an|their|its|unsere?r?|die|der|das|unser|ihre?|eine?|la|le|notre|votre|nos|une?|l['’])\s+)+", re.IGNORECASE)
_CLAUSE = re.compile(
    r"[.;!?:\t]|,? (?:who|whom|whose|which|will|would|is|are|was|were|has|had|have|wants|want|can|could|may|might|says|said|sends|took|takes|taking|asks|asked|about|that|joins|joined|should|does|did|runs|gave|and I|and me|because|so|but|when|before|after|while|if|as"
    r"|wird|ist|war|hat|möchte|kann|der|die|das|und ich|qui|est|sera|a|va|vous|et moi|souhaite)\b(?! (?:of|for)\b)|, (?:and|to|on|at|in|with|for|he|she|they|we|you|I|und|et|am|um|mit)\b| (?:on|at|from|am|um|vom|le) (?=\d|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Die|Mit|Don|lun|mar|mer|jeu|ven)"
)
_BEFORE = re.compile(
    r"(?:\b(?i:our|the|your|my|their|unsere?r?|unserem|unseren|Ihre?r?|Ihrem|Ihren|die|der|dem|den|notre|votre|nos|le|la|du|au|mon|ma|a|an)|l['’]|\w['’]s)\s*(?P<title>(?:[\w&/’'-]+[, ] ?){0,6}[\w&/’'-]+)[,:]? ?\Z",
)


@dataclass(frozen=True, slots=True)
class Span:
    """A name in a sentence. `sure` is False for a lone word or unknown words that may be something else."""

    start: int
    end: int
    name: names.Name
    title: str | None
    sure: bool
    listed: bool            # its given name is a known one, or the words bear an honorific


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What spotting needs of the lexicon."""

    names: names.Lexicon
    titles: titles.Titles
    stop: frozenset[str]


def find(text: str, words: Words, known: frozenset[str], *, lower: bool = False) -> list[Span]:
    """Return the names of a sentence in order. `known` holds words of names that the message's address fields give."""
    spans = [span for run in _RUN.finditer(text) for span in _of_run(text, run, words, known)]
    if lower:
        taken = {place for span in spans for place in range(span.start, span.end)}
        spans += [span for span in _lower(text, words, known) if span.start not in taken]
        spans.sort(key=lambda span: span.start)
    return spans


def _of_run(text: str, run: re.Match[str], words: Words, known: frozenset[str]) -> Iterator[Span]:
    pieces = list(_PIECE.finditer(text, run.start(), run.end()))
    folded = [_bare(piece.group()) for piece in pieces]
    at = 0
    while at < len(pieces):
        until, listed, sure = _name_at(text, pieces, folded, at, words, known)
        if not until:
            at += 1
            continue
        span = _span(text, pieces, at, until, words, listed=listed, sure=sure)
        if span:
            yield span
        at = until


def _bare(word: str) -> str:
    return names.fold(_POSSESSIVE.sub("", word.rstrip(".")))


def _name_at(
    text: str, pieces: list[re.Match[str]], folded: list[str], at: int, words: Words, known: frozenset[str]
) -> tuple[int, bool, bool]:
    """Return where the name that begins at a piece ends (0: none begins), whether it is listed, whether it is sure."""
    lexicon = words.names
    lead = at
    while lead < len(pieces) and folded[lead] in lexicon.honorifics and pieces[lead].group()[0].isupper() and len(pieces[lead].group()) > 1:
        lead += 1
    strong = any(folded[i] not in _WEAK_HONORIFICS or pieces[i].group().endswith(".") for i in range(at, lead))
    if lead > at and lead < len(pieces) and not _stops(folded[lead], words, known):
        until = _extend(pieces, folded, lead, words, known)
        listed = strong or folded[lead] in known or folded[lead] in lexicon.given
        return (until, listed, strong or (until - lead > 1 and listed)) if listed else (0, False, False)
    first = folded[at]
    if first in known or (first in lexicon.given and not (first in words.stop and first not in lexicon.ambiguous)):
        if _stops(first, words, known) and first not in known and not _followed(folded, at, words):
            return 0, False, False
        until = _extend(pieces, folded, at, words, known)
        sure = first in known or first not in lexicon.ambiguous or until - at > 1
        return until, True, sure
    if _stops(first, words, known) or not pieces[at].group()[0].isupper():
        return 0, False, False
    until = _extend(pieces, folded, at, words, known)
    if any(folded[i] in words.names.given and folded[i] not in words.names.ambiguous for i in range(at + 1, until - 1)):
        return 0, False, False
    initial = len(first) == 1 and pieces[at].group().endswith(".")
    if 2 <= until - at <= 3 and (initial or all(len(folded[i]) > 1 for i in range(at, until))):
        return until, False, False
    return 0, False, False


def _followed(folded: list[str], at: int, words: Words) -> bool:
    """Tell whether a word that is a name among other things is followed by one that can only be a family name."""
    return at + 1 < len(folded) and not words.titles.has(folded[at + 1]) and folded[at + 1] not in words.stop


def _stops(word: str, words: Words, known: frozenset[str]) -> bool:
    return word not in known and (word in words.stop or words.titles.has(word) or not word)


def _extend(pieces: list[re.Match[str]], folded: list[str], at: int, words: Words, known: frozenset[str]) -> int:
    until = at + 1
    while until < len(pieces) and until - at < 5:
        before = pieces[until - 1].group()
        ended = before.endswith(".") and len(before) > 2 and folded[until - 1] not in words.names.honorifics
        if ended or _POSSESSIVE.search(before) or _stops(folded[until], words, known):
            break
        until += 1
    return until


def _span(text: str, pieces: list[re.Match[str]], at: int, until: int, words: Words, *, listed: bool, sure: bool) -> Span | None:
    start, end = pieces[at].start(), pieces[until - 1].end()
    written = text[start:end]
    if len(pieces[until - 1].group()) > 2:
        written = written.rstrip(".")
    stripped = _POSSESSIVE.sub("", written)
    end = start + len(stripped)
    name = names.parse(stripped, words.names)
    if name is None or (not name.full and len(name.words[0]) < 2):
        return None
    title = title_after(text, end, words) or title_before(text[:start], words)
    return Span(start, end, name, title, sure or (bool(title) and name.full), listed)


def _lower(text: str, words: Words, known: frozenset[str]) -> Iterator[Span]:
    """Yield the names of people who do without capitals: "liv (cto) wants to argue"."""
    for match in _LOWER.finditer(text):
        word = names.fold(match.group())
        if match.group()[0].isupper() or (word not in known and (word not in words.names.given or word in words.stop or words.titles.has(word))):
            continue
        name = names.parse(match.group().title(), words.names)
        title = title_after(text, match.end(), words) or title_before(text[: match.start()], words)
        if name and (word in known or title or word not in words.names.ambiguous):
            yield Span(match.start(), match.end(), name, title, word in known or bool(title), listed=True)


def title_after(text: str, end: int, words: Words) -> str | None:
    """Return the title that follows a name: "Hanna Wójcik, Staff Engineer", "liv (cto)", "Tom from Design"."""
    match = _AFTER.match(text, end, end + 160)
    if match is None:
        return None
    sign, rest = match["sign"].strip(), match["rest"]
    if sign == "(":
        inside, closed, _ = rest.partition(")")
        inside = _ARTICLE.sub("", inside, count=1) if _ARTICLE.match(inside) else inside
        return titles.cleaned(inside) if closed and len(inside) < 80 and (words.titles.is_title(inside) or words.titles.is_department(inside)) else None
    if sign in {"from", "in", "aus", "von", "de", "du", "der"}:
        phrase = _CLAUSE.split(_ARTICLE.sub("", rest, count=1) if _ARTICLE.match(rest) else rest, maxsplit=1)[0]
        phrase = re.split(r",| and | und | et ", phrase, maxsplit=1)[0]
        return titles.cleaned(phrase) if words.titles.is_department(phrase) else None
    if (article := _ARTICLE.match(rest)):
        rest = rest[article.end() :]
    elif sign in {"is", "who is", "who's", "ist", "est"}:
        return None
    clause = _CLAUSE.split(rest, maxsplit=1)[0]
    return _first_pieces(clause, words)


def _first_pieces(clause: str, words: Words) -> str | None:
    """Keep the pieces between commas that belong to the title: "Staff Engineer, Metadata", not the next name."""
    pieces = [piece.strip() for piece in clause.split(",")]
    first = pieces[0].split(" and ")[0] if " and " in pieces[0] and not words.titles.is_title(pieces[0].split(" and ")[0].split()[-1]) is False else pieces[0]
    first = _without_next_name(first, words)
    if not words.titles.is_title(first) or len(first) > 80:
        return None
    kept = [first]
    if first == pieces[0]:
        for piece in pieces[1:3]:
            lead = names.fold(piece.split()[0]) if piece.split() else ""
            if not piece[:1].isupper() or lead in words.names.given or lead in words.names.honorifics or len(piece.split()) > 5:
                break
            kept.append(piece)
    return titles.cleaned(", ".join(kept))


def _without_next_name(piece: str, words: Words) -> str:
    """Cut "Staff Engineer and Tom" before the next person."""
    before, joint, after = piece.partition(" and ")
    if joint and after and (after[:1].isupper() and names.fold(after.split()[0]) in words.names.given and not words.titles.has(names.fold(after.split()[0]))):
        return before
    return piece


def title_before(text: str, words: Words) -> str | None:
    """Return the title that leads to a name: "our CTO Harpreet", "our Executive Chef, Étienne Garrel"."""
    match = _BEFORE.search(text, max(0, len(text) - 90))
    if match is None:
        return None
    phrase = match["title"]
    # The nearest article wins: "the offer from our CTO".
    inner = re.split(r"\b(?:our|the|your|my|their|unsere?r?|unserem|notre|votre|with|by|from|and|to|is|mit|und|avec|et)\s+", phrase)[-1].strip(" ,")
    if not words.titles.is_title(inner) or len(inner.split()) > 7:
        return None
    last = names.fold(re.findall(r"[^\W\d_]+", inner)[-1]) if re.findall(r"[^\W\d_]+", inner) else ""
    return titles.cleaned(inner) if words.titles.has(last) or words.titles.is_title(" ".join(inner.split()[:4])) else None
