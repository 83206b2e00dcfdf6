"""Scenario mailboxes (YAML) to mail as bytes, and to the truth about it."""

import io
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message, policy
from email.headerregistry import Address
from email.utils import parseaddr
from html import escape
from pathlib import Path
from typing import Any

import yaml

PLACE = Path(__file__).parent / "scenarios"
SEALED = Path(__file__).parent / "sealed"  # no test reads these: README there says why
_NONE = {"", "null", "~"}


@dataclass(frozen=True, kw_only=True)
class Rendered:
    """One message of a scenario."""

    key: str  # as the scenario names it
    mailbox: str
    message_id: str
    data: bytes


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """One mailbox and what a careful reader says of it."""

    name: str
    owner: dict[str, Any]
    now: datetime
    messages: tuple[Rendered, ...]
    kinds: dict[str, str]  # Message-ID to kind, of others' messages
    opportunities: tuple[dict[str, Any], ...]


def names() -> list[str]:
    """Return the names of all scenarios."""
    return sorted(path.stem for path in PLACE.glob("*.yaml"))


def sealed() -> list[str]:
    """Return the names of the scenarios that are kept for measuring alone."""
    return sorted(path.stem for path in SEALED.glob("*.yaml") if not path.stem.startswith("singles-"))


def load(name: str) -> Scenario:
    """Render one scenario."""
    # BaseLoader leaves every scalar a text: YAML's own timestamps lose their offset.
    place = SEALED if name in sealed() else PLACE
    told = _clean(yaml.load((place / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader))
    ids = {one["id"]: f"<{one['id']}.{name}@{parseaddr(one['from'])[1].partition('@')[2]}>" for one in told["messages"]}
    by_key = {one["id"]: one for one in told["messages"]}
    return Scenario(
        name=name,
        owner=told["owner"],
        now=datetime.fromisoformat(told["now"]),
        messages=tuple(
            Rendered(
                key=one["id"],
                mailbox=one["folder"],
                message_id=ids[one["id"]],
                data=_mail(one, by_key, ids, told["owner"]),
            )
            for one in told["messages"]
        ),
        kinds={ids[one["id"]]: one["truth"]["kind"] for one in told["messages"] if one["truth"]["kind"] != "own"},
        opportunities=tuple(one | {"offer_message": ids.get(one["offer_message"])} for one in told["opportunities"]),
    )


def _clean(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _clean(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_clean(one) for one in value]
    return None if value in _NONE else value


def _mail(one: dict[str, Any], by_key: dict[str, Any], ids: dict[str, str], owner: dict[str, Any]) -> bytes:
    mail = message.EmailMessage(policy=policy.SMTP)
    mail["Date"] = datetime.fromisoformat(one["date"])
    mail["From"] = _address(one["from"])
    mail["To"] = [_address(to) for to in one.get("to") or [f"{owner['name']} <{owner['email']}>"]]
    if one.get("cc"):
        mail["Cc"] = [_address(cc) for cc in one["cc"]]
    if one.get("reply_to"):
        mail["Reply-To"] = _address(one["reply_to"])
    mail["Subject"] = one["subject"]
    mail["Message-ID"] = ids[one["id"]]
    chain = _chain(one, by_key, ids)
    if chain:
        mail["In-Reply-To"] = chain[-1]
        mail["References"] = " ".join(chain)
    for name, value in (one.get("headers") or {}).items():
        mail[name] = value
    _body(mail, one, by_key)
    for attached in one.get("attachments") or []:
        _attach(mail, attached)
    return mail.as_bytes()


def _address(text: str) -> Address:
    name, _, email = text.rpartition("<")
    return Address(display_name=name.strip().strip('"'), addr_spec=email.strip("> "))


def _chain(one: dict[str, Any], by_key: dict[str, Any], ids: dict[str, str]) -> list[str]:
    chain: list[str] = []
    while one.get("in_reply_to"):
        chain.insert(0, ids[one["in_reply_to"]])
        one = by_key[one["in_reply_to"]]
    return chain


def _body(mail: message.EmailMessage, one: dict[str, Any], by_key: dict[str, Any]) -> None:
    text = one["body"].rstrip() + "\n"
    if one.get("quote") == "true":
        earlier = by_key[one["in_reply_to"]]
        when = datetime.fromisoformat(earlier["date"])
        text += f"\nOn {when:%a, %d %b %Y at %H:%M}, {earlier['from']} wrote:\n\n"
        text += "".join(f"> {line}\n" for line in earlier["body"].rstrip().splitlines())
    style = one.get("style", "plain")
    page = (
        "<html><body>"
        + "".join(f"<p>{escape(part)}</p>".replace("\n", "<br>") for part in text.split("\n\n"))
        + "</body></html>"
    )
    if style in {"htmlonly", "newsletter"}:
        mail.set_content(page, subtype="html")
        return
    mail.set_content(text)
    if style != "plain":
        mail.add_alternative(page, subtype="html")


def _attach(mail: message.EmailMessage, attached: dict[str, Any]) -> None:
    kind = attached["kind"]
    if kind == "ics":
        mail.add_attachment(
            _calendar(attached).encode(),
            maintype="text",
            subtype="calendar",
            filename=attached["name"],
            params={"method": attached["method"]},
        )
    elif kind == "pdf":
        mail.add_attachment(_pdf(attached["text"]), maintype="application", subtype="pdf", filename=attached["name"])
    else:
        office = "vnd.openxmlformats-officedocument.wordprocessingml.document"
        mail.add_attachment(_docx(attached["text"]), maintype="application", subtype=office, filename=attached["name"])


def _calendar(told: dict[str, Any]) -> str:
    def utc(text: str) -> str:
        return datetime.fromisoformat(text).astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")

    def person(field: str, text: str) -> str:
        one = _address(text)
        return f'{field};CN="{one.display_name}":mailto:{one.addr_spec}'

    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Corpus//EN", f"METHOD:{told['method']}", "BEGIN:VEVENT"]
    lines += [
        f"UID:{told['start']}@corpus.example",
        f"DTSTAMP:{utc(told['start'])}",
        f"DTSTART:{utc(told['start'])}",
        f"DTEND:{utc(told['end'])}",
    ]
    lines += [
        f"SUMMARY:{told['summary']}",
        f"DESCRIPTION:{told.get('description') or ''}",
        person("ORGANIZER", told["organizer"]),
    ]
    lines += [person("ATTENDEE", one) for one in told["attendees"]]
    return "\r\n".join([*lines, "END:VEVENT", "END:VCALENDAR", ""])


def _pdf(text: str) -> bytes:
    import fpdf

    page = fpdf.FPDF()
    page.set_creation_date(datetime(2026, 1, 1, tzinfo=UTC))
    page.add_page()
    page.set_font("Helvetica", size=11)
    page.multi_cell(0, 6, text.replace("’", "'").encode("latin-1", "replace").decode("latin-1"))
    return bytes(page.output())


def _docx(text: str) -> bytes:
    rows = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in text.splitlines())
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            zipfile.ZipInfo("word/document.xml"), f"<w:document {space}><w:body>{rows}</w:body></w:document>"
        )
    return out.getvalue()
