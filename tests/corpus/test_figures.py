import pytest

from corpus import render, score

# What the program reaches on our own mailboxes. A figure may rise here, never fall.
FLOORS = {}


@pytest.fixture(scope="module")
def scored():
    return score.score(render.names())


@pytest.mark.parametrize("figure", score.FIGURES)
def test_no_figure_falls(figure, scored):
    figures, misses = scored
    assert figures[figure] >= FLOORS[figure], "\n".join(miss for miss in misses if miss.startswith(figure))


def test_no_fraud_is_taken_for_an_offer():
    for name in render.names():
        scenario, case = score.told(name)
        frauds = {mid for mid, kind in scenario.kinds.items() if kind == "scam"}
        offered = {str(one.kind) for one in case.messages if one.message_id in frauds}
        assert not offered & {"offer", "offer_followup"}
