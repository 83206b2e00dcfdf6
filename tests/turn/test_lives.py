"""Owner, server and daemon acting in any order: what must hold of every draft, flag and message through all of it."""

import asyncio
import collections
import contextlib
import copy
import dataclasses
import email
import email.policy
import email.utils
import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

import jobmail
import world as worlds
from courtesy import errors
from courtesy.casebook import opportunity, store
from courtesy.plan import desired
from courtesy.reconcile import state
from courtesy.servers import memory, shelf
from courtesy.turn import desk, take

PEOPLE = {
    f"{name}@harbourline.example"
    for name in ("nora.quist", "astrid.lie", "jonas.berg", "mette.dahl", "olav.strand", "per.solberg")
}
DECISIONS = ("Courtesy/Declined", "Courtesy/Declined/Other offer", "Courtesy/Accepted", "Courtesy/Not an offer")
ANSWER = {desired.LetterKind.DECLINE, desired.LetterKind.THANK_YOU, desired.LetterKind.WITHDRAWAL}
ASKED = ("acknowledgement", "ask_time", "keeping_in_touch", "referral", "thank_you")
SURE = {state.DraftState.DRAFTED, state.DraftState.EDITED}  # of these, the owner's deed leaves no doubt


class Server(memory.Server):
    """A connection that is watched, and that breaks before or after the write that it is told to break at."""

    def __init__(self, lives):
        super().__init__(lives.mail)
        self._lives = lives

    async def append(self, mailbox, data, flags, when):
        self._lives.lays(mailbox, data)
        with self._lives.breaking():
            return await super().append(mailbox, data, flags, when)

    async def store(self, mailbox, uid, *, add=(), remove=()):
        self._lives.flags(mailbox, uid, add, remove)
        with self._lives.breaking():
            return await super().store(mailbox, uid, add=add, remove=remove)

    async def delete(self, mailbox, uid):
        self._lives.deletes(mailbox, uid)
        with self._lives.breaking():
            return await super().delete(mailbox, uid)


def identifier(data):
    return email.message_from_bytes(data)["Message-ID"].strip()


def recipient(data):
    return email.utils.parseaddr(email.message_from_bytes(data)["To"])[1]


def edited(data, number, *, message_id=None):
    """Return a draft as a client saves it that was typed into: with its Message-ID, or with one of its own."""
    mail = email.message_from_bytes(data, policy=email.policy.default)
    mail.set_content(f"{mail.get_content()}\nEdit {number}\n")
    if message_id:
        mail.replace_header("Message-ID", message_id)
    return mail.as_bytes(policy=email.policy.SMTP)


