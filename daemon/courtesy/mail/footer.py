"""What stands below a mail without its sender having written it: notices of confidentiality, footers of mailing systems.

Lines come from mail.body; what is found goes back there.
"""

import re
from collections.abc import Sequence

_NOTICE = re.compile(
    r"intended (?:solely |only |exclusively )?(?:for|to be read by)\b.{0,80}(?:recipient|addressee|person|individual|use|named)|"
    r"(?:if|unless) you (?:are|were|have) (?:not|no[nt] be) (?:the|an) (?:\w+ ){0,2}(?:intended|named|addressee|recipient)|not the intended recipient|"
    r"(?:received|receive|reached you|sent to you) (?:this|it)?.{0,60}\b(?:in error|by mistake)\b|"
    r"(?:message|e-?mail|communication|transmission|attachments?|mail).{0,60}\b(?:may|might|can) (?:contain|be|include)\b.{0,60}(?:confidential|privileged|proprietary)|"
    r"(?:e-?mail|message|communication)s?\b.{0,60}\b(?:is|are|and any \w+ are) (?:strictly )?(?:confidential|privileged)|"
    r"^\W{0,4}(?:confidentiality|legal|privacy|disclaimer|important) (?:notice|note|disclaimer)|^\W{0,4}disclaimer\W|confidentiality notice|"
    r"(?:consider|think of|thinking of) (?:the environment|our environment).{0,40}(?:before|print)|please consider the environment|"
    r"vertrauliche.{0,80}information|nicht der (?:richtige|beabsichtigte|vorgesehene) (?:adressat|empfänger)|diese (?:e-?mail|nachricht).{0,60}(?:vertraulich|ausschließlich)|"
    r"irrtümlich erhalten|ce (?:message|courriel|mail)\b.{0,100}(?:confidentiel|exclusif|destiné|destinataire)|reçu ce (?:message|courriel|mail) par erreur|"
    r"(?:este|esta) (?:mensaje|correo|mensagem|e-?mail).{0,100}(?:confidencial|exclusiv)|questo messaggio.{0,100}(?:riservat|confidenzial|destinatari)|"
    r"dit bericht.{0,100}(?:vertrouwelijk|uitsluitend)|(?:wiadomość|korespondencja).{0,80}poufn|"
    r"(?:scanned|checked|swept) (?:for|by).{0,40}(?:virus|malware)|virenfrei|virus[- ]free|geprüft.{0,20}viren|"
    r"nicht an (?:den )?(?:absender|diese e-?mail) antworten.{0,20}$",
    re.IGNORECASE,
)
_SYSTEM = re.compile(
    r"\bunsubscribe\b|\bopt[- ]?out\b|manage (?:your )?(?:notification|preference|subscription|e-?mail)|(?:e-?mail|notification|communication) (?:preferences|settings)|"
    r"you(?:['’]re| are)? (?:receiv(?:e|ing)|getting|got) this (?:e-?mail|message|mail|newsletter|notification|because)|receiv(?:e|ing) job alert|"
    r"you received this (?:e-?mail|message|notification)|this (?:e-?mail|message|notification) (?:was|is|has been) (?:sent|intended|generated|automatically|an? auto)|"
    r"(?:do not|don['’]t|cannot|can['’]t|not be able to) (?:reply|respond) (?:directly )?to (?:this|the)|do not reply|no[- ]?reply (?:address|mailbox)|"
    r"(?:unattended|unmonitored|not monitored|isn['’]t monitored|send-only) ?(?:mailbox|address|inbox)?|(?:mailbox|inbox|address) is (?:not|un)[- ]?(?:monitored|attended)|"
    r"view (?:this (?:e-?mail|message)|it)? ?(?:in|on) (?:your|a|the) (?:web )?browser|having trouble (?:viewing|seeing)|powered by \w|sent (?:via|by|through|with) \w+.{0,40}\bon behalf of\b|"
    r"^\W{0,3}(?:©|\(c\) ?\d{4}|copyright)|all rights reserved|privacy (?:policy|notice|statement)|terms (?:of (?:use|service)|and conditions)|"
    r"abmelden|abbestellen|newsletter.{0,30}(?:erhalten|abonniert)|(?:diese|dies ist eine) (?:e-?mail|nachricht) wurde automatisch|automatisch (?:generierte|erstellte|erzeugte|versandte)|"
    r"(?:bitte )?(?:antworten sie )?nicht auf diese (?:e-?mail|nachricht)|im browser (?:ansehen|anzeigen|öffnen)|datenschutz|impressum|"
    r"se désabonner|désinscri|vous recevez ce(?:t|tte)? (?:e-?mail|message|courriel)|merci de ne pas répondre|ne pas répondre à ce|message automatique|mentions légales|"
    r"darse de baja|cancelar (?:la )?suscripción|no responda a este|cancellati|disiscri|non rispondere a questa|afmelden|uitschrijven|niet (?:reageren|antwoorden) op dit|"
    r"descadastr|cancelar (?:a )?(?:assinatura|inscrição)|não responda|wypisz|nie odpowiada|avregistrera|avmeld|"
    r"follow us on|to stop receiving|add us to your address book|update your preferences",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"\b(?:geschäftsführe\w{0,4}|amtsgericht|handelsregister|hrb ?\d|ust-?id|vorstand(?:svorsitz\w*)?:|aufsichtsrat|sitz der gesellschaft|registergericht|"
    r"registered (?:in|office|company|charity|address)|company (?:no|number|reg)\b|charity (?:no|number)|vat (?:no|reg|number)|authorised and regulated|"
    r"siret|rcs \w+|capital (?:social|de)|cif [a-z]\d|p\.? ?iva|kvk|equal opportunit)",
    re.IGNORECASE,
)
_AT_HEAD = re.compile(
    r"\W{0,4}(?:caution|external|warning|attention|achtung|extern)\W.{0,40}(?:external|outside|e-?mail|sender)|\[external\]|"
    r"this (?:e-?mail|message) (?:originated|came|comes|was sent) from (?:an? )?(?:outside|external)|you don['’]t often get (?:e-?mail|email) from|"
    r"view (?:this (?:e-?mail|message)|it)? ?(?:in|on) (?:your|a|the) (?:web )?browser|(?:e-?mail|newsletter|mail) im browser|having trouble (?:viewing|reading)",
    re.IGNORECASE,
)
_POSTSCRIPT = re.compile(r"\W{0,3}p\.?\s?p?\.?\s?s\b\.?[\s:.,–—-]", re.IGNORECASE)
# Cheap to look for; a paragraph without any of them needs no pattern.
_NOTICE_STEMS = (
    "intended", "in error", "by mistake", "confidential", "privileged", "disclaimer", "notice", "environment", "vertraulich",
    "adressat", "empfänger", "irrtümlich", "confidentiel", "destiné", "par erreur", "confidencia", "exclusiv", "riservat",
    "confidenzial", "destinatari", "vertrouwelijk", "uitsluitend", "poufn", "virus", "viren", "malware", "antworten",
)  # fmt: skip
_SYSTEM_STEMS = (
    "subscri", "opt-out", "opt out", "optout", "manage", "preferences", "settings", "this e", "this m", "this n", "receiv", "because",
    "reply", "respond", "monitored", "unattended", "browser", "viewing", "powered by", "on behalf of", "©", "copyright", "(c)",
    "rights reserved", "privacy", "terms ", "abmelden", "abbestell", "newsletter", "automati", "nicht auf", "datenschutz", "impressum",
    "abonner", "inscri", "recevez", "répondre", "légales", "baja", "suscri", "responda", "cancella", "disiscri", "rispondere",
    "afmeld", "uitschrijv", "niet ", "descadastr", "assinatura", "wypisz", "odpowiada", "avregistrer", "avmeld", "follow us", "seeing",
    "address book",
)  # fmt: skip
_LONGEST_SYSTEM = 400       # a longer paragraph that asks for no reply says other things too


