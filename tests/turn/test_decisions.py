"""Decisions made in a mail client: mailboxes that are made once, what lying there means, and the flags that go."""

import pytest

import jobmail
from courtesy import config, errors
from courtesy.casebook import opportunity
from courtesy.servers import memory
from courtesy.turn import decisions

MADE = ("Courtesy/Declined", "Courtesy/Accepted", "Courtesy/Not an offer")
OURS = {r"\Flagged", "$CourtesyOffer", "$CourtesyNow", "$CourtesySoon"}


def offered(world):
    world.settle()
    world.turn()
    uid = world.mail.deliver(jobmail.offer(), when=jobmail.NOW)
    world.turn()
    return uid


def decided(world):
    with world.office() as office:
        return [(one.decision, one.reason) for one in office.book.decisions()]


def test_no_mailbox_is_made_before_there_is_an_offer(world):
    world.settle()
    world.turn()
    assert not [name for name in world.mail.mailboxes if name.startswith("Courtesy")]


def test_with_the_first_offer_the_decision_mailboxes_are_made_once_and_stay_away_when_deleted(world):
    offered(world)
    assert set(MADE) <= set(world.mail.mailboxes)
    for name in MADE[:2]:
        del world.mail.mailboxes[name]
    world.turn()
    assert [name for name in world.mail.mailboxes if name.startswith("Courtesy")] == [MADE[2]]


def test_below_the_prefix_of_a_personal_namespace_and_with_its_separator(world):
    world.mail = memory.Store(separator=".", prefix="INBOX.")
    for mailbox, data in jobmail.before_the_offer():
        world.mail.deliver(data, mailbox if mailbox == "INBOX" else f"INBOX.{mailbox}", when=jobmail.NOW)
    uid = world.mail.deliver(jobmail.offer(), when=jobmail.NOW)
    world.turn()
    assert "INBOX.Courtesy.Not an offer" in world.mail.mailboxes
    world.mail.move("INBOX", uid, "INBOX.Courtesy.Declined")
    world.turn()
    assert decided(world) == [(opportunity.Decision.DECLINE, None)]


def test_a_dry_run_makes_none(world):
    world.settle()
    world.turn()
    world.mail.deliver(jobmail.offer(), when=jobmail.NOW)
    world.turn(dry=True)
    assert not [name for name in world.mail.mailboxes if name.startswith("Courtesy")]


def test_a_server_that_refuses_to_make_them_is_asked_a_few_times_and_all_else_is_done(world):
    asked = []

    def refuse(method, mailbox):
        if method == "create":
            asked.append(mailbox)
            raise errors.TryLater("no")

    world.mail.called = refuse
    offered(world)
    assert world.messages("Drafts")
    for _ in range(5):
        world.turn()
    assert sorted(set(asked)) == sorted(MADE)
    assert len(asked) == 3 * len(MADE)


def test_under_names_of_the_owners_own(world):
    table = dict(world.table)
    boxes = {"decisions": "Jobs/Answers", "declined": "No", "accepted": "Yes", "not_an_offer": ""}
    world.table = {**table, "accounts": [{**table["accounts"][0], "mailboxes": boxes}]}
    uid = offered(world)
    assert {"Jobs/Answers/No", "Jobs/Answers/Yes"} == {one for one in world.mail.mailboxes if one.startswith("Jobs")}
    world.mail.move("INBOX", uid, "Jobs/Answers/No")
    world.turn()
    assert decided(world) == [(opportunity.Decision.DECLINE, None)]


@pytest.mark.parametrize("name", ["Other offer", "other_offer", "OTHER OFFER", "Other-offer"])
def test_a_mailbox_below_declined_names_the_reason(world, name):
    uid = offered(world)
    world.mail.add(f"Courtesy/Declined/{name}")
    world.mail.move("INBOX", uid, f"Courtesy/Declined/{name}")
    world.turn()
    assert decided(world) == [(opportunity.Decision.DECLINE, "other_offer")]


def test_a_mailbox_below_declined_whose_name_is_no_reason_gives_none():
    assert decisions.meaning("Courtesy/Declined/2026", config.Mailboxes(), "/") == decisions.Meaning(
        decision=opportunity.Decision.DECLINE
    )


@pytest.mark.parametrize("name", ["Courtesy", "Declined", "Courtesy/Accepted/2026", "Old/Courtesy/Declined", "A"])
def test_other_mailboxes_mean_nothing(name):
    assert decisions.meaning(name, config.Mailboxes(), "/") is None


@pytest.mark.parametrize("to", MADE)
def test_no_flag_of_ours_stays_on_an_offer_that_lies_decided(world, to):
    uid = offered(world)
    world.mail.flag("INBOX", uid, add=[r"\Seen"])
    moved = world.mail.move("INBOX", uid, to)
    world.turn()
    assert world.flags(to)[moved] == {r"\Seen"}


@pytest.mark.parametrize("to", MADE)
def test_no_flag_of_ours_stays_on_an_offer_that_was_copied_nor_on_its_copy(world, to):
    uid = offered(world)
    one = world.mail.mailboxes["INBOX"].messages[uid]
    assert one.flags & OURS
    copied = world.mail.deliver(one.data, to, flags=one.flags, when=jobmail.NOW)
    world.turn()
    assert not world.flags("INBOX")[uid] & OURS
    assert not world.flags(to)[copied] & OURS


def test_what_the_owner_said_since_stands_when_the_offer_is_taken_out_again(world):
    uid = offered(world)
    moved = world.mail.move("INBOX", uid, "Courtesy/Declined")
    world.turn()
    with world.office() as office:
        [said] = office.book.decisions()
        office.book.decide(
            opportunity.OwnerDecision(
                message_id=said.message_id, decision=opportunity.Decision.ACCEPT, reason=None, because=None,
                at=jobmail.NOW,
            )
        )  # fmt: skip
    world.mail.move("Courtesy/Declined", moved, "INBOX")
    world.turn()
    assert decided(world) == [(opportunity.Decision.ACCEPT, None)]


def test_undecided_all_is_as_it_was(world):
    uid = offered(world)
    before = world.messages("Drafts"), world.flags("INBOX")[uid]
    moved = world.mail.move("INBOX", uid, "Courtesy/Accepted")
    world.turn()
    assert world.messages("Drafts") == {}
    back = world.mail.move("Courtesy/Accepted", moved, "INBOX")
    world.turn()
    assert (sorted(world.messages("Drafts").values()), world.flags("INBOX")[back]) == (
        sorted(before[0].values()), before[1],
    )  # fmt: skip