class Lives(RuleBasedStateMachine):
    """One owner's mailbox. `kept` is all that is not the daemon's to change; `ours` what it laid."""

    template: desk.Office
    settled: memory.Store
    state: Path

    @initialize()
    def begin(self):
        self.root = Path(tempfile.mkdtemp(prefix="lives-"))
        shutil.copytree(self.state, self.root / "state")
        self.mail = copy.deepcopy(self.settled)
        self.now = jobmail.NOW
        self.book = store.Store.open(self.root / "state")
        self.office = dataclasses.replace(
            self.template, book=self.book, shelf=shelf.Shelf(self.root / "files", self.root / "feed.ics"),
            clock=lambda: self.now,
        )  # fmt: skip
        self.kept = {name: collections.Counter(self.bytes(name)) for name in self.mail.mailboxes}
        self.ours = set()  # bytes
        self.jobs = {}  # bytes in Drafts -> (person, job of the letter)
        self.settled_with = set()  # (person, job) whose letter the owner edited, sent or deleted
        self.doubtful = set()  # … took while the daemon did not know how its write ended, or asked for
        self.thrown_away, self.seen = set(), set()  # decision mailboxes; those there were when the daemon was done
        self.trash = []
        self.back = set()  # what lies there since the owner restored something beside it
        self.unflagged, self.raised = set(), set()
        self.count = 0
        self.fatal = self.after = None

    def teardown(self):
        if hasattr(self, "book"):
            self.book.close()
            shutil.rmtree(self.root)

    # What the daemon does, as it does it.

    def lays(self, mailbox, data):
        who = self.jobs[data] = self.job(data)
        assert mailbox == "Drafts"
        assert who[0] in PEOPLE
        assert who not in self.settled_with, f"laid again: {who}"
        before = [one for one in self.bytes("Drafts") if self.jobs[one] == who and one != data and one not in self.back]
        assert all(one in self.ours for one in before), f"laid beside the owner's own: {who}"
        assert len(before) <= 1
        self.ours.add(data)

    def job(self, data):
        """Return whom a text that the daemon is about to lay goes to, and the job that it does."""
        kind = self.remembered(data).slot.kind
        return recipient(data), "answer" if kind in ANSWER else kind.value

    def flags(self, mailbox, uid, add, remove):
        message_id = identifier(self.mail.mailboxes[mailbox].messages[uid].data)
        for flag in add:
            assert (message_id, flag) not in self.unflagged
            self.raised.add((message_id, flag))
        assert {(message_id, flag) for flag in remove} <= self.raised

    def deletes(self, mailbox, uid):
        assert mailbox == "Drafts"
        if one := self.mail.mailboxes["Drafts"].messages.get(uid):
            assert one.data in self.ours

    @contextlib.contextmanager
    def breaking(self):
        if self.fatal is None:
            yield
            return
        self.fatal -= 1
        if self.fatal == 0 and not self.after:
            raise errors.TryLater("lost")
        yield
        if self.fatal == 0:
            raise errors.TryLater("lost")

    # What holds.

    def bytes(self, mailbox):
        return [one.data for one in self.mail.mailboxes[mailbox].messages.values()]

    def unharmed(self):
        """See that all stands where its owner put it, only letters of ours beside in Drafts, and no mailbox again."""
        assert not self.thrown_away & set(self.mail.mailboxes)
        for name in self.mail.mailboxes:
            lie, kept = collections.Counter(self.bytes(name)), self.kept.get(name, collections.Counter())
            assert not kept - lie, f"lost from {name}"
            assert set(lie - kept) <= (self.ours if name == "Drafts" else set())

    def lying(self):
        """Return the letters in Drafts as the daemon laid them, by UID."""
        there = self.mail.mailboxes["Drafts"].messages
        return {uid: one.data for uid, one in sorted(there.items()) if one.data in self.ours}

    def single(self):
        jobs = collections.Counter(self.jobs[one] for one in self.bytes("Drafts") if one not in self.back)
        assert not jobs or max(jobs.values()) == 1, jobs

    def one_turn(self):
        self.now += timedelta(minutes=1)
        at = desk.Desk(account=self.office.settings.accounts[0], server=Server(self), office=self.office)

        async def taken():
            try:
                return await take.take(at)
            finally:
                await at.server.close()

        return asyncio.run(taken())

    @rule()
    def turn(self):
        self.one_turn()
        self.unharmed()
        self.single()
        before = [self.bytes(name) for name in self.mail.mailboxes]
        assert self.one_turn().actions == ()
        assert [self.bytes(name) for name in self.mail.mailboxes] == before
        self.complete()
        if self.office_open():
            self.seen |= set(DECISIONS) & set(self.mail.mailboxes)

    def office_open(self):
        """Tell whether there is an open offer, with which the daemon makes the mailboxes to decide in."""
        return bool(take.ought(self.office).flags)

    def complete(self):
        """See that everybody has a letter who ought to have one."""
        decisions = self.book.decisions()
        there = {self.jobs[one] for one in self.bytes("Drafts")} - self.settled_with - self.doubtful
        slots = [letter.slot for letter in take.ought(self.office).letters]
        wanted = {(slot.email, "answer" if slot.kind in ANSWER else slot.kind.value) for slot in slots}
        assert there == wanted - self.settled_with - self.doubtful, decisions

    @rule(number=st.integers(1, 9), after=st.booleans())
    def turn_that_loses_its_connection(self, number, after):
        self.fatal, self.after = number, after
        with contextlib.suppress(errors.TryLater):
            self.one_turn()
        self.fatal = None
        self.unharmed()

    # What the owner does.

    def take_up(self, uid):
        """Take a draft out of Drafts, as a client does that saves it anew, sends or deletes it; return its bytes."""
        data = self.mail.mailboxes["Drafts"].messages[uid].data
        self.mail.remove("Drafts", uid)
        if data in self.ours and not self.kept["Drafts"][data]:
            draft = self.remembered(data)
            sure = draft is not None and draft.state in SURE and draft.text.message_id == identifier(data)
            # Of two copies that cannot be told apart one may go without a word of what it means.
            sure = sure and all(identifier(other) != identifier(data) for other in self.bytes("Drafts"))
            # A request that the daemon has not seen yet may still bring it.
            sure = sure and self.jobs[data] not in self.waiting()
            (self.settled_with if sure else self.doubtful).add(self.jobs[data])
        else:
            self.kept["Drafts"][data] -= 1
        return data

    def remembered(self, data):
        drafts = self.book.memory("home").drafts
        return next((one for one in drafts if identifier(data) in one.message_ids), None)

    def waiting(self):
        """Return the jobs that were asked for and that no turn has seen to yet."""
        answered = {(draft.slot.kind.value, draft.slot.email): draft.asked for draft in self.book.drafts()}
        return {
            (one.email, "answer" if one.kind in ANSWER else one.kind)
            for one in self.book.requests()
            if answered.get((one.kind, one.email)) != one.at
        }

    def put(self, mailbox, data, flags=(), job=None):
        uid = self.mail.deliver(data, mailbox, flags=flags, when=self.now)
        self.jobs[self.mail.mailboxes[mailbox].messages[uid].data] = job
        self.kept[mailbox][self.mail.mailboxes[mailbox].messages[uid].data] += 1

    def some(self, data):
        there = sorted(self.mail.mailboxes["Drafts"].messages)
        return data.draw(st.sampled_from(there))

    def any_draft(self):
        return bool(self.mail.mailboxes["Drafts"].messages)

    @precondition(any_draft)
    @rule(data=st.data(), anew=st.booleans())
    def edits(self, data, anew):
        taken = self.take_up(self.some(data))
        self.count += 1
        given = f"<client-{self.count}@mailbox.example>" if anew else None
        self.put("Drafts", edited(taken, self.count, message_id=given), [r"\Draft"], self.jobs[taken])

    @precondition(any_draft)
    @rule(data=st.data(), anew=st.booleans(), typed=st.booleans())
    def sends(self, data, anew, typed):
        taken = self.take_up(self.some(data))
        self.count += 1
        mail = email.message_from_bytes(edited(taken, self.count) if typed else taken)
        if anew:
            mail.replace_header("Message-ID", f"<sent-{self.count}@mailbox.example>")
        mail.replace_header("Date", email.utils.format_datetime(self.now))
        self.put("Sent", mail.as_bytes(), [r"\Seen"])

    @precondition(any_draft)
    @rule(data=st.data())
    def deletes_a_draft(self, data):
        self.trash.append(self.take_up(self.some(data)))

    @precondition(lambda self: self.trash)
    @rule()
    def restores(self):
        one = self.trash.pop()
        who = self.jobs[one]
        self.back = {*self.back, *(each for each in self.bytes("Drafts") if self.jobs[each] == who), one}
        if one in self.ours:
            self.mail.deliver(one, "Drafts", when=self.now)
            self.doubtful.add(who)
            self.settled_with.discard(who)
        else:
            self.put("Drafts", one, job=who)

    @precondition(lambda self: self.where())
    @rule(kind=st.sampled_from(ASKED), who=st.sampled_from(sorted(PEOPLE)))
    def asks_for_a_letter(self, kind, who):
        self.ask(kind, who)

    def any_removed(self):
        return any(draft.state is state.DraftState.REMOVED for draft in self.book.drafts())

    @precondition(any_removed)
    @rule(data=st.data())
    def asks_for_a_removed_one_again(self, data):
        gone = [draft.slot for draft in self.book.drafts() if draft.state is state.DraftState.REMOVED]
        slot = data.draw(st.sampled_from(gone))
        self.ask(slot.kind.value, slot.email)

    def ask(self, kind, who):
        self.now += timedelta(seconds=1)
        extra = (("candidate", "Ines Moreau"),) if kind == "referral" else ()
        self.book.request(opportunity.Request(message_id=jobmail.OFFER, kind=kind, email=who, extra=extra, at=self.now))
        job = (who, "answer" if kind in ANSWER else kind)
        self.settled_with.discard(job)
        self.doubtful.add(job)

    def empty(self):
        return [name for name in DECISIONS if name in self.mail.mailboxes and not self.mail.mailboxes[name].messages]

    @precondition(empty)
    @rule(data=st.data())
    def throws_a_decision_mailbox_away(self, data):
        name = data.draw(st.sampled_from(self.empty()))
        del self.mail.mailboxes[name]
        if name in self.seen:  # else the daemon has not come to make it, and will, once
            self.thrown_away.add(name)

    def where(self):
        """Return where the offer lies."""
        for name, box in self.mail.mailboxes.items():
            for uid, one in box.messages.items():
                if identifier(one.data) == jobmail.OFFER:
                    return name, uid
        return None

    @precondition(lambda self: not self.where())
    @rule()
    def offer_arrives(self):
        self.put("INBOX", jobmail.offer())

    @precondition(where)
    @rule(to=st.sampled_from(("INBOX", *DECISIONS)))
    def moves_the_offer(self, to):
        name, uid = self.where()
        if to not in self.mail.mailboxes:
            self.mail.add(to)
            self.thrown_away.discard(to)
        data = self.mail.mailboxes[name].messages[uid].data
        self.mail.move(name, uid, to)
        self.kept.setdefault(to, collections.Counter())[data] += 1
        self.kept[name][data] -= 1

    @precondition(where)
    @rule(what=st.sampled_from([*opportunity.Decision, None]), reason=st.sampled_from(["pay", "location", None]))
    def decides(self, what, reason):
        if what is None:
            self.book.undecide(jobmail.OFFER)
        else:
            self.book.decide(
                opportunity.OwnerDecision(
                    message_id=jobmail.OFFER, decision=what, reason=reason, because=None, at=self.now
                )
            )

    @rule(mailbox=st.sampled_from(["Drafts", "INBOX", "Sent"]))
    def server_renumbers(self, mailbox):
        self.mail.renumber(mailbox)

    @precondition(where)
    @rule(flag=st.sampled_from([r"\Flagged", "$CourtesyOffer", "$CourtesyNow"]))
    def takes_a_flag_off(self, flag):
        name, uid = self.where()
        if flag in self.mail.mailboxes[name].messages[uid].flags:
            self.mail.flag(name, uid, remove=[flag])
            known = [one for one in self.book.memory("home").flags if one.flag == flag]
            if known and known[0].state is state.FlagState.OURS:
                self.unflagged.add((jobmail.OFFER, flag))


@pytest.fixture(scope="module")
def beginning(tmp_path_factory):
    """Read the rules and the search before the offer once, for all lives."""
    world = worlds.World(tmp_path_factory.mktemp("lives"))
    world.settle()
    world.turn()
    with world.office() as office:
        yield world, office


def test_no_order_of_deeds_loses_an_edit_doubles_a_letter_or_takes_what_is_not_ours(beginning):
    world, office = beginning
    where = world.root / "copy"
    shutil.copytree(world.root / "state", where)
    begun = type("Begun", (Lives,), {"template": office, "settled": world.mail, "state": where})
    run_state_machine_as_test(
        begun,
        settings=settings(
            max_examples=60,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
