"""The daemon: accounts side by side, woken, failing, reloading, stopping."""

import asyncio
import contextlib
import os
import signal

import pytest

import jobmail
from courtesy import errors, service
from courtesy.servers import memory, notify
from courtesy.turn import desk


class Told:
    """A stand-in for systemd's side of the notify protocol: hears what is said."""

    def __init__(self, watchdog=None):
        self.watchdog = watchdog
        self.words = []

    def __getattr__(self, name):
        return lambda *text: self.words.append(name)


async def until(happened, seconds=20.0):
    async with asyncio.timeout(seconds):
        while not happened():
            await asyncio.sleep(0.01)


async def tell(at, notices):
    del at, notices


@contextlib.asynccontextmanager
async def serving(desks, system=None, tell=tell):
    """Serve until the block is left; leaving sends SIGTERM and waits for the end."""
    task = asyncio.create_task(service.serve(lambda: desks, tell, system or notify.Notifier()))
    try:
        yield task
    finally:
        if not task.done():
            os.kill(os.getpid(), signal.SIGTERM)
            async with asyncio.timeout(service.LEAVE + 1):
                await task


def desk_on(office, mail, **changes):
    account = office.settings.accounts[0]
    server = memory.Server(mail)
    for name, value in changes.items():
        setattr(server, name, value)
    return desk.Desk(account=account, server=server, office=office)


async def test_an_offer_that_arrives_is_answered_with_drafts_at_once(world):
    world.settle()
    with world.office() as office:
        async with serving([desk_on(office, world.mail)]):
            await until(office.book.health)
            world.mail.deliver(jobmail.offer(), when=jobmail.NOW)
            await until(lambda: len(world.messages("Drafts")) >= 6)


async def test_one_account_that_hangs_does_not_delay_another(world):
    async def hang(*_, **__):
        await asyncio.Event().wait()

    with world.office() as office:
        stuck = desk_on(office, memory.Store(), connect=hang)
        async with serving([stuck, desk_on(office, world.mail)]):
            await until(office.book.health)


async def test_a_server_out_of_reach_is_tried_again(world):
    tries = []

    async def fail():
        tries.append(1)
        if len(tries) < 3:
            raise errors.TryLater("no route")
        await memory.Server.connect(at.server)

    with world.office() as office:
        at = desk_on(office, world.mail, connect=fail)
        async with serving([at]):
            await until(lambda: any(one.well for one in office.book.health()))
    assert len(tries) == 3


async def test_a_refused_log_in_stops_that_account_alone_and_says_so(world):
    tries = []

    async def refuse():
        tries.append(1)
        raise errors.AuthenticationRefused("the server refused the log-in")

    with world.office() as office:
        async with serving([desk_on(office, memory.Store(), connect=refuse), desk_on(office, world.mail)]) as task:
            await until(lambda: any(one.well for one in office.book.health()))
            assert not task.done()
    assert tries == [1]


async def test_a_wake_by_signal_brings_a_turn(world):
    world.settle()
    with world.office() as office:
        system = Told()
        async with serving([desk_on(office, world.mail)], system):
            await until(office.book.health)
            before = office.book.health()[0].at
            world.now = world.now.replace(minute=30)
            os.kill(os.getpid(), signal.SIGUSR1)
            await until(lambda: office.book.health()[0].at > before)


async def test_told_to_reload_it_reads_the_configuration_again_and_goes_on(world):
    with world.office() as office:
        system, asked = Told(), []

        def desks():
            asked.append(1)
            if len(asked) == 2:
                raise errors.ConfigurationError("courtesy.toml: owner.nme is not a setting; did you mean name?")
            return [desk_on(office, world.mail)]

        task = asyncio.create_task(service.serve(desks, tell, system))
        await until(lambda: "ready" in system.words)
        os.kill(os.getpid(), signal.SIGHUP)
        await until(lambda: system.words.count("ready") == 2)
        os.kill(os.getpid(), signal.SIGHUP)
        await until(lambda: system.words.count("ready") == 3)
        os.kill(os.getpid(), signal.SIGTERM)
        async with asyncio.timeout(service.LEAVE + 1):
            await task
    assert len(asked) == 3
    assert system.words[-1] == "stopping"


async def test_the_watchdog_is_fed_while_turns_succeed_and_starved_when_one_hangs(world, monkeypatch):
    async def hang(*_, **__):
        await asyncio.Event().wait()

    monkeypatch.setattr(service, "TURN", 0.2)
    with world.office() as office:
        well = Told(watchdog=0.03)
        async with serving([desk_on(office, world.mail)], well):
            await until(lambda: well.words.count("alive") > 20)
        starved = Told(watchdog=0.03)
        async with serving([desk_on(office, memory.Store(), mailboxes=hang)], starved):
            await asyncio.sleep(0.4)
            fed = starved.words.count("alive")
            await asyncio.sleep(0.3)
            assert starved.words.count("alive") == fed


@pytest.mark.parametrize("method", ["fetch", "append", "select"])
async def test_asked_to_stop_amid_a_turn_it_leaves_in_time_and_the_next_turn_ends_the_work(world, method):
    world.settle()
    world.mail.deliver(jobmail.offer(), when=jobmail.NOW)

    async def hang(*_, **__):
        reached.set()
        await asyncio.Event().wait()

    reached = asyncio.Event()
    with world.office() as office:
        async with serving([desk_on(office, world.mail, **{method: hang})]):
            await reached.wait()
    await asyncio.to_thread(world.turn)
    assert len(world.messages("Drafts")) == 6


async def test_a_word_to_the_owner_that_hangs_holds_up_no_turn(world):
    async def hang(*_):
        reached.set()
        await asyncio.Event().wait()

    reached = asyncio.Event()
    world.settle()
    with world.office() as office:
        async with serving([desk_on(office, world.mail)], tell=hang):
            await reached.wait()
            world.mail.deliver(jobmail.offer(), when=jobmail.NOW)
            await until(lambda: len(world.messages("Drafts")) >= 6)


async def test_an_error_amid_telling_does_not_end_it(world):
    told = []

    async def stumble(*_):
        told.append(1)
        if len(told) == 1:
            raise ValueError("an error of ours")

    with world.office() as office:
        async with serving([desk_on(office, world.mail)], tell=stumble):
            await until(lambda: told)
            os.kill(os.getpid(), signal.SIGUSR1)
            await until(lambda: len(told) > 1)


async def test_a_log_in_that_is_refused_rings_at_once_and_what_is_being_handed_in_is_not_cut_off(world):
    async def refuse():
        raise errors.AuthenticationRefused("the server refused the log-in")

    async def hand_in(office, news):
        failing = [one.kind for one in office.book.failing()]
        begun.set()
        await asyncio.sleep(0.2)
        done.append((failing, news))

    begun, done = asyncio.Event(), []
    with world.office() as office:
        async with serving([desk_on(office, memory.Store(), connect=refuse)], tell=hand_in):
            await begun.wait()
    assert done == [(["log_in"], None)]


async def test_the_owner_is_told_now_and_then_though_nothing_happens(world, monkeypatch):
    told = []

    async def hear(*_):
        told.append(1)

    monkeypatch.setattr(service, "ROUND", 0.05)
    with world.office() as office:
        async with serving([desk_on(office, world.mail)], tell=hear):
            await until(lambda: len(told) > 4)
