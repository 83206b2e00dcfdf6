"""A small job search as mail: one process that ends in an offer with six people, one that does not, and noise.

Written for these tests. Dates are given relative to `NOW`, a Monday.
"""

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
OWNER = "Ida Voss <ida.voss@mailbox.example>"
ADDRESS = "ida.voss@mailbox.example"
OFFER = "<offer.1@harbourline.example>"


def mail(sender, subject, body, *, days=0.0, to=OWNER, message_id=None, answers=None, cc=None, extra=()):
    """Return a message; `days` before NOW, `answers` the Message-ID that it replies to."""
    one = EmailMessage()
    one["From"], one["To"], one["Subject"] = sender, to, subject
    one["Date"] = format_datetime(NOW - timedelta(days=days))
    one["Message-ID"] = message_id or f"<{abs(hash((sender, subject, days)))}@{sender.rpartition('@')[2].strip('>')}>"
    if cc:
        one["Cc"] = cc
    if answers:
        one["In-Reply-To"] = one["References"] = answers
    for name, value in extra:
        one[name] = value
    one.set_content(body)
    return one.as_bytes()


def before_the_offer():
    """Return (mailbox, message) pairs, oldest first: all that came before the offer."""
    return [
        (
            "INBOX",
            mail(
                "Nora Quist <nora.quist@harbourline.example>",
                "Your application as Harbour Planner",
                days=30,
                message_id="<applied.1@harbourline.example>",
                body="Dear Ida,\n\nThank you for applying for the position of Harbour Planner at Harbour Line. We have "
                "received your application and will come back to you within two weeks.\n\nKind regards,\nNora Quist\n"
                "Talent Partner, Harbour Line\n+47 22 12 34 56\n",
            ),
        ),
        (
            "INBOX",
            mail(
                "Nora Quist <nora.quist@harbourline.example>",
                "Interview for Harbour Planner",
                days=20,
                message_id="<interview.1@harbourline.example>",
                answers="<applied.1@harbourline.example>",
                cc="Per Solberg <per.solberg@harbourline.example>",
                body="Dear Ida,\n\nWe would like to invite you to an interview on Thursday 16 April at our office. "
                "Per Solberg, our coordinator, will meet you at the door. You will meet:\n\n"
                "10:00 Astrid Lie, Head of Planning (hiring manager)\n11:00 Jonas Berg, Senior Planner\n"
                "12:00 Mette Dahl, Tidal Engineer\n13:00 Olav Strand, Port Director\n\nKind regards,\nNora Quist\n"
                "Talent Partner, Harbour Line\n+47 22 12 34 56\n",
            ),
        ),
        *(
            (
                "INBOX",
                mail(
                    f"{name} <{name.lower().replace(' ', '.')}@harbourline.example>",
                    f"Thank you for coming, {topic}",
                    days=17,
                    message_id=f"<after.{number}@harbourline.example>",
                    body=f"Dear Ida,\n\nIt was a pleasure to meet you on Thursday. I enjoyed our conversation about "
                    f"{topic}.\n\n"
                    f"Best regards,\n{name}\n{title}, Harbour Line\n",
                ),
            )
            for number, (name, title, topic) in enumerate(
                (
                    ("Astrid Lie", "Head of Planning", "the new ferry quay"),
                    ("Jonas Berg", "Senior Planner", "tide tables"),
                    ("Mette Dahl", "Tidal Engineer", "silt and dredging"),
                    ("Olav Strand", "Port Director", "the old fish market"),
                    ("Per Solberg", "Coordinator", "the train timetable"),
                )
            )
        ),
        (
            "Sent",
            mail(
                OWNER,
                "Re: Interview for Harbour Planner",
                days=19,
                to="Nora Quist <nora.quist@harbourline.example>",
                answers="<interview.1@harbourline.example>",
                body="Dear Nora,\n\nThursday suits me well.\n\nIda\n",
            ),
        ),
        (
            "INBOX",
            mail(
                "Careers <careers@northquay.example>",
                "Your application at North Quay",
                days=12,
                body="Dear Ida,\n\nThank you for your interest in North Quay. Unfortunately we have decided to go "
                "ahead with other candidates. We wish you all the best.\n\nThe North Quay team\n",
            ),
        ),
        (
            "INBOX",
            mail(
                "Shoes & Co <news@shoes.example>",
                "Special offer: 30 % off, today only",
                days=2,
                extra=[("List-Unsubscribe", "<https://shoes.example/u>")],
                body="Our special offer ends today. Do not miss it.\n",
            ),
        ),
    ]


def offer():
    """Return the offer: to be answered within two days of NOW."""
    return mail(
        "Nora Quist <nora.quist@harbourline.example>",
        "Your offer from Harbour Line",
        message_id=OFFER,
        answers="<interview.1@harbourline.example>",
        body="Dear Ida,\n\nI am delighted to offer you the position of Harbour Planner at Harbour Line. The salary is "
        "NOK 720,000 per year and you would start on 1 August 2026.\n\nPlease let us know your decision by "
        "Wednesday 6 May, 08:00.\n\nKind regards,\nNora Quist\nTalent Partner, Harbour Line\n+47 22 12 34 56\n",
    )
