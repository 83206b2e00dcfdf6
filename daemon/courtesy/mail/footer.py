"""What stands below a mail without its sender having written it: notices of confidentiality, footers of mailing systems.

Lines come from mail.body; what is found goes back there. Plain phrases rather than patterns: every mail is searched.
"""

import re
from collections.abc import Sequence

# One of these is enough for a notice, two of the weaker ones below.
_NOTICES = (
    "intended recipient", "named recipient", "named addressee", "intended addressee", "not the addressee", "confidentiality notice", "disclaimer:",
    "in error, please", "in error please", "in error and", "received this email in error", "received this e-mail in error",
    "received this message in error", "received this communication in error", "received it in error", "reached you in error",
    "consider the environment", "think before you print", "before printing this", "legally privileged", "for the sole use of",
    "nicht der richtige adressat", "nicht der beabsichtigte", "nicht der vorgesehene", "nicht der richtige empfänger", "nicht für sie bestimmt",
    "irrtümlich erhalten", "unbefugte weitergabe", "unerlaubte kopieren", "ausschließlich für den adressaten", "denken sie an die umwelt",
    "par erreur", "à l'intention exclusive", "usage exclusif", "destinataire de ce message", "pensez à l'environnement", "n'imprimez",
    "por error", "exclusivamente a su destinatario", "destinatario indicado", "antes de imprimir", "per errore", "esclusivamente al destinatario",
    "por engano", "exclusivamente ao destinatário", "uitsluitend bestemd", "ten onrechte", "abusievelijk", "niet de geadresseerde",
    "wiadomość jest poufna", "omyłkowo", "av misstag", "ved en feil", "ved en fejl", "erehdyksessä",
)  # fmt: skip
_HINTS = (
    "intended solely", "intended only", "intended for the", "intended exclusively", "contain confidential", "be confidential", "is confidential",
    "are confidential", "strictly confidential", "privileged", "confidential information", "unauthorised", "unauthorized", "strictly prohibited",
    "delete it", "delete this", "notify the sender", "notify us", "inform the sender", "attachments", "do not copy", "disclose", "virus",
    "views expressed", "opinions expressed", "vertraulich", "rechtlich geschützt", "informieren sie", "vernichten", "löschen", "adressat",
    "confidentiel", "pièces jointes", "destinataire", "détruire", "supprimer", "confidencial", "destinatario", "destinatário", "eliminar",
    "riservat", "confidenzial", "allegati", "vertrouwelijk", "geadresseerde", "verwijder", "bijlagen", "poufn", "adresat", "konfidentiell", "fortrolig",
)  # fmt: skip
# Every notice holds one of these; most mail holds none.
_STEMS = (
    "confiden", "error", "recipien", "addressee", "privileg", "environment", "disclaim", " print", "sole use", "vertraul", "adressat",
    "empfänger", "für sie best", "irrtüm", "unbefugt", "umwelt", "erreur", "destinat", "exclusi", "riservat", "engano", "imprim", "bestemd",
    "onrechte", "vertrouw", "poufn", "omyłk", "misstag", "fortrol", "konfident", "ved en fe", "erehd", "virus",
)  # fmt: skip
_SYSTEM = (
    "unsubscribe", "opt out of", "opt-out", "manage notification", "manage your notification", "manage your email", "manage your subscription",
    "manage preferences", "manage your preferences", "email preferences", "e-mail preferences", "update your preferences", "notification settings",
    "communication preferences", "you are receiving", "you're receiving", "you receive this", "you received this", "you are getting this",
    "you're getting this", "this email was sent", "this e-mail was sent", "this message was sent", "this notification was sent",
    "this email has been sent", "this e-mail has been sent", "this message has been sent", "this email was intended", "this message was intended",
    "this email is sent", "this message is sent", "this is an automated", "this is an automatic", "automatically generated", "auto-generated",
    "generated automatically", "sent automatically", "do not reply", "don't reply", "do not respond to this", "cannot reply to this", "can't reply to this",
    "replies to this", "replies will not", "no-reply address", "unattended mailbox", "unmonitored", "not monitored", "isn't monitored", "send-only",
    "in your browser", "in a browser", "in browser", "powered by ", "copyright ©", "© 20", "(c) 20", "all rights reserved", "privacy policy",
    "privacy notice", "terms of use", "terms of service", "to stop receiving", "address book", "follow us on", "having trouble viewing",
    "abmelden", "abbestellen", "diesen newsletter", "automatisch generiert", "automatisch erstellt", "automatisch erzeugt", "automatisch versandt",
    "wurde automatisch", "nicht auf diese e-mail", "nicht auf diese nachricht", "nicht auf diese mail", "im browser", "datenschutz", "impressum",
    "se désabonner", "désinscri", "vous recevez ce", "ne pas répondre", "message automatique", "mentions légales", "dans votre navigateur",
    "darse de baja", "cancelar suscripción", "cancelar la suscripción", "no responda a este", "en su navegador", "cancellati", "annulla l'iscrizione",
    "non rispondere a questa", "afmelden", "uitschrijven", "niet reageren op dit", "niet antwoorden op dit", "in uw browser", "descadastr",
    "cancelar inscrição", "não responda", "wypisz się", "nie odpowiada", "avregistrera", "avmeld", "sent via ", "gesendet über",
)  # fmt: skip
_LEGAL = re.compile(
    r"\b(?:geschäftsführ|amtsgericht|handelsregister|hrb ?\d|ust-?id|vorstand(?:svorsitz\w{0,5})?:|aufsichtsrat|sitz der gesellschaft|registergericht|"
    r"registered (?:in|office|company|charity|address)|company (?:no|number|reg)\b|charity (?:no|number)|vat (?:no|reg|number)|authorised and regulated|"
    r"siret|rcs \w|capital social|p\.? ?iva|kvk|equal opportunit)"
)
_AT_HEAD = re.compile(
    r"\W{0,4}(?:caution|external|warning|attention|achtung|extern)\W.{0,40}(?:external|outside|e-?mail|sender|extern)|\W{0,2}\[external\]|"
    r"this (?:e-?mail|message) (?:originated|came|comes|was sent) from (?:an? )?(?:outside|external)|you don['’]t often get (?:e-?mail|email) from|"
    r"view (?:this (?:e-?mail|message)|it)? ?(?:in|on) (?:your|a|the) (?:web )?browser|(?:e-?mail|newsletter|mail) im browser|having trouble (?:viewing|reading)",
    re.IGNORECASE,
)
_POSTSCRIPT = re.compile(r"\W{0,3}p\.?\s?p?\.?\s?s\b\.?[\s:.,–—-]", re.IGNORECASE)
_LONGEST = 1500             # characters of a paragraph that are looked at
_EARLY = 80                 # a longer paragraph that speaks of replies and settings only further on says something of its own first
_SHORT = 160
_SEARCHED = 3000            # characters at the end in which a footer shows itself
_SEARCHED_FOR_SYSTEM = 700
MOST = 24                   # paragraphs that may be a footer


