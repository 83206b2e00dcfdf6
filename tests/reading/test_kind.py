import pytest

from courtesy.reading import kind, reading


def test_the_kind_with_the_most_weight_wins_and_its_share_is_the_confidence():
    decided, sure = kind.decide(dict.fromkeys(reading.Kind, 0.0) | {"offer": 3.0})
    assert decided is reading.Kind.OFFER
    assert 0.7 < sure < 0.8


def test_what_acts_and_signs_speak_for_adds_up():
    scales = kind.compile_tables(
        {
            "kinds": {
                "bias": {"other": 1.0},
                "acts": {"extends": {"offer": 2.0}},
                "signs": {"pay": {"offer": 0.5}},
                "when": [{"all": ["extends", "pay"], "scores": {"offer": 1.0}}],
                "check": [{"any": ["rejects"], "scores": {"rejection": -4.0}}],
            }
        }
    )
    scores = kind.weigh({"extends": 1.0}, frozenset({"pay"}), scales)
    assert (scores["offer"], scores["other"]) == (3.5, 1.0)
    assert kind.checked(scores, {"extends": 1.0}, frozenset(), scales)["rejection"] == -4.0


def test_signals_of_fraud_settle_the_matter_once_there_are_enough():
    scales = kind.compile_tables({"kinds": {"fraud": {"enough": 4.0}}})
    scores = {str(one): 0.0 for one in reading.Kind} | {"offer": 20.0}
    assert kind.decide(kind.settled(scores, {}, frozenset(), scales, 3.0))[0] is reading.Kind.OFFER
    assert kind.decide(kind.settled(scores, {}, frozenset(), scales, 5.0))[0] is reading.Kind.SCAM


def test_a_no_settles_the_matter_unless_something_else_is_done_as_well():
    settle = {"kind": "rejection", "all": ["rejects"], "none": ["alternative"]}
    scales = kind.compile_tables({"kinds": {"settle": [settle]}})
    scores = {str(one): 0.0 for one in reading.Kind} | {"offer": 20.0}
    assert kind.decide(kind.settled(scores, {"rejects": 1.0}, frozenset(), scales, 0))[0] is reading.Kind.REJECTION
    both = {"rejects": 1.0, "alternative": 1.0}
    assert kind.decide(kind.settled(scores, both, frozenset(), scales, 0))[0] is reading.Kind.OFFER


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ({"acts": {"extends": {"joy": 1}}}, "kinds.toml: acts.extends names the kind 'joy'"),
        ({"acts": {"dances": {"offer": 1}}}, "kinds.toml: acts.dances is not an act"),
        ({"signs": {"pay": {"offer": "much"}}}, "kinds.toml: signs.pay: the weight of offer must be a number"),
    ],
)
def test_a_fault_in_the_weights_names_its_entry(table, told):
    with pytest.raises(ValueError, match=told):
        kind.compile_tables({"kinds": table})
