"""Who the people of an opportunity are, and what is still to be written to them."""

from datetime import timedelta

from casebook.entries import START
from courtesy.casebook import opportunity
from courtesy.casebook import people as joining
from courtesy.reading import people, reading, text
from reading.people_mail import LEXICON, OWNER, mail

MARTA = "Marta Lindqvist <marta@postbox.example>"
OLA = "Ola Fjeld <ola.fjeld@nordlys.example>"
BERIT = "Berit Holm <berit.holm@nordlys.example>"


def entry(day, sender, body, *, own=None, **fields):
    from dataclasses import replace

    sent = replace(mail(sender, body, **fields), date=START + timedelta(days=day), message_id=f"<{day}@test.example>")
    read = reading.Reading(
        message_id=sent.message_id,
        kind=reading.Kind.OTHER,
        own=reading.Own(own) if own else None,
        confidence=0.9,
        language="en",
        people=people.mentions(sent, text.sentences(sent), OWNER, LEXICON),
    )
    return opportunity.Entry(account="a", mailbox="Sent" if own else "INBOX", message=sent, reading=read)


def joined(*entries, offer=None):
    """Return the people by name; `offer` is the day of the offer."""
    found = joining.join(
        entries, whose=OWNER, offer_message_id=f"<{offer}@test.example>" if offer is not None else None, lexicon=LEXICON
    )
    return {one.name: one for one in found}


def letters(*entries, offer):
    return {name: one.letter for name, one in joined(*entries, offer=offer).items()}


INTERVIEW = entry(
    1,
    OLA,
    "Hi Marta,\n\nOn Monday you will meet Henrik Dahl, Head of Installation, and Sissel Moe, Site "
    "Manager.\n\nOla\n\nOla Fjeld\nRecruiter, Nordlys",
)
OFFER = entry(10, OLA, "Hi Marta,\n\nWe are pleased to offer you the post of Fitter. Please answer by Friday.\n\nOla")


def test_who_extends_the_offer_gets_the_answer_and_the_others_thanks():
    assert letters(INTERVIEW, OFFER, offer=10) == {
        "Ola Fjeld": "decline",
        "Henrik Dahl": "thank_you",
        "Sissel Moe": "thank_you",
    }


def test_nothing_is_to_be_written_without_an_offer():
    assert set(joined(INTERVIEW).values())
    assert {one.letter for one in joined(INTERVIEW).values()} == {"none"}


def test_who_is_named_for_the_answer_gets_it():
    for sentence in (
        "Please give your answer to Berit, she keeps the list.",
        "Berit Holm needs your decision by Friday.",
        "Just let Berit know either way by Friday.",
        "Call Berit with your answer.",
        "Send the signed contract back to Berit Holm.",
    ):
        later = entry(11, OLA, f"Hi Marta,\n\n{sentence}\n\nOla", cc=BERIT)
        said = letters(INTERVIEW, OFFER, later, offer=10)
        assert (said["Berit Holm"], said["Ola Fjeld"]) == ("decline", "thank_you"), sentence


def test_an_offer_of_help_does_not_move_the_answer():
    for sentence in (
        "If you have questions about the tools, call Henrik.",
        "Let Sissel know if you are allergic to anything.",
        "Berit will send you the benefits booklet.",
        "My colleague Berit Holm looks after pensions.",
        "From Monday Henrik will run the new site.",
        "I have told Berit that you are thinking it over.",
    ):
        later = entry(11, OLA, f"Hi Marta,\n\n{sentence}\n\nOla")
        assert letters(INTERVIEW, OFFER, later, offer=10)["Ola Fjeld"] == "decline", sentence


def test_a_manager_who_may_be_called_does_not_get_the_answer():
    later = entry(
        11,
        "Henrik Dahl <henrik.dahl@nordlys.example>",
        "Marta,\n\nring me any time if you want to talk it over: 07700 900555.\n\nHenrik",
    )
    found = joined(INTERVIEW, OFFER, later, offer=10)
    assert found["Ola Fjeld"].letter == "decline"
    assert found["Henrik Dahl"].letter == "thank_you"
    assert found["Henrik Dahl"].phone == "07700 900555"


def test_the_answer_goes_to_who_takes_over():
    later = entry(
        11, OLA, "Hi Marta,\n\nI am away from tomorrow. Berit Holm, in copy, will be your contact.\n\nOla", cc=BERIT
    )
    assert letters(INTERVIEW, OFFER, later, offer=10) == {
        "Berit Holm": "decline",
        "Ola Fjeld": "thank_you",
        "Henrik Dahl": "thank_you",
        "Sissel Moe": "thank_you",
    }


def test_the_answer_goes_to_who_says_that_they_take_over():
    later = entry(
        11,
        BERIT,
        "Hi Marta,\n\nI am taking over from Ola while he is on leave. Shout with anything.\n\nBerit Holm\nHR Manager",
    )
    assert letters(INTERVIEW, OFFER, later, offer=10)["Berit Holm"] == "decline"


