"""One contract for every place that reminders lie in: the directory, the twin in memory, and two CalDAV servers."""

import concurrent.futures
import dataclasses
import shutil
from datetime import UTC, date, datetime, timedelta

import pytest

import dovecot as server_certificates
from courtesy import errors
from courtesy.mail import calendar
from courtesy.plan import desired
from courtesy.servers import agenda, caldav, shelf
from servers import calendars

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
UID = "3fa85f64-5717-4562-b3fc-2c963f66afa6"


def ics(uid=UID, sequence=0, **more):
    fields = {
        "uid": uid,
        "opportunity": 1,
        "occasion": "call",
        "summary": "Call Åse Øye; “today”, or tomorrow",
        "description": "Whom: Åse Øye.\nWhy: a, b; c \\ d " + "and so on " * 12,
        "start": datetime(2026, 5, 6, 9, tzinfo=UTC),
        "duration": timedelta(minutes=30),
        "alarm": timedelta(minutes=10),
        "url": "mid:offer.1@harbourline.example",
    }
    return calendar.to_ics(desired.Reminder(**{**fields, **more}), sequence, NOW)


@pytest.fixture(scope="session")
def pool():
    with concurrent.futures.ThreadPoolExecutor(2) as threads:
        yield threads


@pytest.fixture(scope="session", params=["directory", "memory", "radicale", "xandikos"])
def served(request, tmp_path_factory):
    """Return a server (or what stands for one), started once."""
    root = tmp_path_factory.mktemp(request.param)
    if request.param in {"directory", "memory"}:
        yield request.param, root
    else:
        with getattr(calendars, request.param)(root) as url:
            yield "caldav", url


@pytest.fixture
def place(served, pool, request):
    """Return a function that opens connections to one calendar that does not exist yet."""
    kind, where = served
    if kind == "memory":
        store = agenda.Store()
        return lambda: agenda.Calendar(store)
    if kind == "directory":
        directory = where / request.node.name.replace("/", "-") / "files"
        return lambda: shelf.Shelf(directory, directory.parent / "feed.ics")
    name = f"Reminders, {request.node.originalname}"
    at = caldav.Endpoint(url=where, username=calendars.USER, calendar=name, components=("VEVENT", "VTODO"))
    return lambda: caldav.Calendar(at, lambda: calendars.PASSWORD, pool)


def said(lying):
    return {uid: calendar.said(one.data) for uid, one in lying.items()}


async def test_a_calendar_that_nothing_was_written_in_is_not_there(place):
    assert await place().look() is None
    assert await place().look() is None  # and looking makes none


async def test_what_is_put_there_lies_there_and_says_the_same(place):
    data = ics()
    lies = await place().put(UID, data, None)
    assert await place().look() == {UID: lies}
    assert calendar.said(lies.data) == calendar.said(data)
    assert lies.version


async def test_events_tasks_and_days_lie_beside_each_other(place):
    ours = place()
    objects = {
        "a": ics("a"), "b": ics("b", form="todo"), "c": ics("c", start=date(2026, 5, 7), alarm=None),
        "d": ics("d", form="todo", start=date(2026, 5, 7), alarm=None),
    }  # fmt: skip
    for uid, data in objects.items():
        await ours.put(uid, data, None)
    assert said(await place().look()) == {uid: calendar.said(data) for uid, data in objects.items()}


async def test_a_change_goes_over_what_lies_there(place):
    ours = place()
    first = await ours.put(UID, ics(), None)
    second = await ours.put(UID, ics(sequence=1, summary="Call Åse Øye at ten"), first)
    assert second.version != first.version
    assert await place().look() == {UID: second}


async def test_nothing_is_written_over_what_was_put_there_meanwhile(place):
    ours = place()
    owners = await place().put(UID, ics(summary="By the owner"), None)
    await ours.look()
    with pytest.raises(errors.Overtaken):
        await ours.put(UID, ics(), None)
    assert await place().look() == {UID: owners}


async def test_nothing_is_written_over_what_was_changed_meanwhile(place):
    ours, owner = place(), place()
    lies = await ours.put(UID, ics(), None)
    await owner.look()
    owners = await owner.put(UID, ics(summary="On Friday, when Jo is back"), lies)
    with pytest.raises(errors.Overtaken):
        await ours.put(UID, ics(sequence=1, summary="Call later"), lies)
    with pytest.raises(errors.Overtaken):
        await ours.remove(UID, lies)
    assert await place().look() == {UID: owners}


