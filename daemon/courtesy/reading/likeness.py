"""Whether two written names, or a name and an address, can be one person's.

Names come from names; answers go to page, signature and writer, and to casebook.roster.
"""

from courtesy.reading import names

_OF_HERS = frozenset({"a", "e", "ina", "ine", "ette"})  # Paul and Paula, Gabriel and Gabriele are two


def same(one: names.Name, other: names.Name, lexicon: names.Lexicon) -> bool:
    """Tell whether two names with family name can be one person's."""
    if not (one.full and other.full):
        return False
    if set(one.words) == set(other.words) or set(one.variants) == set(other.variants):
        return True
    families = {one.family, one.variants[-1]} & {other.family, other.variants[-1]}
    short, long = sorted((one.family, other.family), key=len)
    related = families or (len(short) == 1 and long.startswith(short)) or _share_half(one.family, other.family)
    if related and (lexicon.alike(one.given, other.given) or _begins(one.given, other.given)):
        # Of one family name, "Sukh" and "Sukhjinder", "Margo" and "Marguerite" are hardly two people.
        return True
    few, many = sorted((set(one.words), set(other.words)), key=len)
    return len(few) > 1 and few < many and all(len(word) > 1 for word in few)


def _begins(one: str, other: str) -> bool:
    """Tell whether one given name is the beginning of the other, or four letters of both are the same."""
    short, long = sorted((one, other), key=len)
    if long[len(short) :] in _OF_HERS and long.startswith(short):
        return False
    return (len(short) > 3 and short[:4] == long[:4]) or (len(short) > 2 and long.startswith(short))


def _share_half(one: str, other: str) -> bool:
    """Tell whether one family name is half of the other: Carrow and Carrow-Smith."""
    return one != other and ("-" in one) != ("-" in other) and bool(set(one.split("-")) & set(other.split("-")))


def called(lone: names.Name, whole: names.Name, lexicon: names.Lexicon) -> bool:
    """Tell whether a lone word may be how the bearer of a whole name is called: "Bill", "Mrs Tibbs", "Priya"."""
    word = lone.words[0]
    if lone.honorific and (word == whole.family or word in whole.variants[-1:]):
        return True
    if len(word) > 1 and word.isalpha() is False and word in whole.words:
        return True
    return len(word) > 1 and (lexicon.alike(word, whole.given) or (word in whole.words[:-1] and len(word) > 2))


def fits(local: str, name: names.Name) -> bool:
    """Tell whether the local part of an address is made of a name: wosei, b.osei, osei.william, williamo."""
    plain = "".join(c for c in names.fold(local) if c.isalpha())
    if not name.full or len(plain) < 3:
        return False
    for words in (name.words, name.variants):
        first, last = words[0].replace("-", "").replace("'", ""), words[-1].replace("-", "").replace("'", "")
        if (
            plain in {first + last, last + first, first[:1] + last, last + first[:1], first + last[:1], last}
            and len(last) > 1
        ):
            return True
    return False
