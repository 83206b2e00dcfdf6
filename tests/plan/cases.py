"""Opportunities made up for the tests of this room: three trades, three languages, six to fourteen people."""

import dataclasses
import re
from datetime import UTC, date, datetime, timedelta

import msgspec

from courtesy import config, resources
from courtesy.casebook import opportunity
from courtesy.mail import owner
from courtesy.plan import compose
from courtesy.reading import reading

NOW = datetime(2026, 4, 14, 8, 30, tzinfo=UTC)
SECRET = b"a secret of the tests"
WHOSE = owner.Owner(
    name="Noor Vermeer",
    addresses=frozenset({"noor@post.example", "n.vermeer@work.example"}),
    timezone="Europe/Amsterdam",
)
SETTINGS = config.Config(
    owner=config.Owner(
        name="Noor Vermeer",
        timezone="Europe/Amsterdam",
        phone="+31 20 555 0142",
        linkedin="https://www.linkedin.com/in/noorvermeer",
    ),
    accounts=(
        config.Account(
            name="personal", address="noor@post.example", imap=config.Imap(host="127.0.0.1", password_file="/x")
        ),
    ),
)


def templates():
    return compose.load(resources.texts(resources.directory("templates")), resources.tables("letters"))


def evidence(message_id="<m1@there.example>", sentence="We would like to offer you the post."):
    return reading.Evidence(message_id, "body", sentence, "rule")


def person(
    name,
    part=None,
    *,
    talked=None,
    letter="thank_you",
    email="",
    greeting="",
    formal=False,
    phone=None,
    thread=True,
    **more,
):
    email = email or f"{re.sub('[^a-z]+', '.', name.lower()).strip('.')}@there.example"
    fields = {
        "name": name,
        "names": (name,),
        "greeting": greeting,
        "email": email or None,
        "emails": (email,),
        "part": reading.Part(part) if part else None,
        "title": None,
        "phone": phone,
        "talked_about": talked,
        "talked_about_evidence": None,
        "extended_offer": letter == "decline",
        "met": True,
        "left": False,
        "reachable": True,
        "answered": False,
        "thanked": False,
        "formal": formal,
        "last_contact": NOW - timedelta(days=3),
        "thread": ("<a@there.example>", "<b@there.example>") if thread else (),
        "thread_subject": "Our conversation" if thread else "",
        "letter": letter,
        "evidence": (),
    }
    return opportunity.Person(**{**fields, **more})


def deadline(day=date(2026, 4, 20), at=None, **more):
    return reading.Deadline(
        day=day, at=at, evidence=evidence(sentence="Please let us know by Monday 20 April."), **more
    )


def offer(**more):
    fields = {
        "message_id": "<offer@there.example>",
        "account": "personal",
        "mailbox": "INBOX",
        "extended_at": NOW - timedelta(days=2),
        "reply_by": deadline(),
        "reply_at_once": None,
        "pay": None,
        "start_date": None,
        "last_word_at": NOW - timedelta(days=2),
        "answered_at": None,
        "written_to": "noor@post.example",
        "contradictions": (),
    }
    return opportunity.Offer(**{**fields, **more})


def decided(decision="decline", reason=None, because=None):
    return opportunity.OwnerDecision(
        message_id="<offer@there.example>",
        decision=opportunity.Decision(decision),
        reason=reason,
        because=because,
        at=NOW,
    )


def opp(*people, company="Tarn & Fell", role="Survey Lead", language="en", number=1, **more):
    fields = {
        "anchor": f"<first{number}@there.example>",
        "id": number,
        "company": company,
        "agency": None,
        "role": role,
        "stage": opportunity.Stage.OFFERED,
        "language": language,
        "offer": offer(),
        "decision": None,
        "people": people,
        "messages": ("<m1@there.example>", "<offer@there.example>"),
        "evidence": (),
    }
    return opportunity.Opportunity(**{**fields, **more})


def case(*opportunities):
    return opportunity.Case(opportunities=opportunities, messages=())


def surveyors(**more):
    return opp(
        person(
            "Isobel Raeburn", "recruiter", letter="decline", greeting="Izzy", talked="the move of the archive to Kendal"
        ),
        person("Dr. Callum Ochieng", "hiring_manager", greeting="Callum", talked="how to survey peat without sinking"),
        person("Wren Castellane", "interviewer", talked="drone flights in fog", greeting="Wren"),
        person("Bao Tranter", "interviewer", greeting="Bao"),
        person("Felicity Marsh", "interviewer", talked="the lunch at the tarn"),
        person("Theo Marsh", "interviewer"),
        person("Agnes Lindqvist", "coordinator", greeting="Agnes"),
        person("Professor Hamish Dunmore", "executive", formal=True),
        person("Lotte Brandsma", "referrer", greeting="Lotte", talked="the years on the canal project"),
        person("Piet Hoekstra", "hr", thread=False),
        person("Sam Okoro", None, greeting="Sam"),
        person("Gwen Price", "interviewer", email="x", reachable=False),
        **more,
    )


def opticians(**more):
    return opp(
        person(
            "Dr. Friederike Pfau",
            "hiring_manager",
            letter="decline",
            formal=True,
            names=("Frau Dr. Pfau", "Dr. Friederike Pfau"),
            talked="die Umstellung der Fertigung",
        ),
        person(
            "Jens Albrecht", "interviewer", formal=True, names=("Herr Albrecht",), talked="Linsen für die Raumfahrt"
        ),
        person("Katharina Stoll", "hr", formal=True),
        person("Uwe Petzold", "interviewer", greeting="Uwe", familiar=True, talked="Messreihen im Dauerbetrieb"),
        person("Maren Sieveking", "interviewer", greeting="Maren", familiar=True),
        person("Herr Prof. Dr. Lindner", "executive", formal=True, names=("Herr Prof. Dr. Lindner",)),
        person("Sabine Voigt", "coordinator", formal=True, names=("Frau Voigt",)),
        person("Lars Timm", "referrer", greeting="Lars", familiar=True),
        person("Ilka Röder", None, formal=True),
        person("Bernd Achterberg", "interviewer", formal=True, names=("Herr Achterberg",)),
        company="Optik Seeheim GmbH",
        role="Ingenieurin Messtechnik",
        language="de",
        number=2,
        **more,
    )


def publishers(**more):
    return opp(
        person(
            "Hélène Carsac",
            "hr",
            letter="decline",
            formal=True,
            names=("Mme Carsac",),
            talked="la refonte du catalogue",
        ),
        person(
            "Antoine Brémond",
            "hiring_manager",
            formal=True,
            names=("M. Brémond",),
            talked="les couvertures de la collection de poche",
        ),
        person("Soraya Belkacem", "interviewer", greeting="Soraya", talked="l’accessibilité des livres numériques"),
        person("Yann Le Goff", "interviewer", greeting="Yann"),
        person("Marguerite d’Aubigny", "executive", formal=True, names=("Madame d’Aubigny",)),
        person("Inès Fournier", "coordinator", greeting="Inès"),
        person("Paul Thévenet", "referrer", greeting="Paul"),
        person("Lucie Adam", None, formal=True),
        company="Éditions du Hangar",
        role="éditrice numérique",
        language="fr",
        number=3,
        **more,
    )


def changed_settings(**fields):
    return msgspec.structs.replace(SETTINGS, **fields)


def changed(value, **fields):
    return dataclasses.replace(value, **fields)
