"""What a French sentence of ours must get right whoever writes and whoever reads: gender, and vous or tu throughout."""

import re

import pytest

from plan import cases

SENTENCES = [
    (slot, phrase) for slot, some in cases.templates().phrases["fr"].items() for phrase in some if slot != "released"
]
# What would agree with the owner: "je suis heureuse", "vous m’avez aidée".
_AGREES = re.compile(
    r"\b(?:heureu\w+|ravie?|touchée?|honorée?|reconnaissante?|désolée?|contente?|obligée?|partante?|(?<!bien )sûre?)\b"
    r"|(?:m’|[vt]ous? )(?:ai|a|as|avez|aviez|ont|avoir)(?: si bien| bien| beaucoup)?"
    r" (?:aidé|accueilli|écouté|reçu|choisi|recommandé|accompagné|guidé|invité|retenu|appelé|conseillé|rassuré)e?s?\b"
    r"|\b(?:vous êtes|tu es|vous vous êtes|tu t’es) \w+(?:é|i|u)e?s?\b",
    re.IGNORECASE,
)
_VOUS = re.compile(r"(?<!rendez-)\b(?:vous|vos|votre)\b", re.IGNORECASE)
_TU = re.compile(r"\b(?:tu|toi|(?<!le )ton|ta|tes|te)\b|\bt’", re.IGNORECASE)
_THEIR_OFFER = re.compile(r"votre offre", re.IGNORECASE)  # the house's, which is several even to who is on tu


def said(phrase, *, familiar):
    return phrase.say(dict.fromkeys(phrase.wants, "X"), familiar=familiar)


@pytest.mark.parametrize("familiar", [True, False])
def test_no_sentence_agrees_with_who_writes_or_reads(familiar):
    found = [said(phrase, familiar=familiar) for _, phrase in SENTENCES]
    assert not [text for text in found if _AGREES.search(text)]


def test_who_is_on_tu_is_never_addressed_as_vous():
    texts = [_THEIR_OFFER.sub("", said(phrase, familiar=True)) for _, phrase in SENTENCES]
    assert not [text for text in texts if _VOUS.search(text)]


def test_who_is_on_vous_is_never_addressed_as_tu():
    easy = [phrase for _, phrase in SENTENCES if "casual" not in phrase.wants]  # among those on tu alone
    assert not [phrase.text for phrase in easy if _TU.search(said(phrase, familiar=False))]


@pytest.mark.parametrize("familiar", [True, False])
def test_a_vowel_is_elided_before_a_vowel(familiar):
    hiatus = re.compile(r"\b(?:je|me|te|se|le|de|ne|que|la)\s+(?:[aeéèêiîouyœ]|h(?:abit|eur))", re.IGNORECASE)
    found = [said(phrase, familiar=familiar) for _, phrase in SENTENCES]
    assert not [text for text in found if hiatus.search(text)]
