"""How often words stand in mail: a pattern is first looked for by the seldomest of what it cannot be without.

What a sentence holds comes from phrase.anchors.
"""

from collections.abc import Collection, Iterable

Anchor = str | tuple[str, str]
"""A word, the first letters of a longer one, two neighbours, or "#" for a number."""

_COMMON_WORDS = (
    "a an the to of in for on at by is are was were be been you your i we us our my me it s that this as "
    "with and or if so not no will would can have has had do der die das den dem ein eine einen wir sie "
    "ich ihnen ihre ihr es ist sind zu zum zur als mit fur und oder nicht im am auf dass le la les l un "
    "une des de du d nous vous je votre vos que qui est sont pour avec et ou ne pas en au aux , : ; ? ! ."
)
_USUAL_WORDS = (
    "he she they them their his her its who what when where which why how there here then than now just only also "
    "about from but all any some each every many much more most other another such same own one two first last next "
    "new old good best great few too very still even well back up out off over into under after before again "
    "been being am did does do done had could should may might must shall get got make made take let need want know "
    "see look find use used say said think go going come send sent give work help call like please thank thanks free "
    "time day days today week month year years date way people name number part order list page line site link web "
    "mail email message contact information service business company home phone address read click because while "
    "without through within these those us me mr per via etc com www http e c p re let set "
    "noch nur auch aber wenn wie was wird werden wurde haben hat kann bei von vor nach uber bis aus an er man uns "
    "unser unsere mich mir dass hier sehr mehr "
    "ce cette ces il elle nous par plus mais comme tout bien si sur dans y a ai avons avez sera "
    "$ % & @ / | € £"
)
_COSTS = dict.fromkeys(_USUAL_WORDS.split(), 12) | dict.fromkeys(_COMMON_WORDS.split(), 100) | {"#": 100}
"""How often words stand in sentences, beside one that seldom does: by rare ones it is soon told what cannot stand."""

_MORE = {word: cost - 1 for word, cost in _COSTS.items()}
_APART = 250  # two neighbours stand together as seldom as the product of their costs says, by so much


def cost(words: Collection[str]) -> float:
    """Return how often one of the words is met with, beside a seldom word."""
    return len(words) + sum(map(_MORE.__getitem__, _MORE.keys() & words))


def cost_of_pairs(pairs: Iterable[tuple[str, str]]) -> float:
    """Return how often one of the pairs of neighbours is met with."""
    return sum(max(0.5, _COSTS.get(one, 1) * _COSTS.get(following, 1) / _APART) for one, following in pairs)
