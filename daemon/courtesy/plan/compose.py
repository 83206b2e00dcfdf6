"""A letter's words: templates, which are messages, filled with sentences that fit the person.

The text of templates and phrases comes from files (resources.texts), those of the owner winning over the packaged
ones; they go on as plain text to letters. A template is given dicts and strings alone, in a sandbox, and what it
returns is cut to a length: nothing that stands in a mail can make it run.
"""

import dataclasses
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from courtesy import config, errors
from courtesy.plan import check, deeds, desired, naming, particular, personal, phrases, recall, template

if TYPE_CHECKING:
    import jinja2

FALLBACK = "en"
_SHORTER = ("short", "shorter", "shortest")  # lengths to try where a letter comes out too long
_SPARE = 1  # words above the fewest, under which a letter gets its spare sentence
_ALIKE = frozenset({"closing", "subject"})  # which letters to several people may have in common
_MUST = frozenset({"opening", "thanks", "no", *_ALIKE})  # without these it is no letter
_FIRST = frozenset({"opening", "thanks"})  # slots that stand behind the greeting
_PARTING = frozenset({"door"})  # hopes to meet again, which nobody says to those with whom they work
_TIES = frozenset({"colleague", "internal", "counter"})
_ABOUT_AN_OFFER = frozenset({"decline", "thank_you"})
# A letter in the making: its part, what is said in it so far by slot, and what of its reader has been told.
_Letter = tuple[phrases.Part, dict[str, str], set[str]]
_NOTHING = dict.fromkeys(
    ("company", "role", "agency", "topic", "event", "meeting", "reason", "others", "subject", "phone", "linkedin"), ""
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Templates:
    """All that letters are made of, compiled."""

    letters: Mapping[tuple[str, str], "jinja2.Template"]  # (kind, language)
    phrases: Mapping[str, Mapping[str, tuple[phrases.Phrase, ...]]]  # language -> slot -> sentences
    words: Mapping[str, Mapping[str, Mapping[str, str]]]  # language -> greeting, closing, … -> name -> text
    recalls: recall.Words
    checks: Mapping[str, check.Words]
    titles: personal.Titles
    articled: Mapping[str, naming.Houses]  # language -> the houses whose names take an article

    def houses(self, language: str) -> naming.Houses:
        """Return the houses whose names take an article in a language."""
        return self.articled.get(language, naming.Houses({}))

    @property
    def lexicons(self) -> Mapping[str, particular.Lexicon]:
        """Return the words of each language that tell what may be recalled."""
        return self.recalls.lexicons

    @property
    def languages(self) -> frozenset[str]:
        """Return the languages in which every kind of letter can be written."""
        kinds = [kind.value for kind in desired.LetterKind]
        return frozenset(name for name in self.phrases if all((kind, name) in self.letters for kind in kinds))

    def language(self, *wished: str) -> str:
        """Return the first language wished for that there is, else English."""
        return next((name for name in wished if name in self.languages), FALLBACK)


def load(texts: Mapping[str, str], tables: Mapping[str, Any]) -> Templates:
    """Compile templates and phrases by file name (resources.texts), and the tables of config/letters.

    Raises ConfigurationError naming every file that cannot be used.
    """
    import jinja2  # noqa: PLC0415  # three megabytes that a daemon needs only once there is an offer

    world = template.environment()
    letters: dict[tuple[str, str], jinja2.Template] = {}
    tables_of: dict[str, dict[str, Any]] = {}
    problems: list[str] = []
    for name, text in sorted(texts.items()):
        stem = name.split(".")
        try:
            if name.endswith(".eml.j2") and len(stem) == 4:
                letters[stem[0], stem[1]] = template.compile_text(world, name, text)
            elif stem[0] == "phrases" and len(stem) == 3:
                tables_of[stem[1]] = tomllib.loads(text)
        except (jinja2.TemplateError, tomllib.TOMLDecodeError, ValueError) as error:
            line = getattr(error, "lineno", None)  # jinja2 knows it; tomllib says it in its message
            problems.append(f"{name}, line {line}: {error}" if line else f"{name}: {error}")
    if problems:
        raise errors.ConfigurationError(*problems)
    return Templates(
        letters=MappingProxyType(letters),
        phrases={language: _slots(table) for language, table in tables_of.items()},
        words={language: _words(table) for language, table in tables_of.items()},
        recalls=recall.words(tables),
        checks={name: check.words(table["check"]) for name, table in tables.items() if "check" in table},
        titles=personal.titles(tables["titles"]),
        articled={name: naming.houses(table["houses"]) for name, table in tables.items() if "houses" in table},
    )


def compose(
    templates: Templates,
    parts: Sequence[phrases.Part],
    voice: config.Voice = config.Voice(),  # noqa: B008  frozen
) -> list[template.Words]:
    """Write the letters to the people of one opportunity, no sentence twice among them."""
    said = _share(templates, parts, voice)
    return [_write(templates, part, said[place], voice) for place, part in enumerate(parts)]


def _write(templates: Templates, part: phrases.Part, said: Mapping[str, str], voice: config.Voice) -> template.Words:
    """Write one letter; with one sentence more where it comes out too short, with less of the person where too long.

    Where the owner likes letters full, the one sentence more stands in every one.
    """
    text, more = templates.letters[part.kind, part.language], said.get("more", "")
    values = _values(templates, part, said, voice)
    frame = check.count(f"{part.facts.get('greeting', '')} {part.facts.get('signature', '')}")

    def written(length: str, more: str = "") -> tuple[template.Words, int]:
        letter = template.render(text, {**values, "length": length, "more": more})
        return letter, check.count(letter.body) - frame

    letter, words = written(voice.length, more if voice.length == "full" else "")
    for length in _SHORTER:
        if words > check.most(part.kind):
            letter, words = written(length)
    enough = words >= check.least(part.kind, voice.length) + _SPARE
    return letter if enough or not more else written(voice.length, more)[0]


def _values(
    templates: Templates, part: phrases.Part, said: Mapping[str, str], voice: config.Voice
) -> dict[str, object]:
    """Return all that a template is given: strings, and what the owner wants of every letter."""
    own = voice.opening.get(part.language, "")
    if own:  # what begins small after a greeting begins a sentence of its own behind the owner's words
        said = {name: text[:1].upper() + text[1:] if name in _FIRST else text for name, text in said.items()}
    deeds_told = phrases.sentences(said.get("deeds", ""))
    return {
        **_NOTHING,
        **part.facts,
        "say": {**dict.fromkeys(_names(templates, part), ""), **said, "deed": next(deeds_told, "")},
        "familiar": part.familiar,
        "opening": own,
        "closing": voice.closing.get(part.language, "") or said.get("closing", ""),
    }


def _share(templates: Templates, parts: Sequence[phrases.Part], voice: config.Voice) -> list[dict[str, str]]:
    said: list[dict[str, str]] = [{} for _ in parts]
    told: list[set[str]] = [set() for _ in parts]
    for language in {part.language for part in parts}:
        slots = _allowed(templates.phrases[language], voice)
        mine = [n for n, part in enumerate(parts) if part.language == language]
        # The first sentences come first: what they tell, no other does. Deeds come before what else there is to tell.
        first = [slot for slot in slots if slot.partition(".")[2] in _FIRST]
        used: set[str] = set()
        for slot in first:
            _fill(slot, slots, [(parts[n], said[n], told[n]) for n in mine], used)
        _tell_deeds(slots, [(parts[n], said[n], told[n]) for n in mine if parts[n].kind in _ABOUT_AN_OFFER], used)
        for slot in (slot for slot in slots if slot not in first):
            _fill(slot, slots, [(parts[n], said[n], told[n]) for n in mine], used)
    return said


def _fill(slot: str, slots: deeds.Slots, letters: Sequence[_Letter], used: set[str]) -> None:
    """Choose the sentence of a slot for every letter that has the slot."""
    scope, _, name = slot.partition(".")
    letters = [one for one in letters if scope in {one[0].kind, "any"}]
    among_colleagues = name in _PARTING and any("colleague" in part.facts for part, _, _ in letters)
    choices = [one for one in slots[slot] if not among_colleagues or one.wants & _TIES]
    parts, told = [part for part, _, _ in letters], [told for _, _, told in letters]
    if name in _ALIKE:  # what stands around a letter tells nothing that its sentences might repeat
        told, used = [set(one) for one in told], set()
    texts = phrases.share(slot, choices, parts, told, used, must=name in _MUST)
    for (_, said, _), text in zip(letters, texts, strict=True):
        said[name] = text


def _tell_deeds(slots: deeds.Slots, letters: Sequence[_Letter], used: set[str]) -> None:
    """Tell in every letter what its reader did: several deeds in one breath, or else one by one."""
    picked = [deeds.chosen(part, slots, told) for part, _, told in letters]
    for n in _in_one_breath(slots, letters, picked, used):
        letters[n][2].update(deeds.tells(picked[n], slots, letters[n][0]))
        picked[n] = ()
    for slot in filter(deeds.is_deed, slots):
        some = [one for one, mine in zip(letters, picked, strict=True) if slot in mine]
        texts = phrases.share(slot, slots[slot], [part for part, _, _ in some], [told for _, _, told in some], used)
        for (_, said, told), text in zip(some, texts, strict=True):
            told.update({deeds.SCOPE} if text else ())
            said["deeds"] = f"{said.get('deeds', '')} {text}".strip()


def _in_one_breath(
    slots: deeds.Slots, letters: Sequence[_Letter], picked: Sequence[Sequence[str]], used: set[str]
) -> list[int]:
    """Tell several deeds in one sentence where a letter has several to tell, and return which letters those are."""
    places = [n for n, some in enumerate(picked) if len(some) > 1]
    parts = [letters[n][0] for n in places]
    found = deeds.clauses(slots, parts, [picked[n] for n in places])
    full = [dataclasses.replace(part, facts={**part.facts, **said}) for part, said in zip(parts, found, strict=True)]
    texts = phrases.share(deeds.TOGETHER, slots.get(deeds.TOGETHER, ()), full, used=used)
    for n, text in zip(places, texts, strict=True):
        letters[n][1]["deeds"] = text
    return [n for n, text in zip(places, texts, strict=True) if text]


def _allowed(slots: Mapping[str, Sequence[phrases.Phrase]], voice: config.Voice) -> dict[str, Sequence[phrases.Phrase]]:
    return {slot: [one for one in some if not _forbidden(one.text, voice)] for slot, some in slots.items()}


def _forbidden(text: str, voice: config.Voice) -> bool:
    return any(word.lower() in text.lower() for word in voice.forbidden if word.strip())


def _names(templates: Templates, part: phrases.Part) -> list[str]:
    return ["deeds", *(slot.partition(".")[2] for slot in templates.phrases[part.language])]


def _slots(table: Mapping[str, Any]) -> dict[str, tuple[phrases.Phrase, ...]]:
    return {slot: tuple(phrases.parse(text) for text in texts) for slot, texts in phrases.flatten(table)}


def _words(table: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    return {
        name: {key: value for key, value in part.items() if isinstance(value, str)}
        for name, part in table.items()
        if isinstance(part, Mapping)
    }
