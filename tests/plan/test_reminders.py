from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from courtesy import config, resources
from courtesy.casebook import opportunity
from courtesy.mail import owner
from courtesy.plan import almanac, plan, telling
from courtesy.reading import holidays, zones
from plan import cases

EDT = timezone(timedelta(hours=-4), "EDT")
TEMPLATES = cases.templates()
ANN = cases.person(
    "Ann Low", "recruiter", letter="decline", phone="+1 617 555 0188", talked="the old mill", title="Talent Partner"
)
TOM = cases.person("Tom Becker", "hiring_manager", phone="+1 617 555 0189")
MUTE = cases.person("Ines Calder", "interviewer", reachable=False)
TABLES = resources.tables("reading")
DAYS = almanac.Almanac(free=holidays.compile_tables(TABLES["holidays"]), atlas=zones.compile_tables(TABLES["zones"]))
DECLINED = {"stage": opportunity.Stage.DECLINED, "decision": cases.decided("decline", because="The move is too far")}
NOON = datetime(2026, 4, 14, 12, tzinfo=UTC)


def planned(*people, now=cases.NOW, zone="Europe/Amsterdam", settled=(), wanted=None, days=DAYS, **more):
    whose = owner.Owner(name="Noor Vermeer", addresses=cases.WHOSE.addresses, timezone=zone)
    found = plan.plan(
        cases.case(cases.opp(*people, **more)),
        now=now,
        whose=whose,
        settings=cases.changed_settings(reminders=wanted or config.Reminders()),
        templates=TEMPLATES,
        secret=cases.SECRET,
        settled=settled,
        days=days,
    )
    return found.reminders


def on(occasion, *people, **more):
    return [one for one in planned(*people, **more) if one.occasion == occasion]


def offered(at=None, **more):
    reply_by = cases.deadline(day=at.date(), at=at, zone_stated=True) if at else cases.deadline()
    return cases.offer(**{"reply_by": reply_by, "extended_at": datetime(2026, 4, 12, 10, tzinfo=EDT), **more})


def answered(person, **more):
    return cases.changed(person, answered=True, letter="none", **more)


# To answer.


def test_an_open_offer_has_a_time_to_answer_a_call_and_its_last_hour():
    found = planned(ANN, TOM, cases.person("Bea Low", "hr"), offer=offered())
    assert [one.occasion for one in found] == ["answer_by", "deadline", "call"]


@pytest.mark.parametrize("stage", ["accepted", "rescinded", "interviewing"])
def test_nothing_is_due_where_no_offer_is_open(stage):
    assert planned(ANN, TOM, MUTE, offer=offered(), stage=opportunity.Stage(stage)) == ()


def test_nothing_is_due_once_the_owner_has_accepted():
    assert planned(ANN, MUTE, offer=offered(), decision=cases.decided("accept")) == ()


def test_an_answer_is_due_on_the_working_day_before_the_deadline():
    answer = planned(TOM, offer=offered(datetime(2026, 4, 20, 17, tzinfo=EDT)))[0]
    assert answer.start == datetime(2026, 4, 17, 8, tzinfo=UTC)
    assert "Mon 20 Apr, 23:00 (their time: 17:00 EDT)" in answer.summary


def test_the_working_day_before_a_deadline_is_no_public_holiday_of_the_owners():
    # Monday 27 April 2026 is the King's day in the Netherlands.
    answer = planned(TOM, offer=offered(datetime(2026, 4, 28, 17, tzinfo=EDT)))[0]
    assert answer.start == datetime(2026, 4, 24, 8, tzinfo=UTC)


def test_the_owner_may_say_whose_public_holidays_are_theirs():
    belgian = cases.changed(DAYS, country="BE")  # no King's day there
    answer = planned(TOM, offer=offered(datetime(2026, 4, 28, 17, tzinfo=EDT)), days=belgian)[0]
    assert answer.start == datetime(2026, 4, 27, 8, tzinfo=UTC)


def test_where_an_offer_gives_less_than_two_days_the_answer_is_due_three_hours_before_its_end():
    offer = offered(datetime(2026, 4, 15, 11, tzinfo=EDT), last_word_at=datetime(2026, 4, 14, 8, tzinfo=UTC))
    answer = planned(ANN, offer=offer)[0]
    assert answer.start == datetime(2026, 4, 15, 8, tzinfo=EDT)


def test_where_the_working_day_before_has_gone_by_the_answer_is_due_three_hours_before_its_end():
    until = datetime(2026, 4, 14, 14, tzinfo=EDT)
    answer = planned(TOM, offer=offered(until), now=datetime(2026, 4, 14, 9, tzinfo=EDT))[0]
    assert answer.start == until - timedelta(hours=3)


