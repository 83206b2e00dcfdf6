import pytest

from corpus import render, score

# The mailboxes whose figures are held; a new one joins here once it has been scored at first sight.
MAILBOXES = (
    "accountant-singapore",
    "architekt-germany",
    "backend-engineer-nigeria",
    "civil-engineer-gulf-india",
    "community-lawyer-australia",
    "data-analyst-public-sector-us",
    "electrician-ireland",
    "electrician-new-zealand",
    "game-artist-canada",
    "hotel-manager-austria",
    "landscaper-us-northwest",
    "logistics-netherlands",
    "marketing-manager-uk-northwest",
    "museum-curator-scotland",
    "nurse-ireland",
    "nurse-manager-us",
    "paralegal-uk-charity",
    "pharmacist-south-africa",
    "physio-australia",
    "process-engineer-switzerland",
    "product-manager-us-remote",
    "sales-us-southeast",
    "social-worker-uk-wales",
    "sound-technician-quebec",
    "teacher-canada",
    "veterinarian-us-rural",
)
# A figure may rise here, never fall.
FLOORS = {
    "kind": 0.97,
    "offers": 0.98,
    "company": 0.96,
    "role": 0.91,
    "stage": 0.97,
    "reply_by": 0.95,
    "urgency": 0.97,
    "pay": 0.97,
    "start_date": 0.95,
    "people": 0.91,
    "letters": 0.96,
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
