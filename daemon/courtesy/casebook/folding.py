"""Names folded so that they can be compared: organisations, domains, people, job titles, subjects, mailboxes.

Asked by casebook.cues and by all who compare what it gathers.
"""

import functools
import itertools
import re
import unicodedata
from collections.abc import Iterable

from courtesy.reading import domains

_REPLY = re.compile(
    r"^\s*(?:(?:re|r|fw|fwd|aw|wg|antw|antwort|rép|rep|réf|tr|sv|vs|vb|vl|ynt|ilt|odp|res|enc|rv|updated|invitation|"
    r"automatic reply|accepted|declined|tentative|canceled|cancelled|completed|please docusign|complete with docusign|"
    r"reminder|signature requested|voided|viewed|signed)(?:\[\d{1,3}\])?\s?:|\[[^\]]{1,40}\])\s*",
    re.IGNORECASE,
)
_VIA = re.compile(r"\s(?:via|through|über|par|on behalf of)\s", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_SPELT = re.compile(r"([a-z]{2,20})[._-]([a-z]{2,30})\d{0,4}")
_LEGAL_FORMS = (
    "inc incorporated ltd limited llc llp lp plc pllc pc corp corporation co company gmbh ag kg kgaa ohg ug mbh se sa "
    "sas sarl srl spa nv bv ab as asa oy oyj aps pty pte pvt the for der die das le la les l and und et of "
    "de du des für in at"
)
_COMMON_WORDS = (
    "group holding holdings international global national federal state county city district regional local "
    "united general american british european north south east west northern southern eastern western central "
    "first new grand royal saint st services service solutions technologies technology tech systems software "
    "digital data media labs lab laboratories works consulting consultants partners associates advisors "
    "industries manufacturing engineering engineers construction building builders contractors contracting "
    "electric electrical plumbing mechanical heating roofing steel motors auto logistics transport energy power "
    "water foods food kitchen restaurant bar cafe bakery hotel hotels house inn park farm garden gardens "
    "university college school schools academy institute research science sciences museum gallery library theatre "
    "theater hospital clinic health healthcare medical dental care nursing home homes hospice pharma bio "
    "therapeutics legal law lawyers aid defender defenders justice rights public community society association "
    "union alliance network project fund trust foundation council commission authority agency department office "
    "ministry center centre church bank insurance capital finance financial press books publishing studio studios "
    "design games films recruitment recruiting careers jobs talent team hr hiring people staffing universitat "
    "hochschule klinikum stiftung werke stadtwerke universite hopital clinique agence banque maison ville"
)
_HIRING_WORDS = (
    "recruitment recruiting recruiter careers career jobs talent acquisition team hr hiring people human resources tel "
    "department office recrutement bewerbung bewerbungen karriere stellen personal personalabteilung rh portal"
)
_ROOMS = frozenset(["office", "newsroom", "department", "dept", "desk", "unit", "sekretariat", "abteilung", "referat"])
_HIRING = frozenset(_HIRING_WORDS.split())
_LEGAL = frozenset(_LEGAL_FORMS.split())
_PLAIN = frozenset(_COMMON_WORDS.split()) | _HIRING  # of no use for telling one organisation from another
_JUNK_NAMES = (
    "junk|spam|junk e-mail|junk email|junk mail|bulk mail|bulk|courrier indesirable|indesirables|spamverdacht|"
    "spam-verdacht|unerwunscht|posta indesiderata|correo no deseado|lixo eletronico|ongewenste e-mail"
)
_JUNK = frozenset(_JUNK_NAMES.split("|"))


def in_junk(mailbox: str) -> bool:
    """Tell a mailbox that holds suspected spam by its name, as servers and clients name it."""
    return plain(mailbox.rpartition("/")[2].rpartition(".")[2]) in _JUNK


@functools.lru_cache(maxsize=8192)
def organisation(domain: str) -> str:
    """Return the registrable domain: mail.acme.co.uk is acme.co.uk."""
    return domains.organisation(domain) if domain else ""


def label(domain: str) -> str:
    """Return the name in a registrable domain: acme.co.uk is acme."""
    return re.sub(r"[^a-z0-9]", "", domain.partition(".")[0])


@functools.lru_cache(maxsize=8192)
def topic(subject: str) -> str:
    """Return what a subject is about, without reply marks; empty where it is too short to tell two threads apart."""
    for _ in range(6):
        bare = _REPLY.sub("", subject, count=1)
        if bare == subject:
            break
        subject = bare
    key = " ".join(_WORD.findall(plain(subject)))
    return key if len(key) >= 12 and " " in key else ""


@functools.lru_cache(maxsize=16384)
def plain(text: str) -> str:
    """Fold case, accents and compatibility forms away."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@functools.lru_cache(maxsize=8192)
def folded(name: str) -> str:
    """Fold an organisation's name: without legal form, articles, marks and accents."""
    every = _WORD.findall(plain(name.replace("'", "").replace("’", "")))
    kept = [word for word in every if word not in _LEGAL]
    return " ".join(kept or every)


@functools.lru_cache(maxsize=8192)
def core(name: str) -> str:
    """Return a folded name without what tells only of a department: "marchwood e recruitment" is "marchwood"."""
    kept = [word for word in name.split() if word not in _HIRING and not word.isdigit() and len(word) > 1]
    return " ".join(kept) or name


def is_room(name: str) -> bool:
    """Tell whether a folded name is that of a room in the house, not of the house: "dean s office"."""
    return name.rpartition(" ")[2] in _ROOMS


def neatness(name: str) -> float:
    """Say how far a folded name is nothing but a name: without a department's words, without digits."""
    words_of_it = name.split()
    return (0.5 if _HIRING & set(words_of_it) else 1.0) * (0.85 if any(char.isdigit() for char in name) else 1.0)


@functools.lru_cache(maxsize=8192)
def words(text: str) -> frozenset[str]:
    """Return the words of a job title that tell it from others."""
    return frozenset(_WORD.findall(plain(text))) - _LEGAL - {"in", "for", "at", "m", "w", "d", "f", "x", "h"}


@functools.lru_cache(maxsize=8192)
def person(name: str) -> str:
    """Fold a person's name; "Family, Given" is turned round."""
    family, comma, given = _VIA.split(name, maxsplit=1)[0].partition(",")
    return " ".join(_WORD.findall(plain(f"{given} {family}" if comma else name)))


@functools.lru_cache(maxsize=65536)
def same_company(one: str, other: str) -> bool:
    """Tell whether two folded names may be one organisation's: equal, run together, or one the other's short form."""
    if not one or not other:
        return False
    if one == other or one.replace(" ", "") == other.replace(" ", ""):
        return True
    few, many = sorted((one.split(), other.split()), key=len)
    return set(few) <= set(many) and not set(few) <= _PLAIN


@functools.lru_cache(maxsize=8192)
def telling(company: str) -> frozenset[str]:
    """Return the words of a folded name that tell it from others."""
    return frozenset(word for word in company.split() if len(word) > 3) - _PLAIN


def akin(some: Iterable[str], others: Iterable[str]) -> bool:
    """Tell whether two domains go by one name: elm-careers.example and elm.example."""
    labels = [(label(one), label(other)) for one, other in itertools.product(some, others)]
    return any(len(min(pair, key=len)) > 4 and (pair[0] in pair[1] or pair[1] in pair[0]) for pair in labels)


@functools.lru_cache(maxsize=65536)
def named_in(domain: str, company: str) -> bool:
    """Tell whether a domain bears an organisation's name: larkfoods.example and "lark foods"."""
    name, run = label(domain), company.replace(" ", "")
    if len(run) < 3 or len(name) < 3:
        return False
    first, *rest = company.split()
    initials = "".join(word[0] for word in company.split())
    telling = [word for word in rest if word not in _PLAIN and len(word) >= max(4, 0.6 * len(name))]
    return (
        run.startswith(name)
        or name.startswith(run)
        or (len(first) >= 4 and first not in _PLAIN and name.startswith(first))
        or any(name.startswith(word) for word in telling)
        or (len(initials) >= 3 and name == initials)
    )


@functools.lru_cache(maxsize=8192)
def spelt(email: str) -> str:
    """Return the full name that an address spells, folded: jane.doe@, doe_jane@ stays as written; empty where none."""
    match = _SPELT.fullmatch(plain(email.partition("@")[0]))
    return f"{match[1]} {match[2]}" if match else ""


def role_likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Say how alike two job titles are, from 0 to 1; 0.5 where one is unknown."""
    if not one or not other:
        return 0.5
    common = len(one & other)
    return 1.0 if one <= other or other <= one else common / len(one | other)
