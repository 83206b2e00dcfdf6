"""Notices over days."""

from datetime import timedelta

import pytest

import giving
import world as worlds
from courtesy.plan import trouble


@pytest.fixture(scope="module")
def drawer(tmp_path_factory):
    """Yield an office that wants notices, and none at night."""
    with worlds.World(tmp_path_factory.mktemp("notices")).office() as office:
        yield giving.wanting(office, quiet="22:00-07:00")


@pytest.fixture
def desk(drawer):
    return giving.Desk(drawer)


def test_a_notice_is_given_once_then_daily_while_it_lasts_and_never_after(desk):
    desk.offers = {"a": giving.notice("a")}
    desk.live(3)
    at = [when for _, _, when in desk.roads[0].given]
    assert len(at) == 3
    assert min(giving.apart(at)) >= timedelta(days=1)
    desk.offers = {}
    desk.live(3)
    assert len(desk.roads[0].given) == 3


def test_what_comes_at_night_is_given_when_the_night_ends(desk):
    desk.pass_(hours=17)
    desk.offers = {"a": giving.notice("a")}
    desk.live(1)
    assert [(when.day, when.hour) for _, _, when in desk.roads[0].given] == [(24, 7)]


def test_the_most_pressing_five_come_first_and_the_rest_the_next_day(desk):
    desk.offers = {str(n): giving.notice(str(n), pressing=n % 4) for n in range(8)}
    desk.live(1)
    first = [name for name, _, _ in desk.roads[0].given]
    assert first == ["3", "7", "2", "6", "1"]
    desk.live(1)
    second = [name for name, _, _ in desk.roads[0].given][5:]
    assert second[:3] == ["5", "0", "4"]
    assert len(second) <= 5


def test_a_way_that_is_down_is_tried_at_growing_distances_and_the_other_gives_meanwhile(desk):
    desk.roads[0].state = "down"
    desk.offers = {"a": giving.notice("a")}
    desk.pass_(hours=2)
    for _ in range(600):
        desk.ring()
        desk.pass_(minutes=1)
    tries = desk.roads[0].tries
    assert giving.apart(tries) == sorted(giving.apart(tries))
    assert len(tries) < 10
    assert len(desk.roads[1].given) == 1
    desk.roads[0].state = "up"
    desk.live(1)
    assert desk.roads[0].given


def test_a_log_in_that_is_refused_is_not_hammered(desk):
    desk.roads[0].state = "closed"
    desk.offers = {str(n): giving.notice(str(n)) for n in range(5)}
    desk.pass_(hours=2)
    for _ in range(120):
        desk.ring()
        desk.pass_(minutes=1)
    assert len(desk.roads[0].tries) <= len(desk.offers)


def test_killed_after_it_was_handed_in_it_comes_again_under_the_same_word(desk):
    desk.pass_(hours=2)
    desk.offers = {"a": giving.notice("a")}
    desk.roads[0].state = "kills after"
    desk.ring()
    desk.pass_(minutes=5)
    desk.ring()
    assert len(desk.roads[0].given) == 2
    assert len({word for _, word, _ in desk.roads[0].given}) == 1


def test_an_account_that_no_log_in_opens_is_told_of_at_once_and_one_out_of_reach_after_an_hour(desk):
    desk.pass_(hours=4)
    account = desk.office.settings.accounts[0].name
    for minutes in (0, 30, 61):
        at = desk.now + timedelta(minutes=minutes)
        later = trouble.Trouble(account=account, kind=trouble.Kind.LATER, word="no route", since=at, at=at)
        desk.office.book.failed(later)
        desk.ring()
        assert bool(desk.roads[0].given) == (minutes > 60)
    refused = trouble.Trouble(account=account, kind=trouble.Kind.LOG_IN, word="no", since=desk.now, at=desk.now)
    desk.office.book.failed(refused)
    desk.ring()
    assert len(desk.roads[0].given) == 2
    desk.office.book.well(account)
    desk.live(2)
    assert len(desk.roads[0].given) == 2


def test_a_digest_comes_once_a_week_by_each_way_however_long_one_is_down(desk):
    desk.office = giving.wanting(desk.office, digest="monday")
    desk.look()
    desk.roads[1].state = "down"
    desk.live(4)
    desk.roads[1].state = "up"
    desk.live(14)
    assert [when.strftime("%a %H") for _, _, when in desk.roads[0].given] == ["Mon 08"] * 3
    assert len(desk.roads[1].given) == 3


def test_no_digest_is_given_before_the_mailbox_was_looked_at(desk):
    desk.office = giving.wanting(desk.office, digest="friday")
    desk.live(1)
    assert not desk.roads[0].given
    desk.look()
    desk.live(1)
    assert len(desk.roads[0].given) == 1
