"""Courtesy: sees job offers in a mailbox and lays the letters that turn them down well in Drafts.

The map of the house, along the flow of one turn:

    server --fetch--> Message --read--> Reading --record--> Opportunity
           --plan--> Desired --diff--> Action --apply--> server

``mail``       bytes to Message: RFC 5322, 2045 and 5545 as values. Pure.
``reading``    Message to Reading: what one mail says, each fact with its sentence. Pure.
``casebook``   Readings to Opportunities (``fold``, pure), and the book they are kept in (``store``, SQL).
``plan``       Opportunities and an instant to Desired: flags, drafts, reminders that ought to stand. Pure.
``reconcile``  Desired against actual against remembered to Actions (``diff``, pure), carried out by ``apply``.
``servers``    IMAP, SMTP and the reminders directory; ``memory`` is the twin of a mail server for tests and dry runs.
``documents``  The text of PDF and DOCX attachments, taken in a child process.
``turn``       One pass over one account. ``service``: the daemon, a task for each account. ``app``: who gets what.
``cli``        One verb, one file. ``config``, ``ports``, ``errors``, ``resources`` stand beneath everything.
"""

__version__ = "0.1.0"
