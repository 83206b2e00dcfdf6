import contextlib
import socket
import time

import pytest

from courtesy.servers import notify


@contextlib.contextmanager
def listening(address):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as one:
        one.bind("\0" + address[1:] if address.startswith("@") else address)
        one.settimeout(10)
        yield one


@pytest.fixture(params=["path", "abstract"])
def manager(request, tmp_path):
    address = (
        str(tmp_path / "notify") if request.param == "path" else f"@courtesy-test-{tmp_path.name}-{time.time_ns()}"
    )
    with listening(address) as one:
        yield address, one


def heard(one):
    return one.recv(4096).decode().split("\n")


def test_every_word_reaches_the_manager_by_a_path_and_by_an_abstract_name(manager):
    address, one = manager
    notifier = notify.from_environment({"NOTIFY_SOCKET": address})
    notifier.ready("Watching 2 accounts.")
    assert heard(one) == ["READY=1", "STATUS=Watching 2 accounts."]
    notifier.status("Reading\nold mail.")
    assert heard(one) == ["STATUS=Reading old mail."]
    notifier.alive()
    assert heard(one) == ["WATCHDOG=1"]
    notifier.stopping()
    assert heard(one) == ["STOPPING=1"]


def test_a_reload_says_when_it_began_by_the_monotonic_clock(manager):
    address, one = manager
    before = time.monotonic_ns() // 1000
    notify.from_environment({"NOTIFY_SOCKET": address}).reloading()
    word, moment = heard(one)
    assert word == "RELOADING=1"
    assert before <= int(moment.removeprefix("MONOTONIC_USEC=")) <= time.monotonic_ns() // 1000


def test_without_a_manager_every_word_is_dropped():
    notifier = notify.from_environment({})
    notifier.ready("Up.")
    notifier.alive()
    assert notifier.watchdog is None


def test_a_manager_that_has_gone_does_no_harm(tmp_path):
    notify.from_environment({"NOTIFY_SOCKET": str(tmp_path / "gone")}).ready()


def test_a_manager_that_does_not_read_does_not_stop_us(manager):
    address, _ = manager
    notifier = notify.from_environment({"NOTIFY_SOCKET": address})
    for _ in range(5000):
        notifier.alive()


@pytest.mark.parametrize(
    ("environ", "seconds"),
    [
        ({"WATCHDOG_USEC": "300000000"}, 300.0),
        ({"WATCHDOG_USEC": "3000000", "WATCHDOG_PID": "42"}, 3.0),
        ({"WATCHDOG_USEC": "3000000", "WATCHDOG_PID": "43"}, None),
        ({"WATCHDOG_USEC": "soon"}, None),
        ({"WATCHDOG_USEC": "0"}, None),
        ({}, None),
    ],
)
def test_the_watchdog_counts_only_where_it_is_meant_for_this_process(environ, seconds):
    assert notify.from_environment({"NOTIFY_SOCKET": "/run/x", **environ}, 42).watchdog == seconds
