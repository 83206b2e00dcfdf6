"""What is done about letters, by comparing lists: no server, no mock."""

import dataclasses
from datetime import UTC, datetime

import pytest

from courtesy.mail import address
from courtesy.plan import desired
from courtesy.reconcile import action, drafts, state

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
THREAD = "<offer@harbourline.example>"


def letter(
    email="nora@harbourline.example", kind=desired.LetterKind.DECLINE, message_id="<one@me.example>", opportunity=1
):
    return desired.Letter(
        slot=desired.Slot(opportunity=opportunity, kind=kind, email=email),
        account="home",
        message_id=message_id,
        date=NOW,
        sender=address.Address("Ida Voss", "ida@me.example"),
        to=address.Address("Nora Quist", email),
        subject="Re: Your offer",
        in_reply_to=THREAD,
        references=(THREAD,),
        body="Dear Nora,\n\nthank you.\n",
        language="en",
    )


def remembered(one=None, into=state.DraftState.DRAFTED, *, uid=7, digest="ours", stale=None):
    one = one or letter()
    return state.Draft(
        slot=one.slot,
        account="home",
        state=into,
        text=state.Text(message_id=one.message_id, digest=digest, uidvalidity=3, uid=uid),
        subject=one.subject,
        in_reply_to=one.in_reply_to,
        laid_at=NOW,
        stale=stale,
    )


def lying(
    uid=7, message_id="<one@me.example>", to="nora@harbourline.example", in_reply_to=THREAD, subject="Re: Your offer"
):
    return state.Found(
        uid=uid, message_id=message_id, to=frozenset({to}), subject=subject, in_reply_to=in_reply_to, references=()
    )


def snapshot(*found, unchanged=None, sent=()):
    same = {one.uid for one in found} if unchanged is None else unchanged
    return state.Snapshot(
        account="home", drafts_uidvalidity=3, drafts=found, unchanged=frozenset(same), sent=tuple(sent)
    )


def sent(
    message_id="<x@me.example>", to="nora@harbourline.example", in_reply_to=THREAD, minutes=5, subject="Re: Your offer"
):
    return state.SentMail(
        message_id=message_id,
        to=frozenset({to}),
        subject=subject,
        in_reply_to=in_reply_to,
        references=(),
        date=NOW.replace(minute=minutes),
    )


def diff(letters, there, before=()):
    return list(drafts.diff(letters, there, before))


def test_a_letter_that_is_due_and_nowhere_is_laid():
    assert diff([letter()], snapshot()) == [action.Lay(letter=letter())]


def test_a_letter_that_lies_there_as_laid_is_left_alone():
    assert diff([letter()], snapshot(lying()), [remembered()]) == []


def test_a_letter_whose_text_ought_to_be_another_is_replaced_while_untouched():
    new = letter(message_id="<two@me.example>")
    assert diff([new], snapshot(lying()), [remembered()]) == [action.Lay(letter=new, before=remembered())]


def test_a_letter_no_longer_due_is_withdrawn_while_untouched():
    assert diff([], snapshot(lying()), [remembered()]) == [action.Withdraw(draft=remembered())]


@pytest.mark.parametrize("wanted", [[], [letter()], [letter(message_id="<two@me.example>")]])
def test_a_letter_saved_by_a_client_under_the_same_id_is_the_owners_and_never_touched(wanted):
    [note] = diff(wanted, snapshot(lying(uid=9), unchanged=set()), [remembered()])
    assert isinstance(note, action.Note)
    assert note.draft.state is state.DraftState.EDITED
    assert diff(wanted, snapshot(lying(uid=9), unchanged=set()), [note.draft]) == []


@pytest.mark.parametrize("wanted", [[], [letter()], [letter(message_id="<two@me.example>")]])
def test_a_letter_that_a_client_replaced_with_id_and_uid_of_its_own_is_known_by_thread_and_recipient(wanted):
    resaved = lying(uid=12, message_id="<uuid-of-the-client@me.example>")
    [note] = diff(wanted, snapshot(resaved, unchanged=set()), [remembered()])
    assert (note.draft.state, note.draft.text.uid) == (state.DraftState.EDITED, 12)


def test_a_letter_that_the_owner_deleted_does_not_come_back():
    [note] = diff([letter()], snapshot(), [remembered()])
    assert note.draft.state is state.DraftState.REMOVED
    assert diff([letter()], snapshot(), [note.draft]) == []
    assert diff([letter(message_id="<two@me.example>")], snapshot(), [note.draft]) == []


def test_a_letter_that_comes_back_by_the_owners_hand_is_ours_again_if_its_bytes_are():
    removed = remembered(into=state.DraftState.REMOVED)
    [note] = diff([letter()], snapshot(lying(uid=20)), [removed])
    assert (note.draft.state, note.draft.text.uid) == (state.DraftState.DRAFTED, 20)


