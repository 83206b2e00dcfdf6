"""Runs of capitals in a line that may be names, cut at both ends from what is no part of them.

Lines come from standing; so do the names go back there.
"""

import functools
import re
from collections.abc import Collection, Iterator

from courtesy.reading import firms, names

_CAPITAL = r"(?:[A-ZÀ-ÖØ-ÞŒŠŽ0-9][\w'’.&-]{0,29}|[A-ZÀ-ÖØ-Þ]|gGmbH|mbH|eG|e\.[VK]\.)"
_JOINER = (
    r"(?:&|\+|and|of|the|for|de|du|des|la|le|les|d['’]|und|für|der|van|von|zu|zum|y|et|à|sur|aux|in|das|dos|da|do|del"
    r"|della|di|den|het)"
)
_PLACED = re.compile(r"(?<!\S)(\S+) in (?:der |den |the )?|(?<=\d)()\. |(?<=[a-zß-ÿ]{4})()\. ")
NAME = re.compile(rf"(?<!\w)(?:{_CAPITAL})(?:,? (?:{_JOINER} ){{0,2}}(?:[dl]['’])?{_CAPITAL}){{0,6}}")
_FOR = re.compile(r"(\S{1,40}) for (?:the )?(?=[A-ZÀ-Þ])")
_LEADS = frozenset({"of", "the", "for", "at", "de", "der", "des"})  # "Office of the Clerk"
_ROOM = 2  # words of a room's beginning: "Office of"
_TRAILING = re.compile(r"(?:['’]s?|[.,;:!?&\s-]){1,40}$")
_BOARD = re.compile(
    r"(?:The )?(?:Board(?: of [A-Z]\w+)?|Governors|Governing Body|Trustees|Directors|Management|Partners|Members"
    r"|(?:\w+ ){0,2}Committee) (?:of|at|for) (?:the )?(?=[A-ZÀ-Þ]\S* ?\S)"
)
_PAIR = 3
_DATIVE = re.compile(r"(?<=werke)n\b|(?<=betriebe)n\b|(?<=dienste)n\b")  # "bei den Stadtwerken"
_DOTTED = ("Inc.", "Corp.", "Co.", "S.A.", "e.V.", "e.K.", "L.P.", "S.p.A.", "B.V.", "N.V.", "S.L.", "S.r.l.", "K.K.")
_ARTICLES = frozenset({"La", "Le", "Les", "El", "Los", "Las", "Il", "Lo", "De", "Het", "O", "Os"})
_ALONE = 2
_SAINTS = frozenset({"St", "Ste", "Saint", "SS"})
_DIGITS_OF_A_NAME = 2


def undecorated(words: list[str], cues: firms.Cues) -> list[str]:
    """Take from a display name what tells only of the department: "Quillstone Recruiting" is "Quillstone"."""
    kept = list(words)
    while kept and (_plain(kept[-1]) in cues.decorations or (len(kept) < len(words) and kept[-1] in _LEADS)):
        kept.pop()
    while kept and (_plain(kept[0]) in cues.decorations or (len(kept) < len(words) and kept[0] in _LEADS)):
        kept.pop(0)
    return kept


def _plain(word: str) -> str:
    return word.lower().strip(".,").replace("’", "'").removesuffix("'s")


def in_line(line: str, cues: firms.Cues) -> Iterator[tuple[str, str, str]]:
    """Yield every capitalised name of a sentence with what stands before and behind it."""
    for start, run, rest in _runs(line[:600], cues):
        for name, offset in trimmed(run, cues, begins=start == 0):
            at = start + offset
            before = " ".join(line[:at].lower().replace("the ", "").replace("’", "'").split()[-cues.longest :])
            behind = line[max(rest, at + len(name)) :].strip(" ,").lower()[:40]
            yield name, before, behind