def notice(text: str) -> bool:
    """Tell whether a paragraph is a notice of confidentiality or the like."""
    if len(text) < 40:
        return False
    low = _lowered(text)
    return _holds(low, _NOTICES) or len([phrase for phrase in _HINTS if phrase in low]) >= 3


def system(text: str) -> bool:
    """Tell whether a paragraph is a footer that a mailing system wrote."""
    low = _lowered(text)
    if len(text) > _SHORT:
        low = low[: _EARLY + 20]
    return _holds(low, _SYSTEM)


def legal(text: str) -> bool:
    """Tell whether a line names what the law wants named: register, seat, directors."""
    return len(text) <= _LONGEST and _LEGAL.search(_lowered(text)) is not None


def postscript(text: str) -> bool:
    """Tell whether a paragraph is a postscript."""
    return _POSTSCRIPT.match(text) is not None


def head(lines: Sequence[str]) -> int:
    """Return how many lines at the top are a warning or a link put there by a system."""
    for count, line in enumerate(lines[:4]):
        if line and not (len(line) < 300 and _AT_HEAD.match(line)):
            return count
    return 0


def tail(paragraphs: Sequence[str]) -> int:
    """Return at which paragraph the footer begins; the number of paragraphs where there is none."""
    count = len(paragraphs)
    low = _lowered("\n".join(paragraphs)[-_SEARCHED:], _SEARCHED)
    if _holds(low, _STEMS):
        for at in range(1, count):
            if notice(paragraphs[at]) and not any(map(postscript, paragraphs[at + 1 :])):
                return _upwards(paragraphs, at)
    if not _holds(low[-_SEARCHED_FOR_SYSTEM:], _SYSTEM):
        return count
    at = count
    while at > 2 and at > count - 4 and not system(paragraphs[at - 1]) and _small_print(paragraphs[at - 1]):
        at -= 1
    return _upwards(paragraphs, at) if at > 1 and system(paragraphs[at - 1]) else count


def _upwards(paragraphs: Sequence[str], at: int) -> int:
    while at > 1 and (system(paragraphs[at - 1]) or notice(paragraphs[at - 1]) or legal(paragraphs[at - 1])):
        at -= 1
    return at


def _small_print(text: str) -> bool:
    return len(text) <= _SHORT and not postscript(text) and text.count(". ") < 2 and not text.rstrip().endswith(("?", "!"))


def _holds(low: str, phrases: Sequence[str]) -> bool:
    for phrase in phrases:  # noqa: SIM110  any() takes three times as long, and every mail comes here
        if phrase in low:
            return True
    return False


def _lowered(text: str, longest: int = _LONGEST) -> str:
    low = text[:longest].lower()
    return low if low.isascii() else low.replace("’", "'")
