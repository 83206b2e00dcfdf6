from datetime import date

from casebook.entries import case_of, entry, groups, kinds, process

NORA = "Nora Keane <nora@ormondcare.example>"
AGENCY = "Finn Daly <finn@castlestaff.example>"


def test_an_application_an_interview_and_an_offer_of_one_employer_are_one_process():
    assert groups(case_of(*process())) == [["a1", "i1", "o1"]]


def test_the_order_in_which_entries_are_given_does_not_matter():
    assert case_of(*process()) == case_of(*reversed(process()))


def test_a_message_in_two_mailboxes_counts_once():
    again = entry("o1", 20, kind="offer", company="Ormond Care", role="Staff Nurse", sender=NORA, mailbox="Archive")
    case = case_of(*process(), again)
    assert len(case.messages) == 3


def test_one_agency_speaking_for_two_employers_has_two_processes():
    case = case_of(
        entry(
            "p1", 0, kind="outreach", sender=AGENCY, agency="Castle Staff", company="Ormond Care", role="Staff Nurse"
        ),
        entry(
            "p2",
            1,
            kind="outreach",
            sender=AGENCY,
            agency="Castle Staff",
            company="Slaney Hospital",
            role="Ward Sister",
        ),
        entry("i1", 3, kind="interview", sender=AGENCY, agency="Castle Staff", company="Ormond Care"),
        entry("i2", 4, kind="interview", sender=AGENCY, agency="Castle Staff", company="Slaney Hospital"),
    )
    assert groups(case) == [["p1", "i1"], ["p2", "i2"]]


def test_an_agency_that_names_nobody_is_taken_by_the_post():
    case = case_of(
        entry(
            "p1", 0, kind="interview", sender=AGENCY, agency="Castle Staff", company="Ormond Care", role="Staff Nurse"
        ),
        entry(
            "p2",
            1,
            kind="interview",
            sender=AGENCY,
            agency="Castle Staff",
            company="Slaney Hospital",
            role="Ward Sister",
        ),
        entry("i1", 3, kind="interview", sender=AGENCY, role="Staff Nurse", subject="Next steps"),
    )
    assert groups(case) == [["p1", "i1"], ["p2"]]


def test_a_reply_in_the_wrong_thread_goes_where_its_words_belong():
    case = case_of(
        *process(),
        entry("s1", 1, kind="application", company="Slaney Hospital", sender="Slaney <jobs@slaney.example>"),
        entry(
            "w1", 21, kind="rejection", company="Slaney Hospital", sender="Pat <pat@slaney.example>", reply=("a1", "o1")
        ),
    )
    assert groups(case) == [["a1", "i1", "o1"], ["s1", "w1"]]


def test_two_posts_at_one_employer_are_two_processes():
    case = case_of(
        *process(),
        entry(
            "a2",
            6,
            kind="application",
            company="Ormond Care",
            role="Infection Control Lead",
            sender="Ormond Care <jobs@ormondcare.example>",
        ),
        entry(
            "r2",
            9,
            kind="rejection",
            company="Ormond Care",
            role="Infection Control Lead",
            sender="Ormond Care <jobs@ormondcare.example>",
        ),
    )
    assert groups(case) == [["a1", "i1", "o1"], ["a2", "r2"]]


def test_a_private_address_joins_by_the_person():
    case = case_of(
        entry("i1", 0, kind="interview", company="Ormond Care", sender="Nora Keane <nora@ormondcare.example>"),
        entry(
            "n1",
            3,
            kind="interview",
            sender="Nora Keane <nora.k@freemail.example>",
            company="Ormond Care",
            subject="From home",
        ),
        entry("o1", 9, kind="offer", sender="Nora Keane <nora.k@freemail.example>", subject="so", acts=("extends",)),
    )
    assert groups(case) == [["i1", "n1", "o1"]]


def test_a_domain_that_bears_the_name_joins_what_a_hiring_system_began():
    case = case_of(
        entry("a1", 0, kind="application", company="Slaney", sender="Slaney Talent <slaney@myworkday.com>"),
        entry("i1", 5, kind="interview", sender="Pat Roe <pat@slaneyhospitals.example>"),
    )
    assert groups(case) == [["a1", "i1"]]


def test_the_owners_letter_that_began_a_thread_belongs_to_it():
    case = case_of(
        entry("q1", 0, own="other", to=(NORA,), subject="Our talk"),
        entry("o1", 2, kind="offer", company="Ormond Care", sender=NORA, reply=("q1",), acts=("extends",)),
    )
    assert groups(case) == [["q1", "o1"]]


def test_talk_about_an_employer_is_no_part_of_its_process():
    case = case_of(
        *process(), entry("f1", 6, kind="other", company="Ormond Care", sender="Deirdre <deirdre@freemail.example>")
    )
    assert groups(case) == [["a1", "i1", "o1"]]
    assert kinds(case)["f1"] == "other"


def test_a_misspelt_domain_of_a_known_employer_is_fraud():
    case = case_of(
        *process(),
        entry(
            "x1",
            25,
            kind="offer",
            company="Ormond Care",
            sender="Ormond HR <hr@orrnondcare.example>",
            acts=("extends",),
        ),
    )
    assert kinds(case)["x1"] == "scam"
    assert groups(case) == [["a1", "i1", "o1"]]


