import pytest

from corpus import render, score

# The mailboxes whose figures are held; a new one joins here once it has been scored at first sight.
MAILBOXES = (
    "accountant-singapore",
    "architekt-germany",
    "civil-engineer-gulf-india",
    "community-lawyer-australia",
    "electrician-ireland",
    "electrician-new-zealand",
    "game-artist-canada",
    "logistics-netherlands",
    "nurse-ireland",
    "nurse-manager-us",
    "paralegal-uk-charity",
    "physio-australia",
    "sales-us-southeast",
    "teacher-canada",
)
# A figure may rise here, never fall.
FLOORS = {
    "kind": 0.96,
    "offers": 0.96,
    "company": 0.89,
    "role": 0.76,
    "stage": 0.97,
    "reply_by": 0.95,
    "urgency": 0.96,
    "pay": 0.95,
    "start_date": 0.94,
    "people": 0.91,
    "letters": 0.94,
}


@pytest.fixture(scope="module")
def scored():
    return score.score(MAILBOXES)


@pytest.mark.parametrize("figure", score.FIGURES)
def test_no_figure_falls(figure, scored):
    figures, misses = scored
    assert figures[figure] >= FLOORS[figure], "\n".join(miss for miss in misses if miss.startswith(figure))


@pytest.mark.parametrize("name", render.names())
def test_no_fraud_is_taken_for_an_offer(name):
    scenario, case = score.told(name)
    frauds = {mid for mid, kind in scenario.kinds.items() if kind == "scam"}
    assert not {str(one.kind) for one in case.messages if one.message_id in frauds} & {"offer", "offer_followup"}
