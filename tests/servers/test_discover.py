"""Which mailbox plays which part, on servers of every habit."""

import pytest

from courtesy import errors
from courtesy.servers import discover, imap
from dovecot import running as dovecot_running
from scripted import running


def listed(text, separator="/"):
    """Return what LIST says: a name a line, attributes behind a bar."""
    lines = (line.partition(" | ") for line in text.strip().splitlines())
    return [
        discover.Listed(name.strip(), frozenset(attributes.lower().split()), separator) for name, _, attributes in lines
    ]


GMAIL = r"""
INBOX
[Gmail] | \Noselect \HasChildren
[Gmail]/All Mail | \All
[Gmail]/Drafts | \Drafts
[Gmail]/Important | \Important
[Gmail]/Sent Mail | \Sent
[Gmail]/Spam | \Junk
[Gmail]/Starred | \Flagged
[Gmail]/Trash | \Trash
Archive
Jobs/Drafts
"""


def test_gmail_is_read_by_its_attributes_and_all_mail_once():
    found = discover.mailboxes(listed(GMAIL), discover.Names())
    assert (found.inbox, found.drafts, found.sent) == ("INBOX", "[Gmail]/Drafts", "[Gmail]/Sent Mail")
    assert (found.junk, found.trash, found.archives) == ("[Gmail]/Spam", "[Gmail]/Trash", ("[Gmail]/All Mail",))
    assert "[Gmail]" not in found.all


def test_gmail_in_german_without_attributes_is_found_by_name():
    names = ("Entwürfe", "Gesendet", "Alle Nachrichten", "Papierkorb")
    boxes = listed("INBOX\n" + "\n".join(f"[Google Mail]/{name}" for name in names))
    found = discover.mailboxes(boxes, discover.Names())
    assert (found.drafts, found.sent) == ("[Google Mail]/Entwürfe", "[Google Mail]/Gesendet")
    assert (found.archives, found.trash) == (("[Google Mail]/Alle Nachrichten",), "[Google Mail]/Papierkorb")


@pytest.mark.parametrize(
    ("names", "drafts", "sent"),
    [
        ("Drafts\nSent Items\nJunk E-Mail", "Drafts", "Sent Items"),
        ("Entwürfe\nGesendete Elemente", "Entwürfe", "Gesendete Elemente"),
        ("Brouillons\nÉléments envoyés", "Brouillons", "Éléments envoyés"),
        ("Borradores\nElementos enviados", "Borradores", "Elementos enviados"),
        ("RASCUNHOS\nitens enviados", "RASCUNHOS", "itens enviados"),
        ("Bozze\nPosta inviata", "Bozze", "Posta inviata"),
        ("Concepten\nVerzonden items", "Concepten", "Verzonden items"),
        ("Szkice\nElementy wysłane", "Szkice", "Elementy wysłane"),
        ("Черновики\nОтправленные", "Черновики", "Отправленные"),
        ("下書き\n送信済みアイテム", "下書き", "送信済みアイテム"),
        ("草稿箱\n已发送", "草稿箱", "已发送"),
        ("Taslaklar\nGönderilmiş Öğeler", "Taslaklar", "Gönderilmiş Öğeler"),
        ("Entwu\u0308rfe\nGesendet", "Entwu\u0308rfe", "Gesendet"),
    ],
)
def test_well_known_names_in_many_languages(names, drafts, sent):
    found = discover.mailboxes(listed("INBOX\n" + names), discover.Names())
    assert (found.drafts, found.sent) == (drafts, sent)


def test_names_below_inbox_count_where_everything_lies_there():
    found = discover.mailboxes(
        listed("INBOX\nINBOX.Drafts\nINBOX.Sent\nINBOX.Archives\nINBOX.Archives.2025", "."),
        discover.Names(),
        prefix="INBOX.",
    )
    assert (found.drafts, found.sent, found.prefix, found.separator) == ("INBOX.Drafts", "INBOX.Sent", "INBOX.", ".")
    assert found.archives == ("INBOX.Archives", "INBOX.Archives.2025")


def test_a_name_deeper_in_the_tree_or_of_somebody_else_plays_no_part():
    boxes = listed("INBOX\nProjects/Drafts\nShared/Drafts\nOther/Sent | \\Sent")
    found = discover.mailboxes(boxes, discover.Names(), foreign=("Shared/", "Other/"))
    assert (found.drafts, found.sent) == ("", "")


def test_what_cannot_be_opened_plays_no_part():
    found = discover.mailboxes(listed("INBOX\nDrafts | \\NoSelect\nSent | \\NonExistent"), discover.Names())
    assert (found.drafts, found.sent, found.all) == ("", "", ("INBOX",))


def test_the_owners_names_stand_above_attributes():
    names = discover.Names(drafts="Mine", sent="outbox", also=("Jobs", "jobs"))
    found = discover.mailboxes(listed("INBOX\nMine\nOutbox\nJobs\nDrafts | \\Drafts\nArchive | \\Archive"), names)
    assert (found.drafts, found.sent, found.archives) == ("Mine", "Outbox", ("Jobs",))


def test_no_archive_is_read_where_the_owner_names_none():
    found = discover.mailboxes(listed("INBOX\nArchive | \\Archive"), discover.Names(also=()))
    assert found.archives == ()


@pytest.mark.parametrize("key", ["inbox", "drafts", "sent", "also"])
def test_a_configured_name_that_does_not_exist_is_told_with_its_key(key):
    names = discover.Names(**{key: ("Nowhere",) if key == "also" else "Nowhere"})
    with pytest.raises(errors.MailboxMissing, match=rf"Nowhere.*\[accounts\.mailboxes\] {key}"):
        discover.mailboxes(listed("INBOX"), names)


def test_what_no_mailbox_was_found_for_is_told_with_the_key_to_set():
    assert '[accounts.mailboxes] drafts = "…"' in str(discover.nothing_for("drafts"))


async def test_attributes_in_lower_case_are_attributes(executor):
    answer = '* LIST () "/" INBOX\n* LIST (\\drafts) "/" Rough\n* LIST (\\sent) "/" Out\n{tag} OK\n'
    async with running(LIST=answer) as script:
        server = imap.Server(script.endpoint(), lambda: "secret", executor)
        await server.connect()
        found = await server.mailboxes()
        await server.close()
    assert (found.drafts, found.sent) == ("Rough", "Out")


async def test_names_that_no_client_could_name_again_are_passed_over(executor):
    answer = '* LIST () "/" INBOX\n* LIST () NIL &bad\n* LIST () "/" {6}\nDrafts\n* LIST () "/" "Q\\"q"\n{tag} OK\n'
    async with running(LIST=answer) as script:
        server = imap.Server(script.endpoint(), lambda: "secret", executor)
        await server.connect()
        found = await server.mailboxes()
        await server.close()
    assert found.all == ("INBOX", "Drafts", 'Q"q')


async def test_dovecot_with_everything_below_inbox(executor):
    with dovecot_running(special={"Entwürfe": r"\Drafts", "Sent": r"\Sent"}, separator=".", prefix="INBOX.") as dovecot:
        where = imap.Endpoint(host=dovecot.host, port=dovecot.port, security="plain", username=dovecot.user())
        server = imap.Server(where, lambda: dovecot.password, executor)
        await server.connect()
        found = await server.mailboxes()
        await server.create(f"{found.prefix}Courtesy{found.separator}Declined")
        again = await server.mailboxes()
        await server.close()
    assert (found.drafts, found.sent, found.prefix, found.separator) == ("INBOX.Entwürfe", "INBOX.Sent", "INBOX.", ".")
    assert "INBOX.Courtesy.Declined" in again.all
