"""Facts and owner acting in any order, on the directory and on a calendar server: what must hold of every reminder."""

import asyncio
import dataclasses
import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from courtesy import config, errors
from courtesy.casebook import opportunity, store
from courtesy.mail import calendar, owner
from courtesy.plan import plan
from courtesy.reconcile import state
from courtesy.servers import agenda, shelf
from courtesy.turn import calendars
from plan import cases

TEMPLATES = cases.templates()
ANN = cases.person("Ann Low", "recruiter", letter="decline", phone="+31 20 555 0188")
MUTE = cases.person("Ines Calder", "interviewer", reachable=False)
State = state.ReminderState
PLACES = ("directory", "caldav")
OURS_TO_TAKE = {State.OURS}  # what the owner deletes of these, there is no doubt about


class Killed(Exception):
    """The process died."""


class Breaking:
    """A calendar that fails before or after the write that it is told to fail at."""

    def __init__(self, inner, lives):
        self.name, self._inner, self._lives = inner.name, inner, lives

    async def look(self):
        return await self._inner.look()

    async def put(self, uid, data, over):
        self._lives.written(self.name, uid, data)
        return await self._breaking(self._inner.put(uid, data, over))

    async def remove(self, uid, lying):
        assert uid not in self._lives.changed[self.name]
        return await self._breaking(self._inner.remove(uid, lying))

    def feed(self, data):
        self._inner.feed(data)

    async def _breaking(self, write):
        lives = self._lives
        if lives.fatal is None:
            return await write
        lives.fatal -= 1
        if lives.fatal == 0 and not lives.after:
            write.close()
            raise self._failure()
        done = await write
        if lives.fatal == 0:
            raise self._failure()
        return done

    def _failure(self):
        return Killed() if self.name == "directory" else errors.TryLater("lost")


@dataclasses.dataclass(kw_only=True)
class Office:
    """What the calendars are brought to order with."""

    shelf: object
    calendars: tuple
    book: store.Store
    clock: object
    post: None = None