async def test_what_was_deleted_meanwhile_is_not_written_again(place):
    ours, owner = place(), place()
    lies = await ours.put(UID, ics(), None)
    await owner.look()
    await owner.remove(UID, lies)
    with pytest.raises(errors.Overtaken):
        await ours.put(UID, ics(sequence=1), lies)
    assert not await place().look()


async def test_what_is_taken_away_is_gone_and_may_be_taken_away_twice(place):
    ours = place()
    lies = await ours.put(UID, ics(), None)
    other = await ours.put("other", ics("other"), None)
    await ours.remove(UID, lies)
    await ours.remove(UID, lies)
    assert await place().look() == {"other": other}


async def test_a_calendar_that_became_empty_is_still_there(place):
    ours = place()
    await ours.remove(UID, await ours.put(UID, ics(), None))
    assert await place().look() == {}


# What only a server can do.


async def test_a_server_that_is_out_of_reach_is_tried_again_later(pool):
    at = caldav.Endpoint(url="http://127.0.0.1:9/", username="ida", calendar="Courtesy")
    with pytest.raises(errors.TryLater):
        await caldav.Calendar(at, lambda: "secret", pool).look()
    store = agenda.Store()
    store.away = True
    with pytest.raises(errors.TryLater):
        await agenda.Calendar(store).look()


async def test_a_log_in_that_is_refused_is_told_as_such(tmp_path, pool):
    with calendars.radicale(tmp_path) as url:
        at = caldav.Endpoint(url=url, username=calendars.USER, calendar="Courtesy")
        with pytest.raises(errors.AuthenticationRefused):
            await caldav.Calendar(at, lambda: "wrong", pool).look()


async def test_a_server_that_cannot_prove_who_it_is_gets_no_password(tmp_path, pool):
    server_certificates.certificate(tmp_path)
    with calendars.radicale(tmp_path, certificate=tmp_path) as url:
        at = caldav.Endpoint(url=url, username=calendars.USER, calendar="Courtesy", ca_file=str(tmp_path / "cert.pem"))
        known = caldav.Calendar(at, lambda: calendars.PASSWORD, pool)
        await known.put(UID, ics(), None)
        assert set(await known.look()) == {UID}
        stranger = dataclasses.replace(at, ca_file="")
        with pytest.raises(errors.TryLater, match=r"(?i)certificate|ssl"):
            await caldav.Calendar(stranger, lambda: calendars.PASSWORD, pool).look()


async def test_a_calendar_of_that_name_that_the_owner_made_is_used(tmp_path, pool):
    with calendars.radicale(tmp_path) as url:
        at = caldav.Endpoint(url=url, username=calendars.USER, calendar="Jobs")
        await caldav.Calendar(at, lambda: calendars.PASSWORD, pool).put("a", ics("a"), None)
        other = caldav.Calendar(at, lambda: calendars.PASSWORD, pool)
        await other.put("b", ics("b"), None)
        assert set(await other.look()) == {"a", "b"}


async def test_a_calendar_that_was_deleted_is_made_anew_when_there_is_something_to_write(tmp_path, pool):
    with calendars.radicale(tmp_path) as url:
        at = caldav.Endpoint(url=url, username=calendars.USER, calendar="Jobs")
        ours = caldav.Calendar(at, lambda: calendars.PASSWORD, pool)
        await ours.put("a", ics("a"), None)
        for path in (tmp_path / "collections" / "collection-root" / calendars.USER).iterdir():
            shutil.rmtree(path)
        assert await ours.look() is None
        await ours.put("a", ics("a"), None)
        assert set(await ours.look()) == {"a"}


async def test_other_objects_in_the_calendar_are_seen_and_left(tmp_path, pool):
    with calendars.radicale(tmp_path) as url:
        at = caldav.Endpoint(url=url, username=calendars.USER, calendar="Mine")
        mine = caldav.Calendar(at, lambda: calendars.PASSWORD, pool)
        dentist = await mine.put("dentist@phone", ics("dentist@phone", summary="Dentist"), None)
        ours = caldav.Calendar(at, lambda: calendars.PASSWORD, pool)
        await ours.remove("a", await ours.put("a", ics("a"), None))
        assert await ours.look() == {"dentist@phone": dentist}