def test_a_letter_sent_as_it_was_is_sent():
    [note] = diff([letter()], snapshot(sent=[sent(message_id="<one@me.example>")]), [remembered()])
    assert note.draft.state is state.DraftState.SENT


def test_a_letter_sent_by_a_client_with_an_id_of_its_own_is_sent():
    [note] = diff([letter()], snapshot(sent=[sent()]), [remembered()])
    assert note.draft.state is state.DraftState.SENT


def test_what_was_written_to_somebody_else_in_that_thread_does_not_make_a_letter_sent():
    [note] = diff([letter()], snapshot(sent=[sent(to="other@harbourline.example")]), [remembered()])
    assert note.draft.state is state.DraftState.REMOVED


def test_what_was_written_before_the_letter_was_laid_does_not_make_it_sent():
    earlier = dataclasses.replace(sent(), date=NOW.replace(hour=8))
    [note] = diff([letter()], snapshot(sent=[earlier]), [remembered()])
    assert note.draft.state is state.DraftState.REMOVED


def test_a_kill_before_the_append_leads_to_the_letter_being_laid_once():
    begun = remembered(into=state.DraftState.APPENDING, uid=0)
    assert diff([letter()], snapshot(), [begun]) == [action.Lay(letter=letter(), before=begun)]


def test_a_kill_after_the_append_leads_to_the_letter_being_found_by_its_id():
    begun = remembered(into=state.DraftState.APPENDING, uid=0)
    [note] = diff([letter()], snapshot(lying(uid=31)), [begun])
    assert (note.draft.state, note.draft.text.uid) == (state.DraftState.DRAFTED, 31)


def test_a_kill_amid_a_replacement_leaves_one_text_in_the_end():
    old = state.Text(message_id="<one@me.example>", digest="ours", uidvalidity=3, uid=7)
    new = letter(message_id="<two@me.example>")
    begun = remembered(new, state.DraftState.APPENDING, uid=0, stale=old)

    before_append = diff([new], snapshot(lying()), [begun])
    assert before_append == [action.Lay(letter=new, before=begun, older=7)]

    both = snapshot(lying(), lying(uid=8, message_id="<two@me.example>"))
    note, clear = diff([new], both, [begun])
    assert note.draft.state is state.DraftState.DRAFTED
    assert (clear.uid, type(clear)) == (7, action.Clear)


def test_an_older_text_that_the_owner_changed_meanwhile_is_not_cleared_away():
    old = state.Text(message_id="<one@me.example>", digest="ours", uidvalidity=3, uid=7)
    laid = remembered(letter(message_id="<two@me.example>"), uid=8, stale=old)
    both = snapshot(lying(uid=9), lying(uid=8, message_id="<two@me.example>"), unchanged={8})
    cleared = [
        one.uid for one in diff([letter(message_id="<two@me.example>")], both, [laid]) if isinstance(one, action.Clear)
    ]
    assert 9 not in cleared


@pytest.mark.parametrize("message_id", ["<one@me.example>", "<uuid-of-the-client@me.example>"])
def test_an_older_text_that_the_owner_changed_amid_a_replacement_stands_and_ours_goes(message_id):
    old = state.Text(message_id="<one@me.example>", digest="ours", uidvalidity=3, uid=7)
    new = letter(message_id="<two@me.example>")
    begun = remembered(new, state.DraftState.APPENDING, uid=0, stale=old)
    both = snapshot(lying(uid=9, message_id=message_id), lying(uid=8, message_id="<two@me.example>"), unchanged={8})
    note, clear = diff([new], both, [begun])
    assert (note.draft.state, note.draft.text.uid) == (state.DraftState.EDITED, 9)
    assert (type(clear), clear.uid) == (action.Clear, 8)
    assert diff([new], snapshot(lying(uid=9, message_id=message_id), unchanged=set()), [note.draft]) == []


def test_a_kill_after_a_withdrawal_is_no_removal_by_the_owner():
    going = remembered(into=state.DraftState.WITHDRAWING)
    [note] = diff([], snapshot(), [going])
    assert note.draft.state is state.DraftState.WITHDRAWN
    assert diff([letter()], snapshot(), [note.draft]) == [action.Lay(letter=letter(), before=note.draft)]


def test_a_renumbered_mailbox_changes_nothing():
    moved = dataclasses.replace(snapshot(lying(uid=1)), drafts_uidvalidity=99)
    [note] = diff([letter()], moved, [remembered()])
    assert note.draft.state is state.DraftState.DRAFTED
    assert diff([letter()], moved, [note.draft]) == []


def test_no_letter_is_laid_where_the_owner_already_drafts_one_in_that_thread():
    assert diff([letter()], snapshot(lying(message_id="<mine@me.example>", subject="other"), unchanged=set())) == []


