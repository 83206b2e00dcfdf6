"""An employer's name as somebody wrote it, found by how the address of those who wrote spells it.

Asked by casebook.naming where no message names the employer: "delaneyyard" is Delaney Yard & Tree, of whom the owner's
own letter speaks.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from courtesy.casebook import cues as cue
from courtesy.casebook import folding
from courtesy.reading import reading

_RUN = re.compile(r"[A-ZÀ-Þ][\w'’-]*(?: (?:&|and|und|et|of|the|der|de|du|la|[A-ZÀ-Þ][\w'’-]*)){0,6}")
_JOINING = frozenset({"&", "and", "und", "et", "of", "the", "der", "de", "du", "la"})
_LETTERS = re.compile(r"[^a-z0-9]+")
_BESIDE = re.compile(r"(?:office|team|hiring|jobs|info|careers|mail|hr|hq)$")  # of a local part
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ø": "oe", "å": "aa"})
_SHORTEST = 6  # letters of a label that can be told from a chance likeness
_ARTICLE = 3
_READ = 6000  # characters of a message that are looked at


def spelled(cues: Sequence[cue.Cues], everywhere: Sequence[cue.Cues], domains: Collection[str]) -> reading.Text | None:
    """Return the name most written in a mailbox that spells a domain or a mailbox of those who wrote in a process."""
    labels = {folding.label(domain) for domain in domains} | set(_mailboxes(cues, domains))
    wanted = frozenset(label for label in labels if len(label) >= _SHORTEST)
    if not wanted:
        return None
    honest = (one for one in everywhere if one.entry.reading.kind is not reading.Kind.SCAM)
    found = list(_names(cues, wanted)) or list(_names(honest, wanted))
    times = Counter(text.value for text in found)
    return max(found, key=lambda text: (times[text.value], len(text.value)), default=None)


def family(cues: Sequence[cue.Cues], everywhere: Sequence[cue.Cues]) -> reading.Text | None:
    """Return the house that bears the family name of who writes from a mailbox anybody may have: "Folan Electrical"."""
    names = {one.writer.rpartition(" ")[2] for one in cues if not one.own and not one.machine and not one.domains}
    houses = (one for one in everywhere if not one.own and one.company and folding.named_in(one.home, one.company))
    found = [
        text
        for one in houses
        if (text := one.entry.reading.company)
        and any(len(name) > _ARTICLE and name in one.company.split() for name in names)
    ]
    times = Counter(text.value for text in found)
    return max(found, key=lambda text: (times[text.value], text.weight, text.value), default=None)


def _mailboxes(cues: Sequence[cue.Cues], domains: Collection[str]) -> Iterator[str]:
    """Yield what the local parts of their addresses at a provider call them: fernhollowoffice is fernhollow."""
    for one in cues:
        sender = one.entry.message.sender
        if not one.own and not one.machine and one.home not in domains:
            named = _squash(sender.name)
            label = _BESIDE.sub("", _LETTERS.sub("", sender.local.lower()))
            if label and label not in named and not (named and named in label):
                yield label


def _names(cues: Iterable[cue.Cues], labels: frozenset[str]) -> Iterator[reading.Text]:
    for one in cues:
        mail = one.entry.message
        attached = ((f"attachment {document.name}", document.text) for document in mail.documents)
        places = [("subject", mail.subject), ("body", mail.text), *attached]
        for place, text in places:
            for name, line in _runs(text[:_READ], labels):
                evidence = reading.Evidence(mail.message_id, place, line, "spells their address")
                yield reading.Text(value=name, weight=0.5, evidence=evidence)


def _runs(text: str, labels: frozenset[str]) -> Iterator[tuple[str, str]]:
    low = text.lower()
    begins = [label for label in labels if label[:4] in low]
    if not begins:
        return
    for line in text.splitlines():
        for run in _RUN.finditer(line):
            words = run.group().split()
            for start in range(len(words)):
                if any(spells(label, words[start:]) for label in begins):
                    yield _whole(words[start:]), " ".join(line.split())
                    break


def spells(label: str, words: Sequence[str]) -> bool:
    """Tell whether words, the first among them, run together to a label; a word between may be left out."""
    at = 0
    for number, word in enumerate(words):
        piece = _squash(word)
        if piece and label.startswith(piece, at):
            at += len(piece)
        elif number == 0:
            break
        if at == len(label):
            return True
    return _turned(label, words)


def _turned(label: str, words: Sequence[str]) -> bool:
    """Tell whether two of the words, the first among them, run together the other way round: courierboston."""
    first, *others = (_squash(word) for word in words)
    return bool(first) and any(len(other) > _ARTICLE and label == other + first for other in others)


def _whole(words: Sequence[str]) -> str:
    kept = list(words)
    while kept[-1] in _JOINING:
        kept.pop()
    return " ".join(kept)


def _squash(text: str) -> str:
    return _LETTERS.sub("", folding.plain(text.translate(_UMLAUTS)))
