"""Times of day as they are spoken: "half past four", "quarter to five", "halb fünf", "cinq heures et demie".

Read from the [hours] of config/reading/<language>/dates.toml by grammar.
"""

from collections.abc import Iterator, Mapping

from courtesy.reading import pieces

_NIGHT = 8  # an hour below it is one of the afternoon: an answer is wanted by "half five" in office hours
_HOURS = 12


def clocks(forms: Mapping[str, int], numbers: Mapping[str, int]) -> Iterator[tuple[str, pieces.Clock]]:
    """Yield every phrase for a time of day: each form, with its minutes, for each hour in words and in digits."""
    hours = {word: value for word, value in numbers.items() if 0 < value <= _HOURS and " " not in word}
    hours |= {str(value): value for value in range(1, _HOURS + 1)}
    for form, minutes in forms.items():
        for word, value in hours.items():
            yield form.format(word), _clock(value * 60 + minutes)


def _clock(minutes: int) -> pieces.Clock:
    hour, minute = divmod(minutes, 60)
    return pieces.Clock(hour + 12 if hour < _NIGHT else hour, minute)
