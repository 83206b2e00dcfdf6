"""A calendar on a CalDAV server (RFC 4791), by the caldav library.

The calendar is found by its name, and made when there is something to write. Every write says over what it goes
(If-Match, If-None-Match; RFC 9110, section 13), so that a change of the owner's is never written over. The library
blocks; it works in the pool.
"""

import asyncio
import concurrent.futures
import re
import urllib.parse
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from courtesy import errors, ports

if TYPE_CHECKING:
    from caldav.davclient import DAVClient

_TIMEOUT = 10  # seconds for one request
_WHOLE = 60.0  # seconds for one call of ours
_UID = re.compile(r"^UID(?:;[^:\r\n]*)?:([^\r\n]+(?:\r?\n[ \t][^\r\n]*)*)", re.MULTILINE)
_QUERY = (
    '<?xml version="1.0" encoding="utf-8"?>'
    '<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">'
    "<D:prop><D:getetag/><C:calendar-data/></D:prop>"
    '<C:filter><C:comp-filter name="VCALENDAR"/></C:filter></C:calendar-query>'
)
_CHANGED = frozenset({409, 412})  # RFC 4791, section 5.3.2.1: a UID that lies there already conflicts

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Which calendar, where. `components` are what it is made for: VEVENT, VTODO."""

    url: str
    username: str
    calendar: str
    components: tuple[str, ...] = ("VEVENT",)
    ca_file: str = ""


class Calendar:
    """One calendar of the owner's; see ports.Calendar. Not for use by two tasks at once."""

    name = "caldav"

    def __init__(self, at: Endpoint, password: Callable[[], str], pool: concurrent.futures.Executor) -> None:
        self._at = at
        self._password = password
        self._pool = pool
        self._client: DAVClient | None = None
        self._calendar: str = ""  # its address, once it is found
        self._hrefs: dict[str, str] = {}  # by UID

    async def look(self) -> dict[str, ports.Lying] | None:
        """Return the objects that lie there, by UID; None where there is no such calendar."""
        return await self._call(self._look)

    async def put(self, uid: str, data: bytes, over: ports.Lying | None) -> ports.Lying:
        """Put an object there; raises Overtaken where something else lies there than `over`."""
        return await self._call(lambda: self._put(uid, data, over))

    async def remove(self, uid: str, lying: ports.Lying) -> None:
        """Take an object away; raises Overtaken where it was changed meanwhile."""
        await self._call(lambda: self._remove(uid, lying))

    async def _call(self, work: Callable[[], T]) -> T:
        """Do what blocks in the pool, and say of every failure what should happen next."""
        try:
            import caldav.lib.error  # noqa: PLC0415  # an extra, heavy, and only for those who use it
            import niquests  # noqa: PLC0415
        except ImportError:
            raise errors.ConfigurationError(
                "reminders.caldav: the caldav package is not installed. Mend it with: pip install 'courtesy[caldav]'"
            ) from None
        place = urllib.parse.urlsplit(self._at.url).netloc
        try:
            async with asyncio.timeout(_WHOLE):
                return await asyncio.get_running_loop().run_in_executor(self._pool, work)
        except caldav.lib.error.AuthorizationError as error:
            if error.status == 403:
                raise errors.CourtesyError(f"{place}: the calendar server does not allow it (403).") from error
            raise errors.AuthenticationRefused(f"{place}: the calendar server refused the log-in.") from error
        except (caldav.lib.error.DAVError, niquests.exceptions.RequestException, OSError, ValueError) as error:
            raise errors.TryLater(f"{place}: {type(error).__name__}: {error}"[:300]) from error

    def _look(self) -> dict[str, ports.Lying] | None:
        address = self._calendar or self._find()
        if not address:
            return None
        answer = self._reached().request(
            address, "REPORT", _QUERY, {"Depth": "1", "Content-Type": 'application/xml; charset="utf-8"'}
        )
        if answer.status == 404:
            self._calendar, self._hrefs = "", {}
            return self._look() if self._find() else None
        if answer.status != 207:
            raise ValueError(f"REPORT was answered with {answer.status}")
        found = list(_objects(answer.tree))
        self._hrefs = {uid: urllib.parse.urljoin(address, href) for uid, href, _ in found}
        return {uid: lying for uid, _, lying in found}

    def _put(self, uid: str, data: bytes, over: ports.Lying | None) -> ports.Lying:
        address = self._calendar or self._find() or self._make()
        href = self._hrefs.get(uid) or urllib.parse.urljoin(address, f"{urllib.parse.quote(uid, safe='')}.ics")
        answer = self._reached().put(
            href, data.decode(), {"Content-Type": "text/calendar; charset=utf-8", **_over(over)}
        )
        _check(answer.status, "PUT")
        self._hrefs[uid] = href
        again = self._reached().request(href)  # servers write some things their own way
        return _lying(again.raw, again.headers.get("ETag", "")) if again.status == 200 else _lying(data, "")

    def _remove(self, uid: str, lying: ports.Lying) -> None:
        href = self._hrefs.get(uid)
        if href:
            answer = self._reached().delete(href, _over(lying))
            if answer.status not in {404, 410}:
                _check(answer.status, "DELETE")
            self._hrefs.pop(uid, None)

    def _reached(self) -> "DAVClient":
        if self._client is None:
            from caldav.davclient import DAVClient  # noqa: PLC0415  # an extra, heavy, and only for those who use it

            self._client = DAVClient(
                self._at.url,
                username=self._at.username,
                password=self._password(),
                timeout=_TIMEOUT,
                ssl_verify_cert=self._at.ca_file or True,
                enable_rfc6764=False,  # it goes where it is told, not where a name server points
            )
        return self._client

    def _principal(self) -> Any:
        client: Any = self._reached()
        return client.principal()

    def _find(self) -> str:
        """Return the address of the calendar with our name, empty where there is none."""
        for one in self._principal().get_calendars():
            if one.get_display_name() == self._at.calendar:
                self._calendar = self._safe(str(one.url))
                return self._calendar
        return ""

    def _make(self) -> str:
        made = self._principal().make_calendar(
            name=self._at.calendar, supported_calendar_component_set=list(self._at.components)
        )
        self._calendar = self._safe(str(made.url))
        return self._calendar

    def _safe(self, address: str) -> str:
        """Refuse an address that the server names where it leads out of TLS."""
        if self._at.url.startswith("https:") and not address.startswith("https:"):
            raise errors.CourtesyError("The calendar server led to an address without TLS; refused.")
        return address if address.endswith("/") else f"{address}/"


