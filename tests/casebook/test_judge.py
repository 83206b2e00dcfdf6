from casebook.entries import case_of, entry, kinds, process

NORA = "Nora Keane <nora@ormondcare.example>"


def test_a_second_offer_in_a_process_is_about_the_first():
    case = case_of(*process(), entry("o2", 22, kind="offer", company="Ormond Care", sender=NORA, acts=("extends",)))
    assert kinds(case)["o2"] == "offer_followup"


def test_an_offer_out_of_the_blue_with_a_sign_of_fraud_is_fraud():
    case = case_of(
        entry("x1", 0, kind="offer", company="Bright Futures", sender="HR <hr@brightfutures.example>", fraud=True)
    )
    assert kinds(case) == {"x1": "scam"}
    assert not [one for one in case.opportunities if one.offer]


def test_an_offer_out_of_the_blue_in_junk_is_fraud():
    case = case_of(
        entry("x1", 0, kind="offer", company="Bright Futures", sender="HR <hr@brightfutures.example>", mailbox="Junk")
    )
    assert kinds(case) == {"x1": "scam"}


def test_an_offer_from_a_known_employer_that_landed_in_junk_is_an_offer():
    *before, _ = process()
    moved = entry("o1", 20, kind="offer", company="Ormond Care", sender=NORA, mailbox="Junk", acts=("extends",))
    assert kinds(case_of(*before, moved))["o1"] == "offer"


def test_a_pitch_after_the_owner_wrote_back_is_a_talk():
    case = case_of(
        entry("p1", 0, kind="outreach", company="Ormond Care", sender=NORA),
        entry("me", 1, own="schedule", to=(NORA,), reply=("p1",)),
        entry("p2", 2, kind="outreach", company="Ormond Care", sender=NORA, reply=("p1", "me")),
    )
    assert kinds(case) == {"p1": "outreach", "p2": "interview"}


def test_paperwork_before_any_offer_belongs_to_the_talks():
    case = case_of(
        *process()[:2], entry("d1", 8, kind="offer_followup", company="Ormond Care", sender=NORA, acts=("paperwork",))
    )
    assert kinds(case)["d1"] == "interview"


def test_a_no_after_an_offer_is_about_the_offer():
    case = case_of(
        *process(), entry("r1", 24, kind="rejection", company="Ormond Care", sender=NORA, acts=("rescinds",))
    )
    assert kinds(case)["r1"] == "offer_followup"


def test_a_promise_of_an_offer_gives_way_to_the_offer():
    early = entry("w1", 12, kind="offer", company="Ormond Care", sender=NORA, acts=("in_prospect",), confidence=0.5)
    case = case_of(*process(), early)
    assert kinds(case)["w1"] == "interview"
    assert kinds(case)["o1"] == "offer"


def test_an_automatic_reply_is_nothing_of_the_process():
    case = case_of(*process(), entry("z1", 21, kind="other", sender=NORA, reply=("o1",), automatic=True))
    assert kinds(case)["z1"] == "other"
