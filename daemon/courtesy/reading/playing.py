"""What part somebody plays in a process, by what one sentence says of them and the title beside the name.

Places come from named; parts go back there.
"""

from courtesy.reading import judging, reading

_LOUD = (  # what is said of somebody, the part that it speaks for, and how clearly: whatever their title
    ("manager", reading.Part.HIRING_MANAGER, 0.9),
    ("team", reading.Part.HIRING_MANAGER, 0.65),
    ("recruiter", reading.Part.RECRUITER, 0.7),
    ("referrer", reading.Part.REFERRER, 0.5),
)
_QUIET = (  # … and what gives way to a title that says more
    ("assisted", reading.Part.EXECUTIVE, 0.6),
    ("personnel", reading.Part.HR, 0.6),
    ("coordinator", reading.Part.COORDINATOR, 0.6),
    ("on_behalf", reading.Part.HIRING_MANAGER, 0.55),
    ("executive", reading.Part.EXECUTIVE, 0.6),
    ("interviewer", reading.Part.INTERVIEWER, 0.5),
)
_HARDLY = 0.04
"""How much less clear than a title what is said quietly may be."""


def part(one: judging.Place) -> tuple[reading.Part | None, float]:
    """Return the part that a person plays, and how clearly: what they do speaks louder than most titles."""
    found = one.found
    if "referrer_own" in found and one.page.own:
        return reading.Part.REFERRER, 0.5
    told = next(((says, clear) for kind, says, clear in _LOUD if kind in found), None)
    if told:
        return told
    by_title, weight = one.page.lexicon.part(one.span.title)
    quiet = next(((says, clear) for kind, says, clear in _QUIET if kind in found), None)
    return quiet if quiet and quiet[1] > weight - _HARDLY else (by_title, weight)