def _runs(line: str, cues: firms.Cues) -> Iterator[tuple[int, str, int]]:
    """Yield every run of capitals, where it begins, and where what stands behind it does.

    Of "Sutter & Cie in Zug" the name is the first part alone; "Partners in Health" is one.
    """
    for found in NAME.finditer(line):
        behind = next((one for one in _FOR.finditer(found.group()) if one.group(1).lower() in cues.titles), None)
        if behind:  # "Animal Control Officer for the Town of Marlbury"
            yield found.start() + behind.end(), found.group()[behind.end() :], found.end()
            continue
        place = next(
            (one for one in _PLACED.finditer(found.group()) if not (one.group(1) and one.group(1) in cues.within)), None
        )
        if place is None:
            yield found.start(), found.group(), 0
        else:
            yield found.start(), found.group()[: place.end(place.lastindex or 0)], found.end()
            yield found.start() + place.end(), found.group()[place.end() :], len(line)


def trimmed(name: str, cues: firms.Cues, *, begins: bool = True) -> Iterator[tuple[str, int]]:
    """Cut from a run of capitals what is no part of a name, at both ends; `begins` where it begins its sentence."""
    for part in re.finditer(r"[^,]+(?:, (?:Inc|LLC|Ltd|LLP|L\.P|S\.A)\b\.?)?", name):
        words = part.group().split()
        offset = part.start() + len(part.group()) - len(part.group().lstrip())
        while (
            words
            and (begins or words[0] not in _ARTICLES or len(words) < _ALONE)
            and words[:2] != ["Office", "of"]
            and (
                _TRAILING.sub("", words[0]) in cues.never
                or words[0].lower() in {"&", "the", "of", "and", "for"}
                or words[0].islower()
            )
            and not _forms(words[1:], cues)
        ):
            offset += len(words[0]) + 1
            words.pop(0)
        for shorter in (_without_board, functools.partial(_without_writer, given=cues.given)):
            kept = shorter(words)
            offset += sum(len(word) + 1 for word in words[: len(words) - len(kept)])
            words = kept
        last = ""
        while (
            words
            and _TRAILING.sub("", words[-1]) in cues.never
            and not _forms(words, cues)
            and not (len(words) > 1 and words[-1].rstrip(".,;:!?") in cues.words)
        ):
            last = _TRAILING.sub("", words.pop())
        if last and words and words[-1] in _LEADS:  # "Wexley County Office of Human Resources"
            words = words[: -2 if len(words) > _ROOM and words[-2] in cues.rooms else -1]
        if len(words) == 1 and last.lower() in cues.titles:  # "Teaching Assistant"
            continue
        words = _without_numbers(words)
        cleaned = _TRAILING.sub("", " ".join(words))
        if words and words[0].rstrip(".") in _SAINTS and words[-1].rstrip(",.;:!?").endswith(("'s", "’s")):
            cleaned = " ".join(words).rstrip(",.;:!?")  # "St Oswin's" is called so
        if words and words[-1].rstrip(".,") in cues.legal:
            cleaned = " ".join(words).rstrip(",;:!?")
            cleaned = cleaned if cleaned.endswith(_DOTTED) else cleaned.rstrip(".")
        if len(cleaned) > 1 and not cleaned[0].isdigit():
            yield _DATIVE.sub("", cleaned), offset


def _without_board(words: list[str]) -> list[str]:
    """Take off who decides in a house: "Board of Management of St Brigid's National School"."""
    board = _BOARD.match(" ".join(words))
    return words[len(board.group().split()) :] if board else words


def _without_writer(words: list[str], given: Collection[str]) -> list[str]:
    """Take off the given name of who signs for a house: "Amy & the Foxglove girls"."""
    pair = len(words) > _PAIR and words[2].lower() == "the" and words[1].lower() in {"&", "and"}
    return words[_PAIR:] if pair and names.fold(words[0]) in given else words


def _without_numbers(words: list[str]) -> list[str]:
    """Take off the telephone number that follows a name on its line; "Studio 54" keeps its own."""
    kept = list(words)
    while kept and not any(char.isalpha() for char in kept[-1]):
        kept.pop()
    number = "".join(words[len(kept) :])
    return kept if sum(char.isdigit() for char in number) > _DIGITS_OF_A_NAME else words


def _forms(words: list[str], cues: firms.Cues) -> bool:
    return any(word.strip(".,") in cues.legal or word in cues.words for word in words[:2])
