"""Mail of a house's other desks, that came into a process by the house alone: the outpatients', the admissions office.

Entries come from casebook.roster. Whoever such mail names has nothing to do with the process.
"""

from courtesy.casebook import opportunity
from courtesy.reading import bearer, names, reading


def is_other(entry: opportunity.Entry, lexicon: names.Lexicon) -> bool:
    """Tell whether a mail does nothing about a job, answers nothing, and comes from no person."""
    mail = entry.message
    if entry.reading.kind is not reading.Kind.OTHER or entry.reading.own is not None or mail.references:
        return False
    return mail.bulk or mail.automatic or bearer.is_group(mail.sender, lexicon)
