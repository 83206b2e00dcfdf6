"""Who a message names, and what it says of them."""

from reading.people_mail import named, read, writer

OLA = "Ola Fjeld <ola.fjeld@nordlys-elektro.example>"


def sure(found):
    return set(found)


def test_a_foreman_and_a_mate_are_met_in_a_line_from_a_contractor():
    found = named(
        "Rick Paulson <rick@paulsonplumbing.example>",
        """
        Marta, swing by the shop Thursday at 7. Dave Kowalski, our general foreman, will show you the van, and
        you'd be riding with Luis.

        Rick
        """,
    )
    assert sure(found) == {"Dave Kowalski", "Luis"}
    assert found["Dave Kowalski"].title == "general foreman"
    assert found["Luis"].met


def test_a_panel_set_out_in_one_sentence_gives_everybody_with_title():
    found = named(
        "Grace Obuya <grace.obuya@stbrigids.example>",
        """
        Dear Marta,

        The interview panel will be Sister Bernadette O'Hara (Ward Manager, Acute Medicine), Mr Femi Adeyinka,
        Lead Nurse, and Dr S Patel.

        Kind regards
        Grace Obuya
        Recruitment Nurse
        """,
    )
    assert {name.split()[-1] for name in found} == {"O'Hara", "Adeyinka", "Patel"}
    assert found["Mr Femi Adeyinka"].title == "Lead Nurse"


def test_a_timetable_line_by_line_gives_its_people():
    found = named(
        "no-reply@goodtime.io",
        """
        Hi Marta,

        Here is your day on 12 March:

        09:30 - 10:15  Line walk           Kenji Ito, Plant Manager
        10:30 - 11:15  Quality round       Rosa-Maria Delgado, Quality Lead
        11:15 - 11:30  Break
        11:30 - 12:00  Shift meeting       Wim van der Berg, Shift Supervisor
        """,
    )
    assert sure(found) == {"Kenji Ito", "Rosa-Maria Delgado", "Wim van der Berg"}
    assert all(one.met for one in found.values())
    assert found["Kenji Ito"].title == "Plant Manager"


def test_a_list_with_bars_gives_its_people():
    found = named(
        "Talent Team <talent@harrow-foods.example>",
        """
        Your visit:

        - 9:00 | Warehouse tour | Ebony Clarke | Operations Manager
        - 9:45 | Forklift test | Piotr Nowak
        - 10:30 | Chat | Ebony Clarke and Sue from Payroll
        """,
    )
    assert {"Ebony Clarke", "Piotr Nowak"} <= sure(found)
    assert "Warehouse" not in " ".join(found)


def test_a_german_mail_names_those_who_will_be_there():
    found = named(
        "Anja Petersen <petersen@backhaus-nord.example>",
        """
        Sehr geehrte Frau Lindqvist,

        am Donnerstag sprechen Sie mit Herrn Kühn (Produktionsleiter) und mit Frau Yıldız aus dem Einkauf.
        Durch das Haus führt Sie danach mein Kollege Tim Brandes.

        Mit freundlichen Grüßen
        Anja Petersen
        Personalreferentin
        """,
    )
    assert {name.split()[-1] for name in found} == {"Kühn", "Yıldız", "Brandes"}
    assert found["Herrn Kühn"].title == "Produktionsleiter"


def test_a_french_mail_names_those_who_will_receive_her():
    found = named(
        "Camille Aubry <c.aubry@musee-des-brumes.example>",
        """
        Bonjour Marta,

        Vous serez reçue mardi par Odile Ferrand, conservatrice en chef, et par M.
        Bakary Sissoko (responsable de la régie).

        Bien cordialement,
        Camille Aubry
        Chargée de recrutement
        """,
    )
    assert {name.split()[-1] for name in found} == {"Ferrand", "Sissoko"}
    assert found["Odile Ferrand"].title == "conservatrice en chef"


def test_somebody_who_cannot_come_is_not_met_and_who_steps_in_is():
    found = named(
        OLA,
        """
        Hi Marta,

        Small change for Monday: Henrik Dahl is down with the flu and can't make it.
        Solveig Moe, our site manager, will step in for him.

        Ola
        """,
    )
    assert found["Henrik Dahl"].not_met
    assert not found["Henrik Dahl"].met
    assert found["Solveig Moe"].met
    assert not found["Solveig Moe"].not_met