class Lives(RuleBasedStateMachine):
    """One offer, whose facts change, and two calendars with an owner who acts in both."""

    @initialize()
    def begin(self):
        self.root = Path(tempfile.mkdtemp(prefix="reminders-"))
        self.shelf = shelf.Shelf(self.root / "files", self.root / "feed.ics")
        self.server = agenda.Store()
        self.book = store.Store.empty()
        self.now = cases.NOW
        self.days, self.stage, self.answered, self.role = 6, opportunity.Stage.OFFERED, False, "Surveyor"
        self.deleted = set()  # UIDs that the owner deleted where they stood
        self.changed = {name: {} for name in PLACES}  # UID to bytes as the owner left them
        self.doubtful = set()  # UIDs whose fate a broken write left open when the owner acted
        self.fatal = self.after = None
        self.foreign = calendar.to_ics(dataclasses.replace(self.wanted()[0], uid="dentist"), 0, self.now)
        self.count = 0

    def teardown(self):
        if hasattr(self, "book"):
            self.book.close()
            shutil.rmtree(self.root)

    # What the daemon does.

    def wanted(self):
        decided = self.stage is opportunity.Stage.DECLINED
        ann = cases.changed(ANN, answered=self.answered, letter="none" if self.answered else "decline")
        reply_by = cases.deadline(day=(cases.NOW + timedelta(days=self.days)).date())
        found = plan.plan(
            cases.case(
                cases.opp(
                    ann, MUTE, stage=self.stage, role=self.role, offer=cases.offer(reply_by=reply_by),
                    decision=cases.decided() if decided else None,
                )
            ),
            now=self.now,
            whose=owner.Owner(name="Noor Vermeer", addresses=cases.WHOSE.addresses, timezone="Europe/Amsterdam"),
            settings=cases.changed_settings(reminders=config.Reminders(kind="both")),
            templates=TEMPLATES,
            secret=cases.SECRET,
        )  # fmt: skip
        return found.reminders

    def one_turn(self):
        twin = Breaking(agenda.Calendar(self.server), self)
        files = Breaking(self.shelf, self)
        office = Office(shelf=files, calendars=(twin,), book=self.book, clock=lambda: self.now)
        return asyncio.run(calendars.reconcile(office, self.wanted(), dry=False))

    def written(self, place, uid, data):
        assert uid not in self.changed[place], f"written over the owner's change: {place} {uid}"
        revived = uid in self.deleted and b"STATUS:CANCELLED" not in data
        assert not revived, f"revived in {place}"

    def lying(self, place):
        if place == "caldav":
            return dict(self.server.objects or {})
        return asyncio.run(self.shelf.look()) or {}

    @rule()
    def turn(self):
        self.one_turn()
        before = [self.lying(place) for place in PLACES]
        assert self.one_turn() == []
        assert [self.lying(place) for place in PLACES] == before
        self.complete()

    def complete(self):
        """See that all that is wanted stands as it is wanted, once, and all else is cancelled or under way."""
        want = {one.uid: one for one in self.wanted()}
        for place in PLACES:
            known = {one.uid: one for one in self.book.reminders(place)}
            for uid, lies in self.lying(place).items():
                memory = known.get(uid)
                if (
                    uid == "dentist"
                    or uid in self.changed[place]
                    or uid in self.doubtful
                    or memory.state is State.OWNERS
                    or self.under_way(memory)
                ):
                    continue
                stands = b"STATUS:CANCELLED" not in lies.data
                assert stands == (uid in want and uid not in self.deleted), (place, memory)
                if stands:
                    assert calendar.said(lies.data) == calendar.said(calendar.to_ics(want[uid], 0, self.now))
            given_up = self.deleted | self.doubtful | set(self.changed[place])
            assert set(want) - given_up <= set(self.lying(place)), place

    def under_way(self, memory):
        started = memory.start
        earlier = calendar.instant(self.now - timedelta(hours=2))
        return "T" in started and earlier < started <= calendar.instant(self.now)

    @rule(number=st.integers(1, 6), after=st.booleans())
    def turn_that_breaks_off(self, number, after):
        self.fatal, self.after = number, after
        try:
            self.one_turn()
        except Killed:
            pass
        finally:
            self.fatal = None

    @invariant()
    def what_the_owner_left_lies_as_they_left_it(self):
        if not hasattr(self, "changed"):
            return
        for place in PLACES:
            lying = self.lying(place)
            for uid, data in self.changed[place].items():
                assert lying[uid].data == data

    # What happens.

    @rule(hours=st.sampled_from([1, 5, 26, 50, 24 * 30]))
    def time_passes(self, hours):
        self.now += timedelta(hours=hours)

    @rule(days=st.integers(2, 20))
    def they_move_the_deadline(self, days):
        self.days = days

    @rule(role=st.sampled_from(["Surveyor", "Chief surveyor"]))
    def they_call_it_otherwise(self, role):
        self.role = role

    @rule(stage=st.sampled_from(["offered", "declined", "accepted", "rescinded"]))
    def it_is_decided(self, stage):
        self.stage = opportunity.Stage(stage)

    @rule(answered=st.booleans())
    def the_owner_answers(self, answered):
        self.answered = answered

    # What the owner does in a calendar.

    def some(self, data, place):
        lying = sorted(set(self.lying(place)) - {"dentist"})
        return data.draw(st.sampled_from(lying)) if lying else None

    def memory(self, place, uid):
        return next((one for one in self.book.reminders(place) if one.uid == uid), None)

    @rule(data=st.data(), place=st.sampled_from(PLACES))
    def deletes(self, data, place):
        uid = self.some(data, place)
        if uid is None:
            return
        if place == "caldav":
            self.server.delete(uid)
        else:
            (self.root / "files" / f"{uid}.ics").unlink()
        memory = self.memory(place, uid)
        # Of a first write that broke off nobody can tell whether it arrived, whatever the owner did with it since.
        unheard = memory is None or (memory.state is State.WRITING and not memory.was)
        sure = not unheard and (uid in self.changed[place] or memory.state is State.OURS)
        self.changed[place].pop(uid, None)
        if sure:
            # In the other calendar it stands until the next turn has seen it; there nobody may write it anew.
            self.deleted.add(uid)
        else:
            self.doubtful.add(uid)

    @rule(data=st.data(), place=st.sampled_from(PLACES))
    def changes(self, data, place):
        uid = self.some(data, place)
        if uid is None:
            return
        self.count += 1
        old = self.lying(place)[uid].data
        new = old.replace(b"\r\nSUMMARY:", b"\r\nSUMMARY:%d " % self.count)
        self.write(place, uid, new)
        self.changed[place][uid] = new

    @rule(data=st.data(), place=st.sampled_from(PLACES))
    def hears_a_bell_and_lets_it_ring(self, data, place):
        uid = self.some(data, place)
        if uid is None or uid in self.changed[place]:
            return
        old = self.lying(place)[uid].data
        self.write(place, uid, old.replace(b"\r\nSUMMARY:", b"\r\nX-MOZ-LASTACK:20260506T090000Z\r\nSUMMARY:", 1))

    def write(self, place, uid, data):
        if place == "caldav":
            self.server.write(uid, data)
        else:
            (self.root / "files" / f"{uid}.ics").write_bytes(data)

    @precondition(lambda self: self.server.objects is not None)
    @rule()
    def keeps_a_date_of_their_own_there(self):
        self.server.write("dentist", self.foreign)
        self.changed["caldav"]["dentist"] = self.foreign


TestLives = Lives.TestCase
TestLives.settings = settings(
    max_examples=150, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
)
