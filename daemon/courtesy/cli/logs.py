"""Log lines on stderr: a sentence for people, then what machines want. Never a body, nor an address above DEBUG."""

import logging
import os
import sys

_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}
# sd-daemon(3): the journal takes the level from the prefix of the line.
_LEVELS = {
    logging.DEBUG: "<7>",
    logging.INFO: "<6>",
    logging.WARNING: "<4>",
    logging.ERROR: "<3>",
    logging.CRITICAL: "<2>",
}


class Sentence(logging.Formatter):
    """A sentence, and the extra fields as key=value."""

    def __init__(self, *, journal: bool) -> None:
        super().__init__("%(message)s" if journal else "%(asctime)s %(message)s", "%H:%M:%S")
        self._journal = journal

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as a line."""
        extra = " ".join(f"{key}={value!r}" for key, value in vars(record).items() if key not in _STANDARD)
        line = super().format(record)
        first, _, rest = line.partition("\n")
        told = f"{first} [{extra}]" if extra else first
        prefix = _LEVELS.get(record.levelno, "") if self._journal else ""
        return "\n".join(prefix + part for part in [told, *rest.splitlines()])


def set_up(*, verbose: bool) -> None:
    """Send our log lines to stderr; of libraries only what is wrong (imaplib at DEBUG would show mail)."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Sentence(journal="JOURNAL_STREAM" in os.environ))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("courtesy").setLevel(logging.DEBUG if verbose else logging.INFO)