def test_a_hand_over_names_the_new_contact():
    found = named(
        OLA,
        """
        Hi Marta,

        I'm off on leave from Friday. My colleague Ingrid Aas, in copy, will take care of you from Monday.

        Ola
        """,
        cc="Ingrid Aas <ingrid.aas@nordlys-elektro.example>",
    )
    assert found["Ingrid Aas"].hand_over or found["Ingrid Aas"].email


def test_who_takes_over_from_a_colleague_says_so():
    one = writer(
        "Ingrid Aas <ingrid.aas@nordlys-elektro.example>",
        """
        Hello Marta,

        I'm taking over from Ola, who has started his leave.

        Ingrid
        """,
    )
    assert one.hand_over


def test_the_answer_is_asked_for_by_name():
    for body, name in (
        ("Please let Gunhild know by Friday whether you will join us.", "Gunhild"),
        ("Send the signed contract back to Mr Harald Stein, please.", "Mr Harald Stein"),
        ("Your answer can go straight to Gunhild, I'm travelling.", "Gunhild"),
        ("Bitte antworten Sie direkt an Frau Keller.", "Frau Keller"),
        ("Merci d'envoyer votre réponse à Claire Dumont.", "Claire Dumont"),
    ):
        found = named(OLA, f"Dear Marta,\n\n{body}\n\nOla\n")
        assert found[name].answer_to, body


def test_a_writer_asks_for_the_answer_themselves():
    assert writer(OLA, "Hi Marta,\n\nPlease reply to me directly, whatever you decide.\n\nOla\n").answer_to


def test_a_last_day_means_gone_but_parental_leave_does_not():
    gone = writer(OLA, "Hi Marta,\n\nTomorrow is my last day here, it was a pleasure.\n\nOla\n")
    away = writer(OLA, "Hi Marta,\n\nTomorrow is my last day before parental leave, I am back in autumn.\n\nOla\n")
    assert gone.left
    assert not away.left


def test_a_colleague_who_left_is_gone():
    found = named(
        OLA,
        "Hi Marta,\n\nYou may have heard that Henrik Dahl has left the company. I will finish this with you.\n\nOla\n",
    )
    assert found["Henrik Dahl"].left


def test_groups_systems_and_lists_are_nobody():
    for sender in (
        "Nordlys Careers <careers@nordlys.example>",
        "Talent Acquisition Team <ta@nordlys.example>",
        "Nordlys Elektro AS <post@nordlys-elektro.example>",
        "Workday <nordlys@myworkday.com>",
        "noreply@nordlys.example",
    ):
        assert writer(sender, "Dear candidate,\n\nThank you for your application.\n") is None, sender


def test_a_person_behind_a_hiring_system_has_a_name_but_no_address():
    one = writer(
        "Dana Whitcombe via Greenhouse <no-reply@greenhouse.io>", "Hi Marta,\n\nthanks for applying.\n\nDana\n"
    )
    assert one.name == "Dana Whitcombe"
    assert one.email is None


def test_a_person_who_answers_at_another_address_is_reached_there():
    one = writer(
        "Dana Whitcombe via Lever <no-reply@hire.lever.co>",
        "Hi Marta,\n\nthanks for applying.\n\nDana\n",
        reply_to="Dana Whitcombe <dana@harrow-foods.example>",
    )
    assert one.email == "dana@harrow-foods.example"


def test_family_referees_and_authors_are_nobody_of_the_process():
    found = named(
        OLA,
        """
        Hi Marta,

        My wife Kari says hello. We liked the paper by Donald Knuth that you quoted, and the reference from
        Peter Finch was warm.

        Ola
        """,
    )
    assert sure(found) == set()


def test_places_products_and_headings_are_nobody():
    found = named(
        OLA,
        """
        Dear Marta,

        The interview takes place at Victoria House, Jordan Street, in the Wellington Room.
        Base Salary and Sign-On Bonus are set out in Annex One.
        Please bring your Safety Card; Microsoft Teams will not be needed. We meet on May Day.

        Ola Fjeld
        Head of Human Resources
        """,
    )
    assert sure(found) == set()


