"""Where the signature begins: a delimiter, a sign-off with a name below it, or the sender's own name at the end.

Lines come from mail.body; what is found goes back there.
"""

import re
from collections.abc import Sequence

from courtesy.mail import phrases, signer

_DELIMITER = re.compile(r"\s{0,3}(?:--|-- |[—–_]{1,3}|-{2,60}|_{2,60}|={3,60}|\*{3,60}|[—–]{2,60}|~{2,60})\s{0,3}")
_MOBILE = re.compile(rf"\W{{0,3}}(?:{phrases.MOBILE})", re.IGNORECASE)
_EFFUSION = "with|in|my|our|all|the|very|so|many|much|lots of|as always|again"
_SIGN_OFFS = re.compile(rf"(?:(?:{_EFFUSION}) ){{0,3}}(?:{phrases.SIGN_OFFS})", re.IGNORECASE)
_CONTACT = re.compile(
    r"@|\bhttps?:|\bwww\.|\+?\(?\d[\d\s().\u00a0/-]{6,20}\d|\b(?:tel|mob|cell|phone|direct|fax|mobil|telefon|linkedin|m|t|p|o)[.:]\s?[+(\d]|[|·•]",
    re.IGNORECASE,
)
_LONGEST = 28  # lines that a signature may have
_WIDEST = 110


def mobile(line: str) -> bool:
    """Tell whether a line is what telephones put below a mail."""
    return len(line) < 120 and _MOBILE.match(line) is not None


def signs_off(line: str) -> bool:
    """Tell whether a line takes leave and says nothing else."""
    if len(line) > 60 and (len(line) > 130 or line[0] not in "JjVvNnDdMmWw"):  # long ones are French or effusive
        return False
    bare = line.strip().strip("-–—*_~ ")
    if not bare or bare[-1] in "?:;":
        return False
    found = _SIGN_OFFS.match(bare)
    return (
        found is not None and (bare.count(" ") <= 7 or (bare[-1] == "," and found.end() > 12)) and ". " not in bare[:-1]
    )


def start(lines: Sequence[str], names: signer.Names, *, strict: bool = False) -> int:
    """Return at which line the signature begins; the number of lines where there is none.

    `lines` are what the sender wrote in one piece, footer taken off. `strict` asks for a delimiter, or a sign-off with
    the sender's name: for pieces between quotations.
    """
    end = len(lines)
    first = _first_text(lines)
    zone = _zone(lines)
    found = _opener(lines, zone, first, names, strict=strict)
    if found < end:
        return _grown(lines, found, first, names)
    if strict:
        return end
    found = _by_shape(lines, max(zone, first + 1), names)
    return found if found < end else _above_prose(lines, zone, first, names)


def _opener(lines: Sequence[str], zone: int, first: int, names: signer.Names, *, strict: bool) -> int:
    """Return the first line of the tail that begins a signature."""
    above = next((line for line in reversed(lines[max(first + 1, zone - 3) : zone]) if line), "")
    leaving = _trails_off(above)
    for at in range(zone, len(lines)):
        line = lines[at]
        if line and not line.isspace():
            if _opens(lines, at, first, names, after_sign_off=leaving, strict=strict):
                return at
            leaving = signs_off(line) or (at > first and _trails_off(line))
    return len(lines)


def _trails_off(line: str) -> bool:
    """Tell whether a short line ends in a comma, as a leave-taking of the writer's own does."""
    bare = line.strip()
    return 0 < len(bare) <= 60 and bare[-1] == "," and bare.count(" ") <= 8 and not signer.salutation(bare)


def _above_prose(lines: Sequence[str], zone: int, first: int, names: signer.Names) -> int:
    """Find a sign-off with a name, or the sender's name by itself, further up: below it somebody wrote on."""
    for at in range(zone - 1, max(first, zone - _LONGEST), -1):
        if not lines[at]:
            continue
        if not lines[at - 1] and at > first + 1 and _names_sender(lines[at], names):
            return _highest(lines, at, first, names)
        if signs_off(lines[at]):
            named = next((below for below in range(at + 1, min(len(lines), at + 4)) if lines[below]), at)
            if named != at and (names.in_line(lines[named]) or signer.name_like(lines[named])):
                return named
    return len(lines)


def _names_sender(line: str, names: signer.Names) -> bool:
    """Tell whether a line is the sender's name, and neither a greeting nor a heading."""
    return not signer.salutation(line) and not (line.isupper() and len(line) > 3) and names.in_line(line)


def _highest(lines: Sequence[str], at: int, first: int, names: signer.Names) -> int:
    """Take in the sender's name where it stands once more above: `Petra`, a blank line, `Petra Hollis`."""
    above = next((before for before in range(at - 1, max(first, at - 3), -1) if lines[before]), at)
    return above if above != at and _names_sender(lines[above], names) else at