def test_no_letter_of_another_kind_is_laid_beside_one_that_the_owner_took_in_hand():
    edited = remembered(into=state.DraftState.EDITED, digest="")
    thanks = letter(kind=desired.LetterKind.THANK_YOU, message_id="<three@me.example>")
    assert all(isinstance(one, action.Note) for one in diff([thanks], snapshot(lying(), unchanged=set()), [edited]))


def test_no_second_letter_goes_to_another_address_of_somebody_whose_letter_the_owner_sent():
    gone = remembered(into=state.DraftState.SENT)
    private = dataclasses.replace(
        letter("nora.quist@post.example", message_id="<four@me.example>"),
        also=("nora@harbourline.example",),
        in_reply_to=None,
    )
    assert diff([private], snapshot(), [gone]) == []


def test_a_letter_that_changes_its_kind_is_withdrawn_and_laid_anew():
    thanks = letter(kind=desired.LetterKind.THANK_YOU, message_id="<three@me.example>")
    assert diff([thanks], snapshot(lying()), [remembered()]) == [
        action.Withdraw(draft=remembered()),
        action.Lay(letter=thanks),
    ]


def test_a_letter_whose_job_the_owners_own_words_have_done_is_taken_away_and_is_sent():
    [one] = diff([], snapshot(lying(), sent=[sent()]), [remembered()])
    assert one == action.Withdraw(draft=remembered(), into=state.DraftState.SENT)


def test_the_older_text_sent_while_it_was_being_replaced_makes_the_letter_sent():
    old = state.Text(message_id="<one@me.example>", digest="ours", uidvalidity=3, uid=7)
    begun = remembered(letter(message_id="<two@me.example>"), state.DraftState.APPENDING, uid=0, stale=old)
    earlier = dataclasses.replace(sent(message_id="<one@me.example>"), date=NOW.replace(hour=8))
    [note] = diff([], snapshot(sent=[earlier]), [begun])
    assert note.draft.state is state.DraftState.SENT


def test_a_replacement_that_is_no_longer_wanted_leaves_neither_text():
    old = state.Text(message_id="<one@me.example>", digest="ours", uidvalidity=3, uid=7)
    begun = remembered(letter(message_id="<two@me.example>"), state.DraftState.APPENDING, uid=0, stale=old)
    clear, note = diff([], snapshot(lying()), [begun])
    assert (type(clear), clear.uid) == (action.Clear, 7)
    assert (note.draft.state, note.draft.stale) == (state.DraftState.WITHDRAWN, None)
    assert diff([], snapshot(), [note.draft]) == []


def test_an_older_text_that_is_wanted_again_after_an_interrupted_replacement_is_the_letter():
    old = state.Text(message_id="<one@me.example>", digest="ours", uidvalidity=2, uid=70)
    begun = remembered(letter(message_id="<two@me.example>"), state.DraftState.APPENDING, uid=0, stale=old)
    [note] = diff([letter()], snapshot(lying()), [begun])
    assert (note.draft.state, note.draft.text.uid, note.draft.stale) == (state.DraftState.DRAFTED, 7, None)
    assert diff([letter()], snapshot(lying()), [note.draft]) == []


def test_a_copy_of_the_owners_beside_ours_makes_the_letter_theirs_and_ours_is_cleared_away():
    both = snapshot(lying(), lying(uid=9), unchanged={7})
    note, clear = diff([letter()], both, [remembered()])
    assert (note.draft.state, note.draft.text.uid) == (state.DraftState.EDITED, 9)
    assert (type(clear), clear.uid) == (action.Clear, 7)
    after = dataclasses.replace(note.draft, stale=None)
    assert diff([letter()], snapshot(lying(uid=9), unchanged=set()), [after]) == []


ASKED = desired.LetterKind.ASK_TIME


def test_a_letter_that_does_another_job_is_laid_beside_one_that_the_owner_took_in_hand():
    edited = remembered(into=state.DraftState.EDITED, digest="")
    more = letter(kind=ASKED, message_id="<three@me.example>")
    assert diff([letter(), more], snapshot(lying(), unchanged=set()), [edited]) == [action.Lay(letter=more)]


def test_of_two_letters_to_one_person_in_one_thread_the_one_that_is_missing_is_the_one_that_a_client_saved_anew():
    both = [remembered(), remembered(letter(kind=ASKED, message_id="<two@me.example>"), uid=8)]
    resaved = lying(uid=12, message_id="<uuid-of-the-client@me.example>")
    [note] = diff([letter(), letter(kind=ASKED, message_id="<two@me.example>")], snapshot(lying(), resaved), both)
    assert (note.draft.slot.kind, note.draft.state, note.draft.text.uid) == (ASKED, state.DraftState.EDITED, 12)


