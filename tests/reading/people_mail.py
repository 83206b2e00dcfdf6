"""Mail written for the tests of people: a few words each, parsed as real mail is."""

import textwrap
from email.message import EmailMessage

from courtesy import resources
from courtesy.mail import owner, parse
from courtesy.reading import people, text

OWNER = owner.Owner(
    name="Marta Lindqvist",
    addresses=frozenset({"marta@postbox.example", "m.lindqvist@postbox.example"}),
    timezone="Europe/London",
)
LEXICON = people.compile_tables(resources.tables("reading"))


def mail(
    sender,
    body,
    *,
    to="Marta Lindqvist <marta@postbox.example>",
    cc=None,
    reply_to=None,
    subject="Next steps",
    invitation=None,
    letter=None,
):
    one = EmailMessage()
    one["From"], one["To"], one["Subject"] = sender, to, subject
    one["Date"] = "Tue, 03 Mar 2026 10:00:00 +0000"
    one["Message-ID"] = f"<{abs(hash((sender, body))):x}@test.example>"
    if cc:
        one["Cc"] = cc
    if reply_to:
        one["Reply-To"] = reply_to
    one.set_content(textwrap.dedent(body).strip() + "\n")
    if invitation:
        one.make_mixed()
        one.add_attachment(invitation.encode(), maintype="text", subtype="calendar", params={"method": "REQUEST"})
    if letter:
        one.make_mixed()
        one.add_attachment(letter, filename="letter.txt")
    return parse.parse(one.as_bytes())


def read(sender, body, **fields):
    """Return all mentions of a message."""
    message = mail(sender, body, **fields)
    return people.mentions(message, text.sentences(message), OWNER, LEXICON)


def named(sender, body, **fields):
    """Return the sure mentions of others than the writer, by name; of several the one that says most."""
    found = {}
    for one in read(sender, body, **fields):
        if one.sure and one.source != "from":
            before = found.get(one.name)
            if before is None or (one.met, bool(one.title)) > (before.met, bool(before.title)):
                found[one.name] = one
    return found


def writer(sender, body, **fields):
    """Return the mention of the one who wrote."""
    return next((one for one in read(sender, body, **fields) if one.source == "from"), None)
