"""The title of the job that a message is about, as written.

Sentences come from reading.text; the title goes on to reading.read. Cues ("the position of …", "Designation: …")
announce a title; a word that only titles bear ("engineer", "-leiterin") ends or confirms one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from courtesy.mail import message
from courtesy.reading import reading, role_bearer, role_leads, role_shape, role_trim, role_words, text

_TITLED = re.compile(r"(?:\d(?:st|nd|rd|th)\b|\dIC\b|[^\W\d_])[\w.'’&/+-]*|&")
_NOISE = re.compile(r"^(?:re|fwd?|aw|wg|tr)\s?:\s*", re.IGNORECASE)
_SURELY = frozenset({"label", "cue"})
_ONLY = 0.15  # less for "locum" than for "locum vet"
_FORM = 0.25  # less for a word that only has the form of a title, where hardly anything announces it
_KNOWN = 0.25
_MOST = 120  # sentences that are looked at
_LEAST = 0.3
# "I don't want you as a journeyman": what is denied is not offered.
_DENIED = re.compile(
    r"\b(?i:don['’]?t|do not|not|won['’]?t|no longer|instead of|rather than|never|nicht|kein\w*|pas)\W[^.,;]{0,24}$"
)
_BEFORE = 24  # characters before a cue
_POSSESSIVE = re.compile(r"['’]s?\s*$")  # "the electrician's job"
# "The Harbour job": what stands before "job" without a word of titles may be a place or a client.
_UNLIKE = 0.35
_VAGUE = 0.2  # of a cue that announces much else: "as" may speak of the writer
_JOBS = (" job", " spot", " slot", " gig")
_WORDS = re.compile(r"[^\W_]+")
_PARTS = re.compile(r"\s{1,9}[-–—|/:<>]{1,40}\s+|:\s+|\s{0,9}[|]\s*|, (?=[A-ZÀ-Þ])")
_LED = 110  # characters behind what leads to a title
_FEW = 3  # words of a title that nobody knows, which a sure cue may announce all the same
_GREETING = re.compile(
    r"^\W{0,2}(?:dear|hi|hello|hey|sehr geehrte[rs]?|liebe[rs]?|guten tag|hallo|moin|bonjour"
    r"|ch[eè]re?|good (?:morning|afternoon))\s[^,.:;]{1,50}[,:]",
    re.IGNORECASE,
)
_THE = re.compile(r"\W{0,3}(?:the|der|die|das|la|le)\s", re.IGNORECASE)
_OUR = re.compile(r"\W{0,3}(?:our|my|his|her|their|unsere?|meine?|notre|mon|ma)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Found:
    title: str
    weight: float
    sentence: text.Sentence
    rule: str


def find(
    mail: message.Message,
    said: Sequence[text.Sentence],
    offering: frozenset[int],
    titles: role_words.Titles,
    company: str = "",
    *,
    borne: frozenset[str] = frozenset(),
    people: frozenset[str] = frozenset(),
) -> reading.Text | None:
    """Return the title.

    `offering` holds the numbers of the sentences that do something about a job, `borne` the titles that people named
    in the mail bear, `people` their names, in small letters: theirs is not the job.
    """
    people = frozenset(one for one in people if not any(role_words.is_noun(word, titles) for word in one.split()))
    called = frozenset(f"{mail.sender.name} {' '.join(people)}".lower().replace(",", " ").split())
    whose = role_bearer.Whose(borne=borne, people=people, called=called)
    found: list[_Found] = []
    for number, sentence in enumerate(said[:_MOST]):
        if sentence.place in {"quoted", "forwarded", "signature", "disclaimer"}:
            continue
        extra = (0.25 if number in offering else 0.0) + _place(sentence)
        every = _in(sentence, titles, company)
        here = (one for one in every if one.rule in _SURELY or not whose.bear(one.title, sentence))
        found.extend(replace(one, weight=one.weight + extra) for one in here)
    best = max(found, key=lambda one: (one.weight, len(one.title)), default=None)
    if best is None:
        return None
    # "Assistant Manager" is announced, "Assistant Manager, Treasury" stands in the subject: the fuller form is meant.
    fuller = [one for one in found if _extends(one, best)]
    chosen = max(fuller, key=lambda one: one.weight) if fuller else best
    if chosen.weight < _LEAST:
        return None
    evidence = reading.Evidence(mail.message_id, chosen.sentence.place, chosen.sentence.text, chosen.rule)
    return reading.Text(value=role_trim.cased(chosen.title, titles), weight=min(1.0, chosen.weight), evidence=evidence)


def _extends(one: _Found, best: _Found) -> bool:
    more = len(one.title) - len(best.title)
    return 0 < more <= 40 and one.weight > best.weight - 0.6 and one.title.lower().startswith(best.title.lower())


def _place(sentence: text.Sentence) -> float:
    if sentence.place == "subject":
        return 0.12
    return 0.1 if sentence.place.startswith("attachment") else 0.0


def _in(sentence: text.Sentence, titles: role_words.Titles, company: str) -> Iterator[_Found]:
    line = _GREETING.sub("", role_trim.plain(sentence.text[:500]), count=1)
    if sentence.place == "subject" or titles.labels.match(line):
        line = role_trim.without_numbers(line)
    for title, weight, rule in _titles(line, sentence, titles, company):
        if title:
            only = _ONLY if all(word in role_words.FORMS for word in title.lower().split()) else 0.0
            form = _FORM if rule == "weak cue" and 0 < _named(title, titles) < _KNOWN else 0.0
            yield _Found(title, weight + _named(title, titles) - only - form, sentence, rule)


def _titles(
    line: str, sentence: text.Sentence, titles: role_words.Titles, company: str
) -> Iterator[tuple[str, float, str]]:
    """Yield what may be a title, how surely what stands before it announces one, and the rule."""
    label = titles.labels.match(line)
    if label:
        yield role_trim.cut(line[label.end() :], titles, company, whole=True), 0.9, "label"
    yield from _announced(line, titles, company)
    for rest, weight in role_leads.led(line, titles) if sentence.place != "subject" else ():
        title = role_trim.cut(rest[:_LED], titles, company)
        yield title, weight, "cue" if title and _named(title, titles) > 0 else "weak cue"
    noun = role_words.may_hold_noun(line, titles)
    brief = sentence.place == "invitation" or len(line) < 90 or sentence.index == 0
    if sentence.place == "subject" or (noun and brief):
        for part in _PARTS.split(_NOISE.sub("", line)):
            if role_bearer.ACTS.search(part) or _OUR.match(part):
                continue
            title = role_trim.cut(part, titles, company)
            if _goes_on(part, title) and sentence.place != "subject":
                continue
            if title and (_named(title, titles) > 0.2 or (sentence.place == "subject" and _does(title, titles))):
                yield title, 0.12, "line"
    for title in _by_noun(line, titles, company) if noun else ():
        yield title, 0.05, "noun"


def _goes_on(part: str, title: str) -> bool:
    """Tell whether a sentence begins with "the" and a title, and says something of it."""
    return _THE.match(part) is not None and len(part.split()) > len(title.split()) + 1


def _announced(line: str, titles: role_words.Titles, company: str) -> Iterator[tuple[str, float, str]]:
    """Yield what stands where a cue announces a title."""
    words = frozenset(("", *_WORDS.findall(line.lower())))
    for number in sorted(number for word in words & titles.by_word.keys() for number in titles.by_word[word]):
        cue = titles.cues[number]
        if cue.words <= words:
            for match in role_words.compiled(cue.expression).finditer(line):
                if role_bearer.GONE.search(line, match.start("title")) or _DENIED.search(
                    line[: match.start()][-_BEFORE:]
                ):
                    continue
                written = match.group("title")
                written = _POSSESSIVE.sub("", written) if cue.closed else written
                title = role_trim.cut(written, titles, company, closed=cue.closed)
                sure = not cue.closed or _named(title, titles) > 0
                if cue.closed and " / " in written:  # "your resignation talk / revised position"
                    continue
                if not sure and match.group().endswith(_JOBS) and _is_plain(title, titles):  # "the shipwright job"
                    yield title, cue.weight, "weak cue"
                    continue
                yield title, cue.weight - (0.0 if sure else _UNLIKE), "cue" if cue.weight > _VAGUE else "weak cue"


def _is_plain(title: str, titles: role_words.Titles) -> bool:
    """Tell whether words that nobody knows can only say what one does before "job": no name, no praise."""
    words = title.split()
    return 0 < len(words) < _FEW and all(
        word.isalpha() and word.islower() and len(word) > 2 and word not in titles.vague for word in words
    )


def _named(title: str, titles: role_words.Titles) -> float:
    """Tell how much a text looks like a title: a noun of titles in it, capitals."""
    words = [part for word in _TITLED.findall(title) for part in word.lower().split("/")]
    if not words:
        return -0.6
    capitals = sum(word[:1].isupper() for word in title.split()) / len(title.split())
    if any(role_words.is_noun(word, titles) for word in words):
        return 0.25 + 0.1 * capitals
    if role_shape.does(words[-1], titles):
        return 0.05 + 0.1 * capitals
    if capitals > 0.6 and len(words) > 1:
        return -0.15
    return -0.35 if len(words) < _FEW else -0.45


def _does(title: str, titles: role_words.Titles) -> bool:
    """Tell whether capitals end in a word that has the form of who does something: "Reading Interventionist"."""
    words = title.split()
    return role_shape.does(words[-1], titles) and all(word[:1].isupper() for word in words) and 1 < len(words) <= _FEW


def _by_noun(line: str, titles: role_words.Titles, company: str) -> Iterator[str]:
    """Yield runs of words that end in a title's noun: "… as founding ML engineer, …"."""
    words = list(_TITLED.finditer(line))
    for index, word in enumerate(words):
        if not any(role_words.is_noun(part, titles) for part in word.group().lower().split("/")):
            continue
        start = index
        while start > 0 and index - start < 4 and _joins(line, words[start - 1], words[start], titles):
            start -= 1
        if role_bearer.borne(line, words[start].start(), word):
            continue
        yield role_trim.cut(line[words[start].start() : word.end() + _LED], titles, company)


def _joins(line: str, before: re.Match[str], after: re.Match[str], titles: role_words.Titles) -> bool:
    if line[before.end() : after.start()] not in {" ", "-", "/"}:
        return False
    word = before.group()
    if word.lower() in titles.shape.articles:
        return False
    return (
        word.lower() in titles.before
        or (word[:1].isupper() and word.lower() not in titles.never and len(word) > 1)
        or word.lower() in titles.nouns
    )
