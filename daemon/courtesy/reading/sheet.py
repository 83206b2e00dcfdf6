"""The new sentences of one message, and all that is needed to read the days in them.

Sentences come from text; the sheet goes on to deadline, which chooses among its days.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from courtesy.mail import message
from courtesy.reading import asking, clauses, dates, grammar, language, phrase, reading, text

_LONG = 1400  # characters of a sentence that are looked at
_SENTENCES = 14  # at the head of a letter, among which its date stands
_HEADING = 160  # characters of a line that is little else than a date
_PLAIN = {"date", "monthday", "weekday"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What one message says anew, with the grammar of dates and the rules of each language."""

    mail: message.Message
    grammar: grammar.Grammar
    tables: Mapping[str, asking.Rules]
    tongues: language.Lexicon
    languages: Sequence[str]
    hints: dates.Hints
    said: Sequence[text.Sentence]
    folded: Sequence[str]  # one for each sentence said

    @property
    def today(self) -> date:
        """Return the day on which the message was written."""
        return self.mail.date.date()

    def rules(self, languages: Sequence[str]) -> asking.Rules:
        """Return the rules of the first language that there are any for, else the English ones."""
        return next((self.tables[name] for name in languages if name in self.tables), self.tables["en"])

    def spoken(self, one: text.Sentence) -> Sequence[str]:
        """Return the languages of a sentence, its own first."""
        return clauses.spoken(one.text, self.languages, self.tongues)

    def days(
        self, one: text.Sentence, anchor: datetime, languages: Sequence[str], earlier: date | None = None
    ) -> Sequence[dates.Found]:
        """Return the days that a sentence names, reckoned from an instant, or from a day named earlier."""
        hints = replace(self.hints, earlier=earlier) if earlier else self.hints
        return dates.find(one.text, anchor, self.grammar, languages=languages, hints=hints)

    def named_before(self, number: int, anchor: datetime, languages: Sequence[str]) -> date | None:
        """Return the day last named by the sentence before, where one tells a day from it: "a week before"."""
        words = self.grammar.lexicon(languages).before_that
        if not number or self.said[number - 1].place != self.said[number].place:
            return None
        if words.isdisjoint(self.said[number].text.lower().rstrip(".!?").split()):
            return None
        found = [one for one in self.days(self.said[number - 1], anchor, languages) if one.kind in _PLAIN]
        return found[-1].day if found else None

    def evidence(self, one: text.Sentence, names: Sequence[str]) -> reading.Evidence:
        """Return a sentence as evidence of a deadline, by the classes that it bears."""
        return reading.Evidence(self.mail.message_id, one.place, one.text, "deadline: " + ", ".join(names))


def lay(
    sentences: Sequence[text.Sentence],
    mail: message.Message,
    days: grammar.Grammar,
    tables: Mapping[str, asking.Rules],
    tongues: language.Lexicon,
    *,
    languages: Sequence[str],
    hints: dates.Hints,
) -> Sheet:
    """Lay out what a message says anew; the days on which its sender says to be closed are no working days."""
    said = clauses.whole((one for one in sentences if one.new), days.atlas)
    folded = [phrase.fold(one.text[:_LONG]) for one in said]
    sheet = Sheet(
        mail=mail,
        grammar=days,
        tables=tables,
        tongues=tongues,
        languages=languages,
        hints=hints,
        said=said,
        folded=folded,
    )
    return replace(sheet, hints=replace(hints, closed=hints.closed | frozenset(_closed(sheet))))


def _closed(sheet: Sheet) -> Iterator[date]:
    """Yield the days on which the sender says that their house is closed, or that are not counted."""
    for one, folded in zip(sheet.said, sheet.folded, strict=True):
        if sheet.grammar.silent(one.text):
            continue
        tongues = sheet.spoken(one)
        if not sheet.rules(tongues).classes["closed"].stand(folded):
            continue
        for found in sheet.days(one, sheet.mail.date, tongues):
            if found.kind in _PLAIN:
                length = min(((found.until or found.day) - found.day).days, 40)
                yield from (found.day + timedelta(days=step) for step in range(length + 1))


def anchor(sheet: Sheet, place: str) -> datetime:
    """Return the instant from which a place reckons: an attached letter from its own date."""
    own = [one for one in sheet.said if one.place == place][:_SENTENCES]
    if place.startswith("attachment"):
        for one in own:
            written = _letter_date(sheet, one)
            if written is not None:
                return sheet.mail.date.replace(year=written.year, month=written.month, day=written.day)
    return sheet.mail.date


def _letter_date(sheet: Sheet, one: text.Sentence) -> date | None:
    """Return the date of a letter where a line is little else than a full date near the mail's own."""
    if len(one.text) > _HEADING:
        return None
    for found in sheet.days(one, sheet.mail.date, sheet.languages):
        rest = one.text[: found.start] + one.text[found.end :]
        plain = found.kind == "date" and found.year_stated and found.at is None
        if plain and abs((found.day - sheet.today).days) <= 60 and len(rest.split()) <= 12:
            return found.day
    return None