def test_an_answer_that_would_be_due_at_night_is_due_while_the_owner_is_awake():
    offer = offered(datetime(2026, 4, 15, 17, tzinfo=EDT), last_word_at=datetime(2026, 4, 14, 8, tzinfo=UTC))
    answer = planned(ANN, offer=offer, zone="Asia/Singapore")[0]
    assert answer.start.astimezone(UTC) == datetime(2026, 4, 15, 9, 30, tzinfo=UTC)  # 17:30 there


def test_an_answer_that_is_late_is_due_at_the_next_hour_there_is():
    [answer] = on("answer_by", TOM, offer=offered(datetime(2026, 4, 13, 17, tzinfo=EDT)))
    assert answer.start == datetime(2026, 4, 14, 13, tzinfo=UTC)  # cases.NOW is that day at 10:30, in Amsterdam
    assert "which was due by Mon 13 Apr" in answer.summary


def test_an_offer_without_a_deadline_wants_its_answer_within_days():
    offer = offered(reply_by=None, last_word_at=datetime(2026, 4, 13, 9, tzinfo=UTC))
    [answer] = on("answer_by", TOM, offer=offer)
    assert answer.start == datetime(2026, 4, 16, 8, tzinfo=UTC)
    assert answer.summary == "Answer Tarn & Fell’s offer"
    assert "waited since Mon 13 Apr" in answer.description


def test_an_offer_without_a_deadline_is_thought_of_less_often_where_they_have_heard_something():
    since, answered = datetime(2026, 4, 12, 9, tzinfo=UTC), datetime(2026, 4, 13, 12, tzinfo=UTC)
    [answer] = on("answer_by", TOM, offer=offered(reply_by=None, last_word_at=since, answered_at=answered))
    assert answer.start == datetime(2026, 4, 21, 8, tzinfo=UTC)
    assert "you wrote to them last on Mon 13 Apr" in answer.description


def test_the_answer_comes_after_the_call_where_both_are_due_on_one_day():
    there = cases.changed(ANN, phone="+31 20 555 0188")
    found = planned(there, offer=offered(datetime(2026, 4, 20, 17, tzinfo=EDT)))
    answer, call = (next(one for one in found if one.occasion == name) for name in ("answer_by", "call"))
    assert call.start == datetime(2026, 4, 17, 8, tzinfo=UTC)
    assert answer.start == call.start + timedelta(minutes=30)


def test_an_answer_does_not_speak_of_a_call_where_no_number_is_known():
    assert "call first" in planned(ANN, offer=offered())[0].description
    assert "call" not in planned(cases.changed(ANN, phone=None), offer=offered())[0].description


def test_the_last_half_hour_ends_with_the_deadline():
    until = datetime(2026, 4, 16, 11, tzinfo=EDT)
    [last] = on("deadline", ANN, offer=offered(until))
    assert last.start + last.duration == until


def test_the_last_half_hour_before_a_deadline_at_the_weekend_is_on_friday():
    [last] = on("deadline", ANN, offer=offered(datetime(2026, 4, 18, 12, tzinfo=EDT)))
    assert last.start == datetime(2026, 4, 17, 15, 30, tzinfo=UTC)
    assert "Sat 18 Apr" in last.summary


def test_a_deadline_that_is_a_day_alone_stands_as_a_day():
    [last] = on("deadline", ANN, offer=offered())
    assert (last.start, last.duration) == (date(2026, 4, 20), timedelta(days=1))


def test_a_deadline_that_is_a_free_day_stands_on_no_free_day():
    assert not on("deadline", ANN, offer=offered(reply_by=cases.deadline(date(2026, 4, 19))))  # the lead is on Friday
    [lead] = on("answer_by", TOM, offer=offered(reply_by=cases.deadline(date(2026, 4, 19))))
    assert lead.start == datetime(2026, 4, 17, 8, tzinfo=UTC)


def test_an_answer_says_what_whom_how_and_why_in_their_own_words():
    text = planned(ANN, offer=offered(contradictions=("20 April is a Monday",)))[0].description
    assert "Survey Lead at Tarn & Fell" in text
    assert "Ann Low (Talent Partner, ann.low@there.example, +1 617 555 0188)" in text
    assert "“Please let us know by Monday 20 April.”" in text
    assert "20 April is a Monday" in text


# To call.