def test_the_answer_goes_to_who_asks_for_it_themselves():
    later = entry(11, BERIT, "Hi Marta,\n\nOla is travelling, please reply to me directly.\n\nBerit Holm\nHR Manager")
    assert letters(INTERVIEW, OFFER, later, offer=10)["Berit Holm"] == "decline"


def test_an_assistant_does_not_get_the_answer_that_the_chairman_asks_for():
    offer = entry(
        10,
        BERIT,
        "Dear Ms Lindqvist,\n\nMr Aksel Thrane, our chairman, has asked me to send you the enclosed offer. He would "
        "be grateful for your answer by Friday.\n\nBerit Holm\nAssistant to the Chairman",
    )
    said = letters(INTERVIEW, offer, offer=10)
    assert said["Aksel Thrane"] == "decline"
    assert said["Berit Holm"] == "thank_you"


def test_a_letter_from_a_signing_service_is_answered_to_whom_it_comes_from():
    offer = entry(
        10,
        "Ola Fjeld via DocuSign <dse_na4@docusign.net>",
        "Ola Fjeld sent you a document to review and sign.\n\nOla Fjeld\nola.fjeld@nordlys.example\n",
    )
    found = joined(INTERVIEW, offer, offer=10)
    assert found["Ola Fjeld"].letter == "decline"
    assert found["Ola Fjeld"].email == "ola.fjeld@nordlys.example"


def test_a_letter_from_a_portal_is_answered_to_the_recruiter():
    offer = entry(
        10,
        "Nordlys Careers <nordlys@myworkday.com>",
        "Your offer is ready to review. Please do not reply to this message.",
    )
    assert letters(INTERVIEW, offer, offer=10)["Ola Fjeld"] == "decline"


def test_who_has_left_gets_no_letter():
    later = entry(12, OLA, "Hi Marta,\n\nyou may have heard that Henrik Dahl has left us.\n\nOla")
    found = joined(INTERVIEW, OFFER, later, offer=10)
    assert (found["Henrik Dahl"].letter, found["Henrik Dahl"].left) == ("none", True)


def test_who_was_replaced_was_never_met():
    change = entry(
        2,
        OLA,
        "Hi Marta,\n\nHenrik has been called away and can't join. Tone Lund, Foreman, will take his place.\n\nOla",
    )
    said = letters(INTERVIEW, change, OFFER, offer=10)
    assert said["Henrik Dahl"] == "none"
    assert said["Tone Lund"] == "thank_you"


def test_the_owners_no_leaves_nothing_to_write_to_those_who_got_it():
    answer = entry(
        13,
        MARTA,
        "Dear Ola, dear Berit,\n\nthank you, but I have decided against it.\n\nMarta",
        own="decline",
        to=OLA,
        cc=BERIT,
    )
    found = joined(INTERVIEW, OFFER, answer, offer=10)
    assert found["Ola Fjeld"].answered
    assert {name: one.letter for name, one in found.items()} == {
        "Ola Fjeld": "none",
        "Berit Holm": "none",
        "Henrik Dahl": "thank_you",
        "Sissel Moe": "thank_you",
    }


def test_who_is_only_copied_gets_no_letter():
    offer = entry(
        10,
        OLA,
        "Hi Marta,\n\nwe would like you to join us as Fitter.\n\nOla",
        cc="Jarle Vik <jarle.vik@nordlys.example>",
    )
    assert letters(INTERVIEW, offer, offer=10)["Jarle Vik"] == "none"


def test_one_person_under_several_names_and_addresses_is_one():
    found = joined(
        entry(1, OLA, "Hi Marta,\n\nYou will meet William Osterby, Chief Engineer, on Monday.\n\nOla"),
        entry(3, "Bill Osterby <wosterby@nordlys.example>", "Marta, I liked your drawing.\n\nBill"),
        entry(5, "Bill Osterby <bill.osterby@postbox.example>", "Marta, from my own account: come by.\n\nBill"),
        entry(6, OLA, "Hi Marta,\n\nBill said your drawing was the best.\n\nOla"),
    )
    (bill,) = [one for name, one in found.items() if "Osterby" in name]
    assert bill.email in bill.emails
    assert set(bill.emails) == {"wosterby@nordlys.example", "bill.osterby@postbox.example"}
    assert bill.greeting == "Bill"
    assert bill.title == "Chief Engineer"
    assert len(found) == 2


def test_a_married_name_at_the_same_address_is_the_same_person():
    found = joined(
        entry(1, "Kari Strand <kari.strand@nordlys.example>", "Hi Marta,\n\nwelcome.\n\nKari Strand\nHR"),
        entry(30, "Kari Holmboe <kari.strand@nordlys.example>", "Hi Marta,\n\nstill me, newly wed.\n\nKari"),
    )
    assert len(found) == 1


