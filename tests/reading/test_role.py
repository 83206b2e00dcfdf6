import pytest

from courtesy.reading import role, text
from reading import mails


def title(body: str, known, subject: str = "", **more) -> str | None:
    mail = mails.mail(body, subject=subject, **more)
    found = role.find(mail, text.sentences(mail), frozenset(), known.role)
    return found.value if found else None


@pytest.mark.parametrize(
    ("written", "want"),
    [
        ("We offer you the post of lead miller in the west tower from May.", "Lead Miller"),
        ("I can offer you the Deputy Stage Manager role at £520.", "Deputy Stage Manager"),
        ("Position: Dairy Technician II", "Dairy Technician II"),
        ("Designation: Assistant Manager, Freight", "Assistant Manager, Freight"),
        ("Wir bieten Ihnen die Stelle als Teamleiterin Versand an.", "Teamleiterin Versand"),
        ("Je vous propose le poste de responsable de rayon à Niort.", "Responsable de rayon"),
        ("senior welder, £19 an hour, start Monday", "Senior Welder"),
    ],
)
def test_a_title_stands_behind_what_announces_it(written, want, known):
    assert title(written, known) == want


@pytest.mark.parametrize(
    "subject", ["Interview: Herd Manager (Req 55123)", "Herd Manager - JR-4471", "Herd Manager (m/w/d)"]
)
def test_a_title_is_told_without_numbers_and_marks_of_gender(subject, known):
    assert title("See you soon.", known, subject) == "Herd Manager"


def test_the_fuller_form_in_the_subject_is_meant(known):
    assert title("We offer you the position of Buyer.", known, "Buyer, Timber and Board") == "Buyer, Timber and Board"


def test_where_no_title_stands_none_is_told(known):
    assert title("Can we move to Friday? Same place.", known) is None
