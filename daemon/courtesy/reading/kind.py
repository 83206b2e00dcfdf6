"""What a message is to a job seeker: the sum of what its acts and signs speak for.

Acts come from reading.acts, signs from reading.signs; the kind goes on to reading.read.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from courtesy.reading import acts, reading

_AGAIN = 0.12  # what each further sentence with the same act adds, up to three
_KINDS = tuple(reading.Kind)
_COUNTS = 0.55  # an act weaker than this is not counted as done
_CERTAIN = 6.0  # by how much what is certain leads


@dataclass(frozen=True, slots=True)
class _When:
    all: frozenset[str]
    none: frozenset[str]
    scores: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scales:
    """The weights: of acts, of signs, of both together; and what each kind has beforehand."""

    bias: Mapping[str, float]
    acts: Mapping[str, Mapping[str, float]]
    signs: Mapping[str, Mapping[str, float]]
    together: tuple[_When, ...]
    checks: tuple[_When, ...]  # where none of `all` is there, the scores are added, last of all
    settling: tuple[tuple[str, _When], ...]  # a kind, and what makes it certain
    asides: tuple[tuple[_When, frozenset[str]], ...]  # what makes which acts mere asides
    enough: float  # signals of fraud that add up to this make "scam" certain


def compile_tables(tables: Mapping[str, Any]) -> Scales:
    """Compile config/reading/kinds.toml. Raises ValueError naming the entry at fault."""
    table = tables.get("kinds", {})
    for section in ("acts", "signs"):
        for name, weights in table.get(section, {}).items():
            _check(f"{section}.{name}", weights)
    unknown = set(table.get("acts", {})) - acts.NAMES
    if unknown:
        raise ValueError(f"kinds.toml: acts.{min(unknown)} is not an act that the program knows")
    settling = [
        (
            one["kind"],
            _When(frozenset(one.get("all", ())), frozenset(one.get("none", ())), _check("settle", {one["kind"]: 1.0})),
        )
        for one in table.get("settle", ())
    ]
    checks = [
        _When(frozenset(one["any"]), frozenset(), _check("check", one["scores"])) for one in table.get("check", ())
    ]
    together = [
        _When(frozenset(one.get("all", ())), frozenset(one.get("none", ())), _check("when", one.get("scores", {})))
        for one in table.get("when", ())
    ]
    asides = [
        (_When(frozenset(one.get("all", ())), frozenset(one.get("none", ())), {}), frozenset(one["acts"]))
        for one in table.get("aside", ())
    ]
    return Scales(
        bias=_check("bias", table.get("bias", {})),
        acts=table.get("acts", {}),
        signs=table.get("signs", {}),
        together=tuple(together),
        checks=tuple(checks),
        settling=tuple(settling),
        asides=tuple(asides),
        enough=table.get("fraud", {}).get("enough", math.inf),
    )


def _check(where: str, weights: Mapping[str, float]) -> Mapping[str, float]:
    for kind, weight in weights.items():
        if kind not in _KINDS:
            raise ValueError(f"kinds.toml: {where} names the kind {kind!r}; there are {', '.join(_KINDS)}")
        if not isinstance(weight, int | float):
            raise ValueError(  # noqa: TRY004 -- what compiles rules raises one kind of error
                f"kinds.toml: {where}: the weight of {kind} must be a number"
            )
    return weights


def strengths(hits: Iterable[acts.Hit]) -> dict[str, float]:
    """Return how strongly each act is performed: its best sentence, and a little for each further one."""
    found: dict[str, list[float]] = {}
    for hit in hits:
        found.setdefault(hit.act, []).append(hit.strength)
    return {act: max(each) + _AGAIN * min(3, len(each) - 1) for act, each in found.items()}


def meant(strength: Mapping[str, float], signs: frozenset[str], scales: Scales) -> dict[str, float]:
    """Return the acts less those that are asides: a flat that goes with a post, in a mail that gives the post."""
    present = frozenset(done(strength)) | signs
    dropped = {act for when, each in scales.asides if when.all <= present and not when.none & present for act in each}
    return {act: much for act, much in strength.items() if act not in dropped}


def weigh(strength: Mapping[str, float], signs: frozenset[str], scales: Scales) -> dict[str, float]:
    """Return the weight of every kind."""
    scores = {str(kind): scales.bias.get(kind, 0.0) for kind in _KINDS}
    for act, much in strength.items():
        _add(scores, scales.acts.get(act, {}), much)
    for sign in sorted(signs):  # sums of fractions hang on their order
        _add(scores, scales.signs.get(sign, {}), 1.0)
    present = frozenset(act for act, much in strength.items() if much >= _COUNTS) | signs
    for one in scales.together:
        if one.all <= present and not one.none & present:
            _add(scores, one.scores, 1.0)
    return scores


def checked(
    scores: dict[str, float], strength: Mapping[str, float], signs: frozenset[str], scales: Scales
) -> dict[str, float]:
    """Return the weights less what kinds lose that lack what they can hardly be without."""
    present = frozenset(act for act, much in strength.items() if much >= _COUNTS) | signs
    scores = dict(scores)
    for one in scales.checks:
        if not one.all & present:
            _add(scores, one.scores, 1.0)
    return scores


def done(strength: Mapping[str, float]) -> tuple[str, ...]:
    """Return the acts that count as done, the surest first."""
    return tuple(
        sorted((act for act, much in strength.items() if much >= _COUNTS), key=lambda act: (-strength[act], act))
    )


def _add(scores: dict[str, float], weights: Mapping[str, float], much: float) -> None:
    for kind, weight in weights.items():
        scores[kind] += weight * much


def settled(
    scores: dict[str, float], strength: Mapping[str, float], signs: frozenset[str], scales: Scales, suspicion: float
) -> dict[str, float]:
    """Return the weights with that kind on top, if any, that the acts or the signals of fraud make certain."""
    sure = frozenset(act for act, much in strength.items() if much >= 1.0) | signs
    done = frozenset(act for act, much in strength.items() if much >= _COUNTS) | signs
    certain = [name for name, when in scales.settling if when.all <= sure and not when.none & done]
    if suspicion >= scales.enough:
        certain = [reading.Kind.SCAM]
    if certain:
        scores = scores | {certain[0]: max(scores.values()) + _CERTAIN}
    return scores


def decide(scores: Mapping[str, float]) -> tuple[reading.Kind, float]:
    """Return the kind with the most weight, and its share (softmax) as confidence."""
    best = max(_KINDS, key=lambda kind: scores[kind])
    total = sum(math.exp(score - scores[best]) for score in scores.values())
    return best, 1 / total


def because(
    kind: reading.Kind, hits: Sequence[acts.Hit], scales: Scales, message_id: str
) -> tuple[reading.Evidence, ...]:
    """Return the sentences that speak most for a kind, the weightiest first."""
    weighed = [
        (scales.acts.get(hit.act, {}).get(kind, 0.0) * hit.strength, -number, hit) for number, hit in enumerate(hits)
    ]
    best = sorted((one for one in weighed if one[0] > 0), key=lambda one: one[:2], reverse=True)
    return tuple(reading.Evidence(message_id, hit.sentence.place, hit.sentence.text, hit.act) for _, _, hit in best[:4])