def test_one_message_of_the_owners_is_never_two_letters():
    both = [remembered(), remembered(letter(kind=ASKED, message_id="<two@me.example>"), uid=8)]
    wanted = [letter(), letter(kind=ASKED, message_id="<two@me.example>")]
    resaved = lying(uid=12, message_id="<uuid-of-the-client@me.example>")
    states = sorted(one.draft.state for one in diff(wanted, snapshot(resaved, unchanged=set()), both))
    assert states == [state.DraftState.EDITED, state.DraftState.REMOVED]
    states = sorted(one.draft.state for one in diff(wanted, snapshot(sent=[sent()]), both))
    assert states == [state.DraftState.REMOVED, state.DraftState.SENT]


def test_what_one_letter_went_out_as_makes_no_other_one_sent_later():
    [note] = diff([letter()], snapshot(sent=[sent()]), [remembered()])
    other = remembered(letter(kind=ASKED, message_id="<two@me.example>"), uid=8)
    wanted = [letter(), letter(kind=ASKED, message_id="<two@me.example>")]
    [gone] = diff(wanted, snapshot(sent=[sent()]), [note.draft, other])
    assert gone.draft.state is state.DraftState.REMOVED


@pytest.mark.parametrize("ended", [state.DraftState.SENT, state.DraftState.REMOVED])
def test_a_letter_that_ended_comes_again_once_when_the_owner_asks_for_it(ended):
    again = dataclasses.replace(letter(message_id="<two@me.example>"), asked=NOW.replace(hour=10))
    gone = remembered(into=ended)
    assert diff([again], snapshot(), [gone]) == [action.Lay(letter=again, before=gone)]
    laid = dataclasses.replace(remembered(again, into=ended), asked=again.asked)
    assert diff([again], snapshot(), [laid]) == []


def test_a_new_occasion_brings_a_letter_again_that_was_sent_but_none_that_was_thrown_away():
    again = dataclasses.replace(letter(message_id="<two@me.example>"), since=NOW.replace(hour=10))
    gone = remembered(into=state.DraftState.SENT)
    assert diff([again], snapshot(), [gone]) == [action.Lay(letter=again, before=gone)]
    assert diff([again], snapshot(), [remembered(into=state.DraftState.REMOVED)]) == []


def test_a_letter_asked_for_is_not_laid_beside_the_owners_edit_of_it():
    asked = dataclasses.replace(letter(message_id="<two@me.example>"), asked=NOW.replace(hour=10))
    edited = remembered(into=state.DraftState.EDITED, digest="")
    [note] = diff([asked], snapshot(lying(), unchanged=set()), [edited])
    assert note.draft.state is state.DraftState.EDITED
    [gone] = diff([asked], snapshot(), [note.draft])
    assert gone.draft.state is state.DraftState.REMOVED
    assert diff([asked], snapshot(), [gone.draft]) == []


def test_an_answer_taken_away_because_the_offer_was_accepted_was_not_sent_whatever_else_was_written():
    [one] = drafts.diff([], snapshot(lying(), sent=[sent()]), [remembered()], {1})
    assert one == action.Withdraw(draft=remembered(), into=state.DraftState.WITHDRAWN)


def facts(**known):
    return dataclasses.replace(letter(), body="\n".join(known.values()), facts=tuple(sorted(known.items())))


def test_an_edited_letter_says_what_it_misses_and_no_longer_once_that_is_as_it_was():
    before = facts(company="Harbour Line", reason="the commute is too long")
    edited = dataclasses.replace(remembered(into=state.DraftState.EDITED, digest=""), facts=before.facts)
    [note] = diff([facts(company="Harbour Line", reason="we move north")], snapshot(lying(), unchanged=set()), [edited])
    assert note.draft.misses == ("your reason is now: we move north",)
    [back] = diff([before], snapshot(lying(), unchanged=set()), [note.draft])
    assert back.draft.misses == ()


def test_an_edited_letter_without_an_occasion_says_so():
    edited = remembered(into=state.DraftState.EDITED, digest="")
    [note] = diff([], snapshot(lying(), unchanged=set()), [edited])
    assert note.draft.misses == ("there is no occasion for this letter any more",)


def test_a_letter_sent_under_its_own_id_is_no_other_draft_in_that_thread():
    both = [remembered(), remembered(letter(kind=ASKED, message_id="<two@me.example>"), uid=8)]
    wanted = [letter(), letter(kind=ASKED, message_id="<two@me.example>")]
    resaved = lying(uid=12, message_id="<uuid-of-the-client@me.example>")
    there = snapshot(resaved, unchanged=set(), sent=[sent(message_id="<one@me.example>")])
    notes = [one.draft for one in diff(wanted, there, both)]
    assert {one.slot.kind: one.state for one in notes} == {
        desired.LetterKind.DECLINE: state.DraftState.SENT,
        ASKED: state.DraftState.EDITED,
    }
    assert diff(wanted, there, notes) == []
