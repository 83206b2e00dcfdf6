"""What the owner's own mail does: accepts, declines, thanks, negotiates, asks for time, asks, applies, schedules.

Acts come from reading.acts (the section "own" of acts.toml); the answer goes on to reading.read.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from courtesy.reading import acts, reading

_LEAST = 1.0


@dataclass(frozen=True, slots=True)
class Scales:
    """What each of the owner's acts speaks for."""

    weights: Mapping[str, Mapping[str, float]]


def compile_tables(tables: Mapping[str, Any]) -> Scales:
    """Compile the table own of config/reading/kinds.toml. Raises ValueError naming the entry at fault."""
    weights = tables.get("kinds", {}).get("own", {})
    for act, each in weights.items():
        for own in each:
            if own not in tuple(reading.Own):
                raise ValueError(f"kinds.toml: own.{act} names {own!r}; there are {', '.join(reading.Own)}")
    return Scales(weights)


def weigh(hits: Iterable[acts.Hit], signs: frozenset[str], scales: Scales) -> dict[reading.Own, float]:
    """Return what speaks for each thing that a mail of the owner's may do."""
    scores = dict.fromkeys(reading.Own, 0.0)
    for name, much in (strengths(hits) | dict.fromkeys(signs, 1.0)).items():
        for own, weight in scales.weights.get(name, {}).items():
            scores[reading.Own(own)] += weight * much
    return scores


def strengths(hits: Iterable[acts.Hit]) -> dict[str, float]:
    """Return how strongly each act is performed, by its best sentence."""
    found: dict[str, float] = {}
    for hit in hits:
        found[hit.act] = max(found.get(hit.act, 0.0), hit.strength)
    return found


def decide(scores: Mapping[reading.Own, float]) -> reading.Own:
    """Return what a mail does: what most speaks for, if enough does."""
    best = max(scores, key=lambda own: scores[own])
    return best if scores[best] >= _LEAST else reading.Own.OTHER
