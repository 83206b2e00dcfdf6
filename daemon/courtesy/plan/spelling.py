"""How German is spelled where the owner writes from: in Switzerland and Liechtenstein nobody writes ß.

Sentences come from templates and go back to them; names are filled in later and stand as their bearers write them.
"""

import dataclasses

from courtesy.plan import compose

_WITHOUT = frozenset({"Europe/Zurich", "Europe/Vaduz"})


def of_zone(templates: compose.Templates, zone: str) -> compose.Templates:
    """Return templates whose German sentences are spelled as in the country of an IANA time zone."""
    if zone not in _WITHOUT or "de" not in templates.phrases:
        return templates
    german = {
        slot: tuple(dataclasses.replace(phrase, text=phrase.text.replace("ß", "ss")) for phrase in some)
        for slot, some in templates.phrases["de"].items()
    }
    return dataclasses.replace(templates, phrases={**templates.phrases, "de": german})
