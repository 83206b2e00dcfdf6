"""What of the words behind a cue is the title of a job, and what only stands behind it."""

import pytest

from courtesy import resources
from courtesy.reading import role_shape, role_trim, rules

TITLES = rules.compile_tables(resources.tables("reading")).role


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("deputy head gardener for now but honestly", "deputy head gardener"),
        ("bench jeweller on", "bench jeweller"),
        ("foreman and run the second crew", "foreman"),
        ("team lead at of the new", "team lead"),
        ("leitende Oberärztin Anästhesie einzustellen", "leitende Oberärztin Anästhesie"),
        ("Sachbearbeitung Baurecht anbieten", "Sachbearbeitung Baurecht"),
        ("Community Organizer for tenant stuff, mostly", "Community Organizer"),
        ("Senior Gameplay Programmer seat", "Senior Gameplay Programmer"),
        ("Head Barista, Mon-Fri", "Head Barista"),
        ("Night Vet (2 on, 4 off)", "Night Vet"),
        ("ceramics technician three days a week", "ceramics technician"),
        ("Water Treatment Operator I since you already have", "Water Treatment Operator I"),
        ("wijkverpleegkundige aan bij", "wijkverpleegkundige"),
        ("chef de partie in our kitchen", "chef de partie"),
        ("Baker hos oss på", "Baker"),
        ("70k and a car, herd manager", "herd manager"),
        ("32 an hour, night porter", "night porter"),
        ("3rd Engineer, deck", "3rd Engineer"),
    ],
)
def test_what_stands_behind_a_title_is_no_part_of_it(said, title):
    assert role_trim.cut(said, TITLES, "") == title


@pytest.mark.parametrize(
    "title",
    [
        "Associate (Wills, Trusts & Probate)",
        "Senior Associate, Disputes and Investigations",
        "Beekeeper and Gardener",
        "housekeeper and cook",
        "Assistant Saleroom Porter and Cataloguer",
        "assistant saleroom porter",
        "Assistant to the Dean of Students",
        "Head of School and Community Partnerships",
        "Head of Year 9",
        "Year 3 Teacher and Maths Lead",
        "Lecturer in Forest Soils",
        "Second Officer (Navigation)",
        "Healthcare Assistant (Nights)",
        "Chef de partie",
        "Maître de conférences",
        "conductrice offset",
        "assistante administrative",
        "Leitung der Restaurierungswerkstatt",
        "2nd AC",
        "Kaiako",
    ],
)
def test_all_that_belongs_to_a_title_stays(title):
    assert role_trim.cut(title, TITLES, "") == title


@pytest.mark.parametrize(
    "said", ["on", "at of the", "and run the second crew", "for now but honestly", "einzustellen", ""]
)
def test_pieces_of_a_sentence_are_no_title(said):
    assert not role_trim.cut(said, TITLES, "")


@pytest.mark.parametrize("word", ["gilder", "Relieuse", "Shepherdess", "enóloga", "verpleegkundige", "interventionist"])
def test_a_word_may_tell_by_its_form_that_it_names_somebody(word):
    assert role_shape.does(word, TITLES)


@pytest.mark.parametrize("word", ["offer", "summer", "October", "checklist", "matière", "other", "Ada"])
def test_a_word_that_only_ends_like_one_names_nobody(word):
    assert not role_shape.does(word, TITLES)


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("Selected for Finance Manager", "Finance Manager"),
        ("Contrato de investigadora postdoctoral", "investigadora postdoctoral"),
        ("Resident Engineer (Drainage), Doha", "Resident Engineer (Drainage)"),
        ("coordinatrice petite enfance au sein", "coordinatrice petite enfance"),
        ("responsable qualité revient", "responsable qualité"),
        ("Assistant Stillman becomes Stillman", "Assistant Stillman"),
        ("Büroleitung und die Stelle", "Büroleitung"),
    ],
)
def test_what_leads_to_a_title_or_is_said_of_it_is_cut(said, title):
    assert role_trim.cut(said, TITLES, "") == title