def test_whoever_made_the_offer_is_called_on_the_day_of_the_answer_in_their_working_hours():
    [call] = on("call", ANN, TOM, offer=offered(datetime(2026, 4, 20, 17, tzinfo=EDT)))
    assert call.start == datetime(2026, 4, 17, 10, tzinfo=EDT)
    assert "+1 617 555 0188. It is 10:00 for them, 16:00 for you." in call.description


def test_once_it_is_decided_the_call_comes_at_once_and_before_the_letter():
    found = planned(ANN, TOM, now=NOON, offer=offered(), **DECLINED)
    call = next(one for one in found if one.occasion == "call")
    send = next(one for one in found if one.occasion == "send")
    assert call.start == datetime(2026, 4, 14, 10, tzinfo=EDT)
    assert call.start < send.start


def test_a_call_is_on_no_free_day_of_either_side():
    # Friday 3 July is free in the United States, the fourth being a Saturday.
    offer = offered(datetime(2026, 7, 10, 17, tzinfo=EDT))
    more = {**DECLINED, "decision": cases.changed(DECLINED["decision"], at=datetime(2026, 7, 2, 21, tzinfo=UTC))}
    person = cases.changed(ANN, phone="+44 20 7946 0000")
    [call] = on("call", ANN, now=datetime(2026, 7, 2, 22, tzinfo=UTC), offer=offer, **more)
    assert call.start == datetime(2026, 7, 6, 10, tzinfo=EDT)
    [call] = on("call", person, now=datetime(2026, 7, 2, 22, tzinfo=UTC), offer=offer, **more)
    assert call.start == datetime(2026, 7, 3, 9, tzinfo=UTC)  # 10:00 in London, whatever clock the mail shows


@pytest.mark.parametrize(
    ("phone", "sent", "currency", "hour"),
    [
        ("+44 20 7946 0000", timedelta(), "", 9),  # by the number: London, an hour behind UTC in summer
        ("020 7946 0000", timedelta(hours=1), "GBP", 9),  # by the pay, and the clock of the mail
        ("412 555 0162", timedelta(hours=-4), "USD", 14),
        ("020 7946 0000", timedelta(), "", 8),  # a clock in UTC is a machine's: the owner's own
        ("+1 303 555 0147", timedelta(hours=1), "", 17),  # a wide country, and a clock of elsewhere: its middle
    ],
)
def test_their_hours_are_told_by_number_pay_and_clock(phone, sent, currency, hour):
    pay = cases.reading.Pay(amount=1.0, currency=currency, period="year", evidence=cases.evidence())
    sent_at = datetime(2026, 4, 12, 10, tzinfo=timezone(sent))
    offer = offered(extended_at=sent_at, pay=pay if currency else None, reply_by=cases.deadline(date(2026, 4, 24)))
    [call] = on("call", cases.changed(ANN, phone=phone), offer=offer)
    assert call.start.astimezone(UTC).hour == hour


@pytest.mark.parametrize("phone", ["+1 303 555 0147", "0303 555 0147"])
def test_an_hour_of_theirs_that_is_not_known_is_not_told(phone):
    sent_at = datetime(2026, 4, 12, 10, tzinfo=timezone(timedelta(hours=1 if "+" in phone else 0)))
    [call] = on("call", cases.changed(ANN, phone=phone), offer=offered(extended_at=sent_at))
    assert "where they are is not known" in call.description
    assert "for them" not in call.description


def test_an_hour_told_from_a_winters_mail_is_right_in_summer():
    pay = cases.reading.Pay(amount=1.0, currency="USD", period="year", evidence=cases.evidence())
    winter = datetime(2026, 3, 5, 10, tzinfo=timezone(timedelta(hours=-5)))
    offer = offered(extended_at=winter, last_word_at=winter, pay=pay, reply_by=cases.deadline(date(2026, 4, 24)))
    [call] = on("call", cases.changed(ANN, phone="412 555 0162"), offer=offer)
    assert call.start.astimezone(UTC).hour == 14


def test_no_call_is_due_after_the_deadline():
    assert on("call", ANN, offer=offered(datetime(2026, 4, 14, 9, tzinfo=EDT))) == []


def test_no_call_is_due_to_whom_the_owner_has_answered():
    assert on("call", answered(ANN), TOM, offer=offered(), **DECLINED) == []


def test_a_call_has_three_notes_thanks_the_no_with_its_reason_and_the_open_door():
    [call] = on("call", ANN, now=NOON, offer=offered(), **DECLINED)
    notes = [line for line in call.description.splitlines() if line[:2] in {"1.", "2.", "3."}]
    assert len(notes) == 3
    assert "Thank them" in notes[0]
    assert "the move is too far" in notes[1]
    assert "the old mill" in notes[2]
    assert "stay in touch" in notes[2]


