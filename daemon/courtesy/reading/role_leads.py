"""What leads to a title that no phrase of a list announces: who is engaged "as", what "you would be", a telegram.

Sentences come from role; what is yielded goes to role_trim, which cuts the title out of it.
"""

import re
from collections.abc import Iterator

from courtesy.reading import role_shape, role_words

_AS = re.compile(r"\b(?:as|als|comme|como|come|som|jako)\s+(?=\S)")
# What is said of whom one takes on, before "as" in the same clause …
_ENGAGES = re.compile(
    r"\b(?i:join(?:ing)?|employ\w*|engag\w*|appoint\w*|hir(?:e|ing)|take (?:you|on)|bring\w* you|have you"
    r"|welcom\w+|retain|recruit\w*|select\w*|confirm\w*|offer\w*|position|post|job|work (?:with|for)"
    r"|start (?:with|at)|come (?:to|and|on|in|back|over|work)|(?:like|love|want|need|see|keep|put|get|picked) you"
    r"|invite you|promot\w+|elect\w*|contract|dich|Sie|Ihnen|dir|euch|Stelle|Anstellung|Einstellung|Tätigkeit|Vertrag"
    r"|einstell\w+|beschäftig\w+|vous|recrut\w+|embauch\w+|nomm\w+|accueill\w+|te prend\w*|contrat|incorpor\w+"
    r"|contratar\w*|unirte|prendiamo|prenderti|assum\w+|deg|dig|anst\w+|ans[eæ]t\w+|aannem\w+|in dienst|bij ons"
    r"|aan de slag)\b[^.;!?:]{0,90}$"
)
# … and where it is not said of the reader: "I joined the firm as a clerk", "not as a journeyman".
_OTHERS = re.compile(
    r"\b(?:I|he|she|they|who|we|ich|je|il|elle)(?: \w+){0,2} (?:joined|started|came|began|worked|was|were|am)\b"
    r"[^,;]{0,200}$"
    r"|\b(?:known|such|same|well|much|long|soon|far|regard\w*|treat\w*|act(?:ing)?) $|\bas \w+ $"
    r"|(?:\b(?:not|never|no longer|instead of|rather than|nicht|kein\w*|pas)|n['’]t)\b[^,;.]{0,30}$",
    re.IGNORECASE,
)
_YOU_ARE = re.compile(
    r"\b(?:you(?:['’]d| would|['’]ll| will)(?: \w+ly| then| also)? (?:be|become)|you(?:['’]re| are)(?: now)?"
    r"|(?:can|could|will|would) you be|(?:want|like|love|need) you to be|(?:du|Sie) (?:wärst|wären|wirst|werden)"
    r"|(?:tu|vous) (?:seras|serez|serais|seriez))\s+"
    r"(?:(?:an?|the|our|my|her|his|their|unsere?|eine?|notre|un|une|le|la)\s+)?(?=\S)",
    re.IGNORECASE,
)
_PRAISE = re.compile(
    r"(?:very |such |really )?(?:great|good|natural|brilliant|wonderful|fine|born|real|strong|lovely|fantastic|best"
    r"|better|excellent|perfect|most|quick|careful|hard|star|first|only|right|kind of|sort of|lucky|welcome|happy"
    r"|person|man|woman|member|fellow|guest|worker|host|part)\b",
    re.IGNORECASE,
)
# "Forge welder, 4 days, £17.50", "Under-keeper from 1 May": a title, and at once what it is done for.
_TELEGRAM = re.compile(
    r"(?:^|[.!?:–—] )(?P<title>[^\W\d_][\w'’/&-]*(?: [\w'’/&(-][\w'’/&()-]*){0,4}?)"
    r"(?:,| from| at| on|\s[-–])\s?"
    r"(?:[£€$]|\d|full|part|perm|days|nights|fixed|from \d|start|mon|tues|sat|(?:two|three|four|five|six)\b)",
    re.IGNORECASE,
)
_ENGAGED, _IS, _TOLD = 0.6, 0.45, 0.3
_SHORT = 2


def led(line: str, titles: role_words.Titles) -> Iterator[tuple[str, float]]:
    """Yield what may begin with a title, and how surely what stands before it leads to one."""
    for found in _AS.finditer(line):
        before = line[: found.start()]
        if _ENGAGES.search(before[-140:]) and not _OTHERS.search(before[-60:]):
            yield line[found.end() :], _ENGAGED
    for found in _YOU_ARE.finditer(line):
        rest = line[found.end() :]
        if not _PRAISE.match(rest) and names_somebody(role_shape.trimmed(rest[:80], titles), titles):
            yield rest, _IS
    for found in _TELEGRAM.finditer(line):
        if _ends_in_noun(found["title"], titles):
            yield found["title"], _TOLD


def names_somebody(title: str, titles: role_words.Titles) -> bool:
    """Tell whether a title holds a noun that names somebody who does a job."""
    parts = (part for word in title.lower().split() for part in word.strip("(),").split("/"))
    return any(role_words.is_noun(part, titles) for part in parts)


def _ends_in_noun(title: str, titles: role_words.Titles) -> bool:
    *before, last = title.split()
    return names_somebody(last, titles) or (len(before) < _SHORT and role_shape.does(last.strip("(),"), titles))