def stop(lines: Sequence[str], begin: int) -> int:
    """Return the line at which a signature that begins at `begin` has ended: the first written sentence below it."""
    for at in range(begin + 1, len(lines)):
        if _prose(lines[at]) and not mobile(lines[at]):
            return at
    return len(lines)


def _zone(lines: Sequence[str]) -> int:
    """Return where the tail begins in which every line is short enough for a signature."""
    at, count = len(lines), 0
    while at > 0 and count < _LONGEST:
        line = lines[at - 1]
        if line.strip():
            if _prose(line) and not mobile(line) and not _delimiter(line):
                break
            count += 1
        at -= 1
    return at


def _prose(line: str) -> bool:
    bare = line.strip()
    if len(bare) > _WIDEST:
        return not (_CONTACT.search(bare) and bare.count("|") + bare.count("·") + bare.count("•") >= 2)
    words = bare.count(" ") + 1
    if words < 5 or not (words > 11 or bare[-1] in ".!?…,"):
        return False
    if words <= 16 and _CONTACT.search(bare):
        return words > 8 and bare[-1] in ".!?" and bare[-3:-1] != "mb"
    return words > 9 or not signs_off(bare)


def _first_text(lines: Sequence[str]) -> int:
    return next((at for at, line in enumerate(lines) if line.strip()), len(lines))


def _delimiter(line: str) -> bool:
    return bool(line.strip()) and _DELIMITER.fullmatch(line) is not None


def _opens(
    lines: Sequence[str], at: int, first: int, names: signer.Names, *, after_sign_off: bool, strict: bool
) -> bool:
    line = lines[at]
    if _delimiter(line):
        return line.rstrip() == "--" or (not strict and any(map(signer.name_like, lines[at + 1 : at + 4])))
    if len(line) > _WIDEST or signer.salutation(line):
        return False
    if names.in_line(line):
        return after_sign_off or (not strict and at > first and _set_apart(lines, at))
    if after_sign_off and not strict:
        return signer.name_like(line) and not signs_off(line)
    return _signs_in_line(line, names)


def _follows_sign_off(lines: Sequence[str], at: int) -> bool:
    above = next((lines[before] for before in range(at - 1, max(-1, at - 4), -1) if lines[before].strip()), "")
    return signs_off(above)


def _set_apart(lines: Sequence[str], at: int) -> bool:
    above = lines[at - 1].strip()
    return not above or above[-1] in ".!?…,)" or len(above) < 40


def _signs_in_line(line: str, names: signer.Names) -> bool:
    """Tell whether sign-off and name stand on one line: `Best, Dana`."""
    bare = line.strip()
    if len(bare) > 60:
        return False
    leave, comma, name = bare.rpartition(",")
    if not comma:
        leave, comma, name = bare.partition("!")
    return bool(comma and name.strip()) and signs_off(leave) and names.in_line(name)


def _grown(lines: Sequence[str], at: int, first: int, names: signer.Names) -> int:
    """Take in a name that stands above a delimiter."""
    if _delimiter(lines[at]):
        above = next((before for before in range(at - 1, max(first, at - 4), -1) if lines[before].strip()), at)
        if above != at and (
            names.in_line(lines[above]) or (_follows_sign_off(lines, above) and signer.name_like(lines[above]))
        ):
            return above
    return at


def _by_shape(lines: Sequence[str], least: int, names: signer.Names) -> int:
    """Find a last paragraph that looks like a signature, although nobody takes leave and the name is another."""
    end = len(lines)
    while end > least and not lines[end - 1].strip():
        end -= 1
    begin = end
    while begin > least and lines[begin - 1].strip():
        begin -= 1
    block = lines[begin:end]
    if len(block) == 1:
        alone = signer.team(block[0]) or signer.name_and_title(block[0]) or (names.person and signer.single(block[0]))
        return begin if alone else len(lines)
    return begin if len(block) > 1 and _is_card(block) else len(lines)


def _is_card(block: Sequence[str]) -> bool:
    """Tell whether a paragraph is a name with a title, or with a way to reach somebody, below it."""
    if signer.titled(block[0]):
        return True
    reached = any(map(_CONTACT.search, block[1:]))
    if signer.name_like(block[0]) and " " in block[0].strip():
        return reached or signer.job(block[1])
    bare = block[0].strip()
    if len(block) != 2 or len(bare) > 60 or ":" in bare or not bare[:1].isupper():
        return False
    return _only_contact(block[1]) or (reached and signer.single(bare))


def _only_contact(line: str) -> bool:
    """Tell whether a line is a telephone number or an address and nothing else."""
    words = line.split()
    return len(words) <= 6 and _CONTACT.search(line) is not None and sum(word.isalpha() for word in words) <= 1
