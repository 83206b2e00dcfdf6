import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courtesy.reading import read, reading
from reading import mails

OFFER = "Dear Jo, we are delighted to offer you the position of Miller at North Mill. Please reply by Friday 8 May."


def test_an_offer_is_told_with_its_facts_and_its_sentence(known):
    read_ = read.read(mails.mail(OFFER, signature="Ann Reeve\nNorth Mill Ltd"), mails.OWNER, known)
    assert read_.kind is reading.Kind.OFFER
    assert read_.company is not None
    assert read_.company.value.startswith("North Mill")
    assert read_.role is not None
    assert read_.role.value == "Miller"
    assert read_.reply_by is not None
    assert any("delighted to offer you" in one.sentence for one in read_.because)


def test_any_no_takes_an_offer_s_words_away(known):
    body = (
        "Dear Jo, we would have been delighted to offer you the post. "
        "Unfortunately we have decided to go with another candidate."
    )
    assert read.read(mails.mail(body), mails.OWNER, known).kind is reading.Kind.REJECTION


def test_an_offer_in_the_attachment_alone_is_seen(known):
    letter = (
        "NORTH MILL LTD\n\nDear Jo,\n\nWe are delighted to offer you the position of Miller.\nSalary: £31,000 per annum"
    )
    mail = mails.mail("Hi Jo,\n\nas promised.\n\nAnn", attached={"Offer.pdf": letter})
    assert read.read(mail, mails.OWNER, known).kind is reading.Kind.OFFER


def test_a_friend_s_own_offer_passed_on_is_none_to_the_owner(known):
    letter = "Dear Sam,\nWe are delighted to offer you the position of Miller. Please reply by Friday."
    mail = mails.mail("Jo!! They want me! What would you do?", subject="Fwd: Offer", forwarded=letter)
    assert read.read(mail, mails.OWNER, known).kind is reading.Kind.OTHER


def test_the_vendor_of_a_hiring_system_is_nobody_s_employer(known):
    mail = mails.mail(
        "Hi Jo, thank you for applying to North Mill for Miller. We will review your application.",
        sender="North Mill <no-reply@us.greenhouse-mail.io>",
        subject="Thank you for applying to North Mill",
    )
    read_ = read.read(mail, mails.OWNER, known)
    assert read_.kind is reading.Kind.APPLICATION
    assert read_.company is not None
    assert read_.company.value == "North Mill"


def test_money_asked_for_makes_an_offer_a_scam(known):
    body = (
        "Dear Candidate, you are selected for the post of Clerk. "
        "Pay the refundable security deposit of $90 before the offer letter is issued."
    )
    read_ = read.read(mails.mail(body), mails.OWNER, known)
    assert read_.kind is reading.Kind.SCAM
    assert read_.fraud


def test_mail_without_a_trace_of_hiring_is_let_go(known):
    read_ = read.read(mails.mail("The hedges are cut. " * 200, bulk=True), mails.OWNER, known)
    assert (read_.kind, read_.relevant) == (reading.Kind.OTHER, False)


@pytest.mark.parametrize("kind", list(reading.Kind))
def test_every_kind_has_its_weight_told(kind, known):
    assert kind in read.read(mails.mail(OFFER), mails.OWNER, known).scores


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=600), st.text(max_size=80))
def test_whatever_is_written_is_read(known, body, subject):
    read.wake(mails.mail(body, subject=subject), mails.OWNER, known)