def test_an_employers_second_domain_is_no_fraud_by_itself():
    case = case_of(
        *process(),
        entry(
            "x1",
            25,
            kind="offer",
            company="Ormond Care",
            sender="Ormond HR <hr@ormondcare-people.example>",
            acts=("extends",),
        ),
    )
    assert kinds(case)["x1"] == "offer_followup"


def test_a_second_post_offered_after_a_no_is_a_process_of_its_own():
    case = case_of(
        *process(),
        entry("me", 22, own="decline", to=(NORA,), reply=("o1",)),
        entry(
            "o2",
            30,
            kind="offer",
            company="Ormond Care",
            role="Infection Control Lead",
            sender=NORA,
            acts=("extends",),
            subject="Another thought",
        ),
    )
    assert groups(case) == [["a1", "i1", "o1", "me"], ["o2"]]
    assert [str(one.stage) for one in case.opportunities] == ["declined", "offered"]


def test_of_two_processes_at_one_employer_an_unclear_message_belongs_to_the_one_last_spoken_of():
    jobs = "Ormond Care <jobs@ormondcare.example>"
    case = case_of(
        entry("a1", 0, kind="application", company="Ormond Care", role="Staff Nurse", sender=jobs),
        entry("a2", 2, kind="application", company="Ormond Care", role="Infection Control Lead", sender=jobs),
        entry("i2", 9, kind="interview", company="Ormond Care", sender=NORA, subject="When could you come?"),
    )
    assert groups(case) == [["a1"], ["a2", "i2"]]


def test_a_short_common_name_does_not_join_two_employers():
    case = case_of(
        entry("a1", 0, kind="application", company="Tralee Legal Aid", sender="Una <una@traleelegalaid.example>"),
        entry("a2", 2, kind="application", company="Legal Aid", sender="Ita <ita@dublinlegalaid.example>"),
    )
    assert groups(case) == [["a1"], ["a2"]]


def test_the_letter_with_the_terms_of_a_private_word_is_of_the_same_process():
    private = "Rory Fallon <rory@lanternmail.example>"
    terms = {"kind": "offer", "acts": ("extends",), "pay": 52500.0, "start": date(2026, 6, 8)}
    case = case_of(
        entry("t1", 0, kind="interview", sender=private, subject="A walk by the weir on Sunday"),
        entry("p1", 1, kind="outreach", company="Tide Mill", sender="Orla Whelan <orla@tidemill.example>"),
        entry("o1", 9, sender=private, reply=("t1",), **terms),
        entry("o2", 9.5, company="Tide Mill", sender="Orla Whelan <orla@tidemill.example>", **terms),
        entry("n1", 2, sender="Bess Hogan <bess@lanternmail.example>", subject="The choir outing"),
        entry("n2", 3, sender="Con Tierney <con@lanternmail.example>", subject="The gutters again"),
    )
    assert [group for group in groups(case) if "o1" in group] == [group for group in groups(case) if "o2" in group]


def test_clumsy_words_from_the_employers_house_that_the_owner_took_up_are_no_fraud():
    house = "Nasser Haddad <nasser@palmquay.example>"
    first = entry("c1", 0, kind="scam", company="Palm Quay", sender=house, fraud=True)
    taken = entry("me", 1, own="apply", to=(house,), reply=("c1",))
    assert kinds(case_of(first, taken))["c1"] != "scam"
    assert kinds(case_of(first))["c1"] == "scam"


def offered(mid, day, sender, **facts):
    return entry(mid, day, sender=sender, **{"kind": "offer", "acts": ("extends",), "pay": 41000.0} | facts)


def test_an_address_that_spells_the_name_of_somebody_who_wrote_is_theirs():
    case = case_of(*process()[:2], offered("x1", 9, "nora.keane@freemail.example", subject="hello"))
    assert groups(case) == [["a1", "i1", "x1"]]


def test_a_private_address_that_begins_with_the_firms_name_is_the_firms():
    case = case_of(*process()[:2], offered("x1", 9, "Pat <ormondcare.office@gmail.com>", subject="hello"))
    assert groups(case) == [["a1", "i1", "x1"]]


def test_an_offer_by_a_relative_who_names_who_wrote_is_of_that_process():
    body = "Nora asked me to write. The job is yours."
    case = case_of(*process()[:2], offered("x1", 9, "Tom Keane <tk61@gmail.com>", subject="hello", body=body))
    assert groups(case) == [["a1", "i1", "x1"]]


def test_a_strangers_offer_that_names_nobody_joins_nothing():
    case = case_of(*process()[:2], offered("x1", 9, "Tom Finch <tf61@gmail.com>", subject="hello", body="It is yours."))
    assert ["a1", "i1"] in groups(case)


def test_what_an_e_sign_service_calls_by_one_name_is_one_document():
    sign = {"sender": "DocuSign <dse@docusign.net>", "kind": "offer_followup", "acts": ("esign_request",)}
    case = case_of(
        *process(),
        entry("s1", 21, **sign, company="Ormond Care", subject="Please DocuSign: Contract Aoife Brennan.pdf"),
        entry("s2", 22, **sign, subject="Completed: Contract Aoife Brennan.pdf"),
    )
    assert groups(case) == [["a1", "i1", "o1", "s1", "s2"]]