def notice(text: str) -> bool:
    """Tell whether a paragraph is a notice of confidentiality or the like."""
    low = text[:1500].lower()
    return any(stem in low for stem in _NOTICE_STEMS) and _NOTICE.search(low) is not None


def system(text: str) -> bool:
    """Tell whether a paragraph is a footer that a mailing system wrote."""
    if len(text) > _LONGEST_SYSTEM:
        return False
    low = text.lower()
    return any(stem in low for stem in _SYSTEM_STEMS) and _SYSTEM.search(low) is not None


def legal(text: str) -> bool:
    """Tell whether a line names what the law wants named: register, seat, directors."""
    return len(text) <= _LONGEST_SYSTEM and _LEGAL.search(text) is not None


def postscript(text: str) -> bool:
    """Tell whether a paragraph is a postscript."""
    return _POSTSCRIPT.match(text) is not None


def head(lines: Sequence[str]) -> int:
    """Return how many lines at the top are a warning or a link put there by a system."""
    for count, line in enumerate(lines[:4]):
        if line.strip() and not (len(line) < 300 and _AT_HEAD.match(line.strip())):
            return count
    return 0


def tail(paragraphs: Sequence[str]) -> int:
    """Return at which paragraph the footer begins; the number of paragraphs where there is none."""
    count = len(paragraphs)
    first = max(0, count - 40)
    low = "\n".join(paragraphs[first:]).lower()
    noticed = any(stem in low for stem in _NOTICE_STEMS)
    for at in range(first, count) if noticed else ():
        if at and notice(paragraphs[at]) and not any(map(postscript, paragraphs[at + 1 :])):
            return _upwards(paragraphs, at)
    at = count
    while at > first + 1 and at > count - 4 and not system(paragraphs[at - 1]) and _small_print(paragraphs[at - 1]):
        at -= 1
    return _upwards(paragraphs, at) if at > 1 and system(paragraphs[at - 1]) else count


def _upwards(paragraphs: Sequence[str], at: int) -> int:
    while at > 1 and (system(paragraphs[at - 1]) or notice(paragraphs[at - 1]) or legal(paragraphs[at - 1])):
        at -= 1
    return at


def _small_print(text: str) -> bool:
    return len(text) <= 160 and not postscript(text) and text.count(". ") < 2 and not text.rstrip().endswith(("?", "!"))