def test_the_manager_to_be_is_known_by_what_they_will_be():
    for body in (
        "You would report to Sigrid Vik, our operations director.",
        "Sigrid Vik, who would be your manager, is keen to meet you.",
        "The hiring manager, Sigrid Vik, will call you on Monday.",
        "Ihre künftige Vorgesetzte Sigrid Vik freut sich auf Sie.",
        "Vous serez rattachée à Sigrid Vik, directrice des opérations.",
    ):
        found = named(OLA, f"Dear Marta,\n\n{body}\n\nOla\n")
        assert found["Sigrid Vik"].part == "hiring_manager", body


def test_an_assistant_writes_for_somebody():
    found = named(
        "Lena Brook <lena.brook@thornelaw.example>",
        """
        Dear Ms Lindqvist,

        I am writing on behalf of Rebecca Thorne, Managing Partner, who asks whether Tuesday would suit.

        Lena Brook
        Executive Assistant to Rebecca Thorne
        """,
    )
    assert found["Rebecca Thorne"].part == "executive"
    assert (
        writer(
            "Lena Brook <lena.brook@thornelaw.example>",
            "Dear Ms Lindqvist,\n\nSee you then.\n\nLena Brook\nExecutive Assistant to Rebecca Thorne\n",
        ).part
        == "coordinator"
    )


def test_a_contact_with_number_and_address_in_a_sentence():
    found = named(
        "no-reply@icims.com",
        "Hello Marta,\n\nOn the day please call your coordinator, Yusuf Demir, 020 7946 0715, "
        "yusuf.demir@harrow-foods.example.\n",
    )
    assert found["Yusuf Demir"].phone == "020 7946 0715"
    assert found["Yusuf Demir"].email == "yusuf.demir@harrow-foods.example"


def test_remarks_passed_on_make_somebody_known():
    found = named(
        OLA,
        "Hi Marta,\n\nKnut said your wiring diagram was the cleanest he has seen, and Berit argued for you in the "
        "meeting.\n\nOla\n",
    )
    assert sure(found) == {"Knut", "Berit"}


def test_names_without_capitals_are_seen_where_the_mail_has_none():
    found = named(
        "abe <abe@tidepool.example>",
        "hey marta, come by weds. nadia (cto) wants to see how you think, and you'll have lunch with kofi from "
        "design\n\nabe\n",
    )
    assert sure(found) == {"Nadia", "Kofi"}


def test_who_the_owner_writes_to_is_dealt_with():
    found = read(
        "Marta Lindqvist <marta@postbox.example>",
        "Hi Ola,\n\nTuesday works. It was good to talk with Knut about the switchboards.\n\nMarta\n",
        to=OLA,
        cc="Berit Holm <berit.holm@nordlys-elektro.example>",
    )
    assert {(one.name, one.source, one.met) for one in found if one.email} == {
        ("Ola Fjeld", "to", True),
        ("Berit Holm", "cc", False),
    }
    assert any(one.name == "Knut" and one.met for one in found)


def test_the_owners_referees_are_not_people_of_the_process():
    found = named(
        "Marta Lindqvist <marta@postbox.example>",
        "Hi Ola,\n\nMy references are Tilda Swann (works manager, tilda@oldfirm.example) and Jon Arne Riis, 07700 "
        "900321.\n\nMarta\n",
        to=OLA,
    )
    assert sure(found) == {"Ola Fjeld"}


def test_an_eastern_courtesy_suffix_is_no_part_of_a_name():
    found = named(OLA, "Dear Marta,\n\nYou will meet Tanaka-san and Verma-ji on Friday.\n\nOla\n")
    assert sure(found) == {"Tanaka", "Verma"}


def test_a_line_of_an_address_is_no_slot_of_a_schedule():
    found = named(OLA, "Dear Marta,\n\nSee you.\n\nOla Fjeld\nP.O. Box 00000, Al Quoz 3, Dubai, U.A.E.\n")
    assert sure(found) == set()


def test_the_middle_of_a_firms_name_is_no_person():
    found = named(
        OLA, "Hi Marta,\n\nThe foundation whose board I chair, the Birrarung Justice Fund, will grow.\n\nOla\n"
    )
    assert sure(found) == set()


def test_those_who_come_with_the_writer_are_met():
    found = named(
        OLA, "Hi Marta,\n\nIt'll be me, Wendy Aas who is our yard manager, and Tunde from the committee.\n\nOla\n"
    )
    assert sure(found) == {"Wendy Aas", "Tunde"}
