"""What a letter that the owner took in hand says no more, or not yet, since the case has changed. Pure.

Facts are those that our last text rested on (desired.Letter.facts); the sentences go to status and show.
"""

from courtesy.plan import desired
from courtesy.reconcile import state

# By the name of the fact in plan.cast; what is not here changes nothing that a reader would miss.
_TOLD = {
    "greeting": "the greeting",
    "company": "the company",
    "role": "the position",
    "reason": "your reason",
    "looking_for": "what you look for",
    "reply_day": "the day by which to answer",
    "wanted_day": "the day that you ask for",
    "other_day": "the day by which you must answer elsewhere",
    "candidate": "whom you introduce",
    "signature": "your signature",
}


def told(letter: desired.Letter) -> tuple[tuple[str, str], ...]:
    """Return the facts that stand in a letter and are worth remembering with it."""
    body = letter.body.lower()
    return tuple((name, value) for name, value in letter.facts if name in _TOLD and value.lower() in body)


def misses(draft: state.Draft, letter: desired.Letter | None) -> tuple[str, ...]:
    """Return a sentence for everything that has changed since the owner took a letter in hand."""
    if draft.state is not state.DraftState.EDITED:
        return ()
    if letter is None:
        return ("there is no occasion for this letter any more",)
    before, now = dict(draft.facts), dict(told(letter))
    if not before:
        return ()
    changed = [name for name in _TOLD if before.get(name, "") != now.get(name, "")]
    return tuple(
        f"{_TOLD[name]} is now: {_line(now[name])}" if now.get(name) else f"{_TOLD[name]} is no longer given"
        for name in changed
    )


def _line(value: str) -> str:
    return ", ".join(value.splitlines())
