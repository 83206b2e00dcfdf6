"""Notices in any order of facts, failures, kills and time: a machine that tries them all."""

import itertools
from datetime import timedelta

import hypothesis
import pytest
from hypothesis import stateful, strategies

import giving
import world as worlds

NAMES = strategies.sampled_from("abcdefgh")


class Lives(stateful.RuleBasedStateMachine):
    drawer = None  # an office to work in, made once

    def __init__(self):
        super().__init__()
        self.desk = giving.Desk(self.drawer)
        self.wanted_at = {}  # a name: whether it was wanted, at each giving
        self.killed = set()  # words that were in hand when the process was killed

    @stateful.rule(name=NAMES, pressing=strategies.integers(0, 3))
    def an_offer_becomes_urgent(self, name, pressing):
        self.desk.offers[name] = giving.notice(name, pressing=pressing)

    @stateful.rule(name=NAMES)
    def it_is_over(self, name):
        self.desk.offers.pop(name, None)

    @stateful.rule(minutes=strategies.integers(1, 2000))
    def time_passes(self, minutes):
        self.desk.pass_(minutes=minutes)

    @stateful.rule(
        way=strategies.integers(0, 1),
        state=strategies.sampled_from(["up", "up", "down", "closed", "kills before", "kills after"]),
    )
    def a_way_changes(self, way, state):
        self.desk.roads[way].state = state

    @stateful.rule()
    def it_looks(self):
        before = [len(road.given) for road in self.desk.roads]
        kills = [road.state == "kills after" for road in self.desk.roads]
        self.desk.ring()
        for road, count, killed in zip(self.desk.roads, before, kills, strict=True):
            new = road.given[count:]
            assert {name for name, _, _ in new} <= set(self.desk.offers), "told of what is over"
            if killed and new:
                self.killed.add((road.name, new[-1][1]))

    @stateful.invariant()
    def the_owner_is_left_in_peace(self):
        for road in self.desk.roads:
            assert not [at for _, _, at in road.given if at.hour >= 22 or at.hour < 7], "in quiet hours"
            words = [word for _, word, _ in road.given]
            twice = {word for word in words if words.count(word) > 1}
            assert {(road.name, word) for word in twice} <= self.killed, "twice, though nobody was killed"
            self._five_a_day(road)
            self._a_day_apart(road)

    def _five_a_day(self, road):
        by_day = itertools.groupby(road.given, key=lambda one: one[2].date())
        for day, given in by_day:
            assert len({word for _, word, _ in given}) <= 5, f"more than five on {day}"

    def _a_day_apart(self, road):
        for name in {name for name, _, _ in road.given}:
            firsts = {}
            for said, word, at in road.given:
                if said == name and (road.name, word) not in self.killed:
                    firsts.setdefault(word, at)
            assert all(one >= timedelta(days=1) for one in giving.apart(firsts.values())), "told twice a day"

    def teardown(self):
        """Whatever went before: once all is well, everything that lasts is told by every way within some days."""
        for road in self.desk.roads:
            road.state = "up"
        since = self.desk.now
        self.desk.live(5, step=4)
        for road in self.desk.roads:
            told = {name for name, _, at in road.given if at > since - timedelta(days=1)}
            assert set(self.desk.offers) <= {name for name, _, _ in road.given}, "lost"
            assert told or not self.desk.offers
        self.the_owner_is_left_in_peace()


@pytest.fixture(scope="module")
def drawer(tmp_path_factory):
    with worlds.World(tmp_path_factory.mktemp("notices")).office() as office:
        yield giving.wanting(office, quiet="22:00-07:00")


def test_whatever_happens_each_notice_comes_once_a_day_five_at_most_by_day_and_is_never_lost(drawer):
    Lives.drawer = drawer
    stateful.run_state_machine_as_test(
        Lives, settings=hypothesis.settings(max_examples=40, stateful_step_count=40, deadline=None)
    )
