"""What the conversation needs besides the answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from courtesy import app
from courtesy.lookup import providers
from courtesy.setup import given as options
from courtesy.setup import servers
from courtesy.setup import talk as talking


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What was given, whom to talk to, where things lie, and how servers are found."""

    given: options.Given
    talk: talking.Talk
    where: app.Place
    environ: Mapping[str, str]
    table: Sequence[providers.Provider]
    find: servers.Find