def test_the_notes_put_no_answer_into_the_mouth_of_an_owner_who_has_not_decided():
    [call] = on("call", ANN, offer=offered())
    assert "if it is no," in call.description


# Once it is declined.


def test_letters_that_lie_unsent_a_day_after_the_decision_are_thought_of_by_the_names_of_those_they_go_to():
    [send] = on("send", ANN, TOM, offer=offered(), **DECLINED)
    assert send.start == datetime(2026, 4, 16, 8, tzinfo=UTC)
    assert "Ann Low and Tom Becker" in send.description


def test_letters_that_the_owner_sent_or_threw_away_are_spoken_of_no_more():
    [send] = on("send", ANN, TOM, offer=offered(), settled={"1/decline/ann.low@there.example"}, **DECLINED)
    assert "Ann Low" not in send.description
    both = {"1/decline/ann.low@there.example", "1/thank_you/tom.becker@there.example"}
    assert on("send", ANN, TOM, offer=offered(), settled=both, **DECLINED) == []


def test_letters_are_sent_before_a_deadline_that_is_nearer_than_a_day():
    until = datetime(2026, 4, 15, 17, tzinfo=UTC)
    [send] = on("send", ANN, offer=offered(until), **DECLINED)
    assert send.start == until - timedelta(minutes=30)


def test_letters_left_unsent_are_thought_of_a_few_times_and_then_let_be():
    later = [on("send", ANN, now=cases.NOW + timedelta(days=days), offer=offered(), **DECLINED) for days in (3, 6, 20)]
    assert [len(one) for one in later] == [1, 1, 0]


def test_who_has_no_address_is_thanked_by_a_search_on_linkedin():
    [thank] = on("thank", ANN, MUTE, offer=offered(), **DECLINED)
    assert thank.summary == "Thank Ines Calder (Tarn & Fell)"
    assert "people/?keywords=Ines%20Calder%20Tarn%20%26%20Fell" in thank.description


def test_who_has_a_number_alone_is_thanked_by_telephone_in_their_working_hours():
    [thank] = on("thank", ANN, cases.changed(MUTE, phone="+1 617 555 0190"), offer=offered(), **DECLINED)
    assert thank.summary.endswith("+1 617 555 0190")
    assert thank.start == datetime(2026, 4, 15, 10, tzinfo=EDT)
    assert "Thank them for the time" in thank.description


def test_connecting_is_a_search_for_each_who_was_met():
    assert not on("connect", ANN, TOM, offer=offered(), **DECLINED)  # they have not heard of the no yet
    [connect] = on("connect", answered(ANN), TOM, cases.changed(MUTE, met=False), offer=offered(), **DECLINED)
    assert connect.description.count("linkedin.com/search/results/people") == 2


def test_a_candidate_is_thought_of_for_whoever_made_the_offer():
    [one] = on("recommend", ANN, offer=offered(), **DECLINED)
    assert one.summary == "Do you know somebody for Survey Lead at Tarn & Fell?"
    assert "write to ann.low@there.example" in one.description


def test_an_owner_who_stays_in_the_house_is_not_sent_to_its_people():
    found = planned(answered(ANN), TOM, now=NOON, offer=offered(), tie="counter_offer", **DECLINED)
    assert {one.occasion for one in found} == {"send"}


# To keep in touch.


def test_keeping_in_touch_begins_once_they_have_their_answer():
    assert on("keep_in_touch", ANN, offer=offered(), **DECLINED) == []
    [kept] = on("keep_in_touch", answered(ANN), offer=offered(), **DECLINED)
    assert kept.start == date(2026, 7, 13)
    assert kept.duration == timedelta(days=1)


def test_every_contact_begins_the_months_anew_and_moves_the_same_reminder():
    before, after = (
        on("keep_in_touch", answered(ANN, last_contact=when), now=NOON, offer=offered(), **DECLINED)[0]
        for when in (datetime(2026, 4, 13, tzinfo=UTC), datetime(2026, 4, 14, 11, tzinfo=UTC))
    )
    assert before.uid == after.uid
    assert (before.start, after.start) == (date(2026, 7, 13), date(2026, 7, 14))


def test_without_a_contact_the_distances_follow_each_other_and_end():
    days = []
    for months in (0, 4, 8, 13):
        now = cases.NOW + timedelta(days=30 * months)
        days += [one.start for one in on("keep_in_touch", answered(ANN), now=now, offer=offered(), **DECLINED)]
    assert days == [date(2026, 7, 13), date(2026, 10, 12), date(2027, 4, 12)]


