"""How what is to be done in a calendar is carried out: written down before and after, and no one refusal in the way."""

import asyncio
import dataclasses
from datetime import UTC, datetime, timedelta

import pytest

from courtesy import errors, ports
from courtesy.casebook import store
from courtesy.plan import desired
from courtesy.reconcile import enter, reminders, state
from courtesy.servers import agenda

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
ONE = desired.Reminder(
    uid="a", opportunity=1, occasion="call", summary="Call Ann", description="Whom: Ann", start=NOW + timedelta(days=1),
    duration=timedelta(minutes=15), alarm=None, url="mid:x@y",
)  # fmt: skip
THREE = [dataclasses.replace(ONE, uid=uid) for uid in "abc"]


class Picky(agenda.Calendar):
    """A calendar that answers for some UIDs with an error."""

    def __init__(self, kept, answers):
        super().__init__(kept)
        self.answers = answers

    async def put(self, uid, data, over):
        if uid in self.answers:
            raise self.answers[uid]
        return await super().put(uid, data, over)


def entered(calendar, book, wanted):
    async def bring():
        entries = list(reminders.diff(wanted, await calendar.look(), book.reminders("caldav"), NOW))
        await enter.enter(entries, calendar, book, NOW)

    asyncio.run(bring())


@pytest.fixture
def book():
    with_memory = store.Store.empty()
    yield with_memory
    with_memory.close()


def states(book):
    return {one.uid: one.state for one in book.reminders("caldav")}


def test_one_that_is_refused_holds_up_no_other_and_is_told_of(book):
    kept = agenda.Store()
    with pytest.raises(errors.CourtesyError, match="too long"):
        entered(Picky(kept, {"a": errors.CourtesyError("too long")}), book, THREE)
    assert set(kept.objects) == {"b", "c"}
    entered(agenda.Calendar(kept), book, THREE)
    assert set(kept.objects) == {"a", "b", "c"}


def test_a_server_that_goes_away_is_asked_no_further(book):
    kept = agenda.Store()
    with pytest.raises(errors.TryLater):
        entered(Picky(kept, {"b": errors.TryLater("gone")}), book, THREE)
    assert set(kept.objects) == {"a"}
    assert states(book) == {"a": state.ReminderState.OURS, "b": state.ReminderState.WRITING}


def test_where_the_owner_was_quicker_the_next_turn_takes_what_they_did(book):
    kept = agenda.Store()
    entered(agenda.Calendar(kept), book, [ONE])
    theirs = kept.objects["a"].data.replace(b"Call Ann", b"Call Ann, after lunch")

    class Slow(agenda.Calendar):
        async def put(self, uid, data, over):
            kept.write("a", theirs)
            return await super().put(uid, data, over)

    entered(Slow(kept), book, [dataclasses.replace(ONE, summary="Call Ann Low")])
    assert kept.objects["a"].data == theirs
    entered(agenda.Calendar(kept), book, [ONE])
    assert states(book) == {"a": state.ReminderState.OWNERS}


def test_what_a_server_wrote_its_own_way_is_what_is_remembered(book):
    class Own(agenda.Calendar):
        async def put(self, uid, data, over):
            lies = await super().put(uid, data.replace(b"Whom: Ann", b"Whom\\: Ann"), over)
            return ports.Lying(data=lies.data, version=lies.version)

    kept = agenda.Store()
    entered(Own(kept), book, [ONE])
    before = dict(kept.objects)
    entered(Own(kept), book, [ONE])
    assert kept.objects == before
    assert states(book) == {"a": state.ReminderState.OURS}
