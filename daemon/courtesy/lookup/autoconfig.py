"""A domain's own autoconfig file, as Thunderbird asks for it: from bytes to the servers, and where it is asked for.

The format is Mozilla's clientConfig 1.1 (draft-ietf-mailmaint-autoconfig). Only what is encrypted is taken from it, and
it is fetched by https alone: whoever could change it on the way would be given the password.
"""

import contextlib
import http.client
import re
import ssl
import urllib.parse
import urllib.request
import xml.parsers.expat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from courtesy import __version__, config
from courtesy.lookup import providers

LARGEST = 256 * 1024  # bytes; the largest known is under ten thousand
DEEPEST = 32
PATIENCE = 5.0  # seconds for one place
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
_SECURITY: dict[str, Literal["tls", "starttls"]] = {"ssl": "tls", "tls": "tls", "starttls": "starttls"}


@dataclass(slots=True)
class _Server:
    kind: str
    texts: dict[str, str] = field(default_factory=dict)


def places(address: str) -> tuple[str, ...]:
    """Return the addresses at which the autoconfig of a mail address's domain is asked for, in order."""
    domain = address.rpartition("@")[2].encode("idna").decode()
    return (
        f"https://autoconfig.{domain}/mail/config-v1.1.xml?emailaddress={urllib.parse.quote(address)}",
        f"https://{domain}/.well-known/autoconfig/mail/config-v1.1.xml",
    )


def ask(urls: Sequence[str], address: str, context: ssl.SSLContext | None = None) -> providers.Found | None:
    """Return the servers that the first place with a usable file names; None where none has one."""
    for url in urls:
        data = fetch(url, context)
        found = parse(data, address, urllib.parse.urlsplit(url).hostname or url) if data else None
        if found:
            return found
    return None


def fetch(url: str, context: ssl.SSLContext | None = None) -> bytes | None:
    """Fetch a file by https, also where it is sent on to another place; None where that fails, whatever the reason."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPSHandler(context=context or ssl.create_default_context()),
        urllib.request.HTTPRedirectHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.UnknownHandler(),  # http, file and ftp have no handler here: nobody is sent on to them
    ):
        opener.add_handler(handler)
    asked = urllib.request.Request(url, headers={"User-Agent": f"courtesy/{__version__}"})  # noqa: S310  # see above
    try:
        with opener.open(asked, timeout=PATIENCE) as answer:
            data: bytes = answer.read(LARGEST + 1)
    except (OSError, ValueError, LookupError, http.client.HTTPException):
        return None
    return data if len(data) <= LARGEST else None


def parse(data: bytes, address: str, host: str) -> providers.Found | None:
    """Return the servers that a clientConfig names for an address; None where it names no IMAP server with TLS."""
    servers = list(_servers(data))
    imap = next(_usable(servers, "imap", address), None)
    if imap is None:
        return None
    smtp = next(_usable(servers, "smtp", address), None)
    return providers.Found(
        how=f"named by {host}",
        imap=config.Imap(host=imap[0], port=imap[1], security=imap[2], username=imap[3]),
        smtp=config.Smtp(
            host=smtp[0],
            port=smtp[1],
            security=smtp[2],
            username=smtp[3] or (address if imap[3] else ""),  # empty would mean the IMAP one
        )
        if smtp
        else None,
    )


def _servers(data: bytes) -> list[_Server]:
    """Return the servers as written, in the order of the file; nothing where it is not well-formed.

    No document type is taken, and so no entity: a few bytes of those can ask for gigabytes, or for other files.
    """
    if len(data) > LARGEST:
        return []
    found: list[_Server] = []
    path: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        path.append(name)
        if len(path) > DEEPEST:
            raise _Refused
        if name in {"incomingServer", "outgoingServer"}:
            found.append(_Server(attributes.get("type", "").casefold()))

    def text(words: str) -> None:
        if found and path[-2:-1] and path[-2] in {"incomingServer", "outgoingServer"}:
            found[-1].texts[path[-1]] = found[-1].texts.get(path[-1], "") + words

    def refuse(*_: object) -> None:
        raise _Refused

    parser = xml.parsers.expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: path.pop() and None
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refuse
    with contextlib.suppress(xml.parsers.expat.ExpatError, _Refused, ValueError, LookupError):
        parser.Parse(data, True)  # noqa: FBT003  # the whole of it
        return found
    return []


class _Refused(Exception):
    """What is no autoconfig file is not read on."""


_Line = tuple[str, int, Literal["tls", "starttls"], str]


def _usable(servers: Sequence[_Server], kind: str, address: str) -> Iterator[_Line]:
    """Yield host, port, security and log-in name of each server that can be used, those with TLS at once first."""
    lines = [line for one in servers if one.kind == kind and (line := _line(one, address))]
    yield from sorted(lines, key=lambda line: line[2] != "tls")


def _line(server: _Server, address: str) -> _Line | None:
    texts = {name: words.strip() for name, words in server.texts.items()}
    security = _SECURITY.get(texts.get("socketType", "").casefold())
    port = texts.get("port", "")
    host = _filled(texts.get("hostname", ""), address)
    username = _filled(texts.get("username", ""), address)
    well = port.isascii() and port.isdecimal() and len(port) <= 5 and 0 < int(port) < 65536
    if not security or not well or not _HOST.fullmatch(host) or not username.isprintable() or len(username) > 320:
        return None
    return host, int(port), security, "" if username.casefold() == address.casefold() else username


def _filled(text: str, address: str) -> str:
    local, _, domain = address.rpartition("@")
    fills = {"%EMAILADDRESS%": address, "%EMAILLOCALPART%": local, "%EMAILDOMAIN%": domain}
    return re.sub("|".join(fills), lambda hit: fills[hit[0]], text)