def test_on_its_day_the_reminder_stands_and_only_after_it_goes_on_to_the_next_distance():
    day = datetime(2026, 7, 13, 9, tzinfo=UTC)
    on_the_day, after = (
        on("keep_in_touch", answered(ANN), now=day + timedelta(days=late), offer=offered(), **DECLINED)[0].start
        for late in (0, 1)
    )
    assert (on_the_day, after) == (date(2026, 7, 13), date(2026, 10, 12))


def test_each_person_is_written_to_on_a_day_of_their_own():
    people = [answered(ANN), *(cases.person(f"Person {name}", "interviewer") for name in ("One", "Two", "Three"))]
    kept = on("keep_in_touch", *people, offer=offered(), **DECLINED)
    assert len({one.start for one in kept}) == 4


def test_the_distances_are_the_owners_to_choose():
    wanted = config.Reminders(keep_in_touch=(1,))
    [kept] = on("keep_in_touch", answered(ANN), offer=offered(), wanted=wanted, **DECLINED)
    assert kept.start == date(2026, 5, 12)
    assert (
        on("keep_in_touch", answered(ANN), offer=offered(), wanted=config.Reminders(keep_in_touch=()), **DECLINED) == []
    )


# Of every one.


def every():
    return [*planned(ANN, TOM, MUTE, offer=offered()), *planned(ANN, TOM, MUTE, now=NOON, offer=offered(), **DECLINED),
            *planned(answered(ANN), TOM, MUTE, now=NOON, offer=offered(subject="Our offer"), **DECLINED)]  # fmt: skip


def test_there_is_a_reminder_for_every_occasion():
    assert {one.occasion for one in every()} == set(config.Reminders().occasions)


@pytest.mark.parametrize("one", every(), ids=lambda one: one.occasion)
def test_every_reminder_says_what_whom_how_and_why_and_leads_to_a_message(one):
    for word in ("Whom: ", "How: ", "Why: "):
        assert word in one.description
    assert one.url.startswith("mid:")
    assert one.summary


def test_the_subject_to_search_for_is_told():
    assert "search your mail for “Our offer”" in planned(ANN, offer=offered(subject="Our  offer"))[0].description


@pytest.mark.parametrize("occasion", config.Reminders().occasions)
def test_an_occasion_that_the_owner_does_not_want_is_left_out(occasion):
    wanted = config.Reminders(occasions=tuple(one for one in config.Reminders().occasions if one != occasion))
    for state in ({"offer": offered()}, {"offer": offered(), **DECLINED}):
        for people in ((ANN, TOM, MUTE), (answered(ANN), TOM, MUTE)):
            assert on(occasion, *people, now=NOON, wanted=wanted, **state) == []


def test_a_reminder_leads_to_the_message():
    assert planned(ANN, offer=offered(message_id="<a%b/c?@there.example>"))[0].url == "mid:a%25b%2Fc%3F@there.example"


def test_a_reminder_keeps_its_uid_when_times_and_texts_change():
    before = planned(ANN, offer=offered(datetime(2026, 4, 22, 17, tzinfo=EDT)))
    after = planned(ANN, offer=offered(datetime(2026, 4, 30, 17, tzinfo=EDT)), role="Another")
    assert [one.uid for one in before] == [one.uid for one in after]
    assert len({one.uid for one in before}) == len(before)


def test_a_reminder_stands_as_it_is_from_turn_to_turn():
    offer = offered(datetime(2026, 4, 20, 17, tzinfo=EDT))
    assert planned(ANN, TOM, offer=offer) == planned(ANN, TOM, offer=offer, now=cases.NOW + timedelta(hours=3))


def test_events_and_tasks_are_told_apart_and_have_uids_of_their_own():
    events = planned(ANN, offer=offered())
    tasks = planned(ANN, offer=offered(), wanted=config.Reminders(kind="todo"))
    both = planned(ANN, offer=offered(), wanted=config.Reminders(kind="both"))
    assert {one.form for one in events} == {"event"}
    assert {one.form for one in tasks} == {"todo"}
    assert {one.uid for one in both} == {one.uid for one in (*events, *tasks)}
    assert len({one.uid for one in both}) == len(both) == 2 * len(events)


def test_pay_and_start_are_named_as_they_were_given():
    pay = cases.reading.Pay(amount=98000.0, currency="USD", period="year", evidence=cases.evidence())
    start = cases.reading.StartDate(day=date(2026, 5, 4), evidence=cases.evidence())
    one = cases.opp(ANN, offer=offered(pay=pay, start_date=start))
    assert telling.terms_of(one) == "Survey Lead at Tarn & Fell, 98,000 USD a year, starting Mon 4 May"