def test_two_people_of_one_first_name_are_kept_apart():
    found = joined(
        entry(
            1,
            "Priya Menon <priya.menon@nordlys.example>",
            "Hi Marta,\n\nI recruit for Nordlys. You will meet Priya Nambiar, Director of Works.\n\nPriya M",
        ),
        entry(3, "Priya Nambiar <priya.nambiar@nordlys.example>", "Marta, good to meet you.\n\nPriya"),
        entry(
            5,
            "Priya Menon <priya.menon@nordlys.example>",
            "Hi Marta,\n\nPriya N. liked your sketch of the vault.\n\nPriya M",
        ),
    )
    assert set(found) == {"Priya Menon", "Priya Nambiar"}
    assert found["Priya Nambiar"].part == "interviewer" or found["Priya Nambiar"].title == "Director of Works"


def test_a_first_name_alone_means_the_only_one_who_bears_it():
    found = joined(
        INTERVIEW,
        entry(2, OLA, "Hi Marta,\n\nSissel said that your weld was clean.\n\nOla"),
    )
    assert set(found) == {"Ola Fjeld", "Henrik Dahl", "Sissel Moe"}


def test_an_honorific_and_family_name_means_its_bearer():
    found = joined(
        entry(
            1,
            OLA,
            "Dear Ms Lindqvist,\n\nthe panel will be Dr Nasrin Qureshi, Headteacher, and Mr Desmond Islip.\n\nOla",
        ),
        entry(
            2,
            "Desmond Islip <d.islip@nordlys.example>",
            "Dear Ms Lindqvist,\n\nDr Qureshi enjoyed your lesson.\n\nDesmond Islip\nBursar",
        ),
    )
    assert set(found) == {"Ola Fjeld", "Nasrin Qureshi", "Desmond Islip"}
    assert found["Desmond Islip"].formal


def test_the_thread_of_a_letter_is_that_of_their_newest_mail():
    found = joined(INTERVIEW, OFFER, offer=10)
    assert found["Ola Fjeld"].thread[-1] == "<10@test.example>"
    assert found["Henrik Dahl"].thread == ()


def test_joining_the_same_entries_twice_gives_the_same_people():
    assert joined(INTERVIEW, OFFER, offer=10) == joined(INTERVIEW, OFFER, offer=10)


def test_who_signs_with_a_former_name_is_one_person():
    found = joined(
        entry(1, "Ingrid Dahl <ingrid.dahl@nordlys.example>", "Hi Marta,\n\nsee you Monday.\n\nIngrid Dahl\n"),
        entry(
            2,
            "Ingrid Aas <ingrid.aas@nordlys.example>",
            "Hi Marta,\n\nnew address from today.\n\nIngrid Aas (was Dahl)\nYard Clerk\n",
        ),
        entry(3, "Ingrid Moe <ingrid.moe@nordlys.example>", "Hi Marta,\n\nyour pass is ready.\n\nIngrid Moe\n"),
    )
    assert set(found) == {"Ingrid Aas", "Ingrid Moe"}
    assert found["Ingrid Aas"].email == "ingrid.aas@nordlys.example"


def test_a_first_name_left_out_is_no_other_person():
    found = joined(
        entry(1, OLA, "Hi Marta,\n\nyou will meet Irfan Qureshi, our site manager, on Friday.\n\nOla"),
        entry(2, "Mohammad Irfan Qureshi <m.i.qureshi@nordlys.example>", "Welcome, Marta.\n\nIrfan\n"),
    )
    assert set(found) == {"Ola Fjeld", "Mohammad Irfan Qureshi"}


def test_a_name_that_is_a_word_too_may_open_the_sentence_that_says_they_left():
    found = joined(
        entry(1, "Dawn Hesketh <dawn@nordlys.example>", "Hi Marta,\n\nyour application is here.\n\nDawn Hesketh\n"),
        entry(2, OLA, "Hi Marta,\n\nI'm Ola. Dawn left us at the end of February. Are you free on Thursday?\n\nOla"),
        entry(3, OLA, "Hi Marta,\n\nwe offer you the post of welder.\n\nOla Fjeld"),
        offer=3,
    )
    assert found["Dawn Hesketh"].left
    assert found["Dawn Hesketh"].letter == "none"


def test_who_signed_the_letter_that_an_assistant_sends_gets_the_answer():
    letter = "Dear Marta,\n\nwe offer you the post of welder.\n\nYours sincerely\nOla Fjeld\nManaging Director\n"
    found = letters(
        entry(1, OLA, "Hi Marta,\n\nsee you Monday.\n\nOla Fjeld\nManaging Director"),
        entry(
            2,
            BERIT,
            "Dear Marta,\n\nplease find a letter from Ola attached.\n\nBerit Holm\nExecutive Assistant",
            letter=letter,
        ),
        offer=2,
    )
    assert found == {"Ola Fjeld": "decline", "Berit Holm": "thank_you"}