def _over(lying: ports.Lying | None) -> dict[str, str]:
    """Return the condition of a write: over that object alone, or over nothing; none where a server gave no version."""
    if lying is None:
        return {"If-None-Match": "*"}
    return {"If-Match": lying.version} if lying.version else {}


def _objects(tree: Any) -> Iterator[tuple[str, str, ports.Lying]]:
    """Yield UID, address and object of each answer of a multistatus."""
    for one in tree.iter("{DAV:}response"):
        href = one.findtext("{DAV:}href", "")
        version = one.findtext(".//{DAV:}getetag", "")
        text = one.findtext(".//{urn:ietf:params:xml:ns:caldav}calendar-data", "")
        if told := _UID.search(text):
            uid = re.sub(r"\r?\n[ \t]", "", told[1]).strip()
            yield uid, href, _lying(text, version)


def _lying(data: str | bytes, version: str) -> ports.Lying:
    """Return an object with the line ends of RFC 5545; XML leaves bare LF."""
    text = data.decode("utf-8", "replace") if isinstance(data, bytes) else data
    lines = text.replace("\r\n", "\n").replace("\n", "\r\n")
    return ports.Lying(data=lines.encode(), version=version)


def _check(status: int, method: str) -> None:
    if status in _CHANGED:
        raise errors.Overtaken(f"{method} was answered with {status}: it was changed meanwhile.")
    if 400 <= status < 500 and status != 429:
        raise errors.CourtesyError(f"The calendar server refused an entry: {method} was answered with {status}.")
    if not 200 <= status < 300:
        raise ValueError(f"{method} was answered with {status}")
