"""The text of attached documents, taken in a child process that may die without harm.

Bytes come from mail.parse through the port Extract; the text goes into a Message.
"""

import contextlib
import logging
import subprocess
import sys
import threading

from courtesy.documents import child

_LOG = logging.getLogger(__name__)

PDF, DOCX, ODT, RTF = child.PDF, child.DOCX, child.ODT, child.RTF
LARGEST, LONGEST, PAGES = child.LARGEST, child.LONGEST, child.PAGES
SECONDS = 8.0  # by the clock
_SIGNS = {PDF: b"%PDF", DOCX: b"PK", ODT: b"PK", RTF: b"{\\rtf"}


def extract(media_type: str, data: bytes) -> str:
    """Return the text of a document; empty where there is none, or where it cannot be taken within the limits."""
    if media_type not in _SIGNS or len(data) > LARGEST or _SIGNS[media_type] not in data[:1024]:
        return ""
    command = [sys.executable, "-I", "-S" if media_type != PDF else "-E", child.__file__, media_type]
    try:
        with subprocess.Popen(  # noqa: S603  our own file, and a media type out of four
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, close_fds=True, env={}
        ) as process:
            text = _converse(process, data)
    except OSError as problem:
        _LOG.warning("No child process for an attachment could be started.", extra={"error": str(problem)})
        return ""
    if process.returncode:
        _LOG.info(
            "An attachment could not be read.",
            extra={"media_type": media_type, "size": len(data), "exit": process.returncode},
        )
        return ""
    return text


def _converse(process: subprocess.Popen[bytes], data: bytes) -> str:
    """Hand over the bytes and take the text, with an eye on the clock."""
    assert process.stdin is not None and process.stdout is not None  # noqa: S101, PT018  both are pipes
    alarm = threading.Timer(SECONDS, process.kill)
    alarm.daemon = True
    alarm.start()
    try:
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(data)
            process.stdin.close()
        said = process.stdout.read(LONGEST * 4)
        process.stdout.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(SECONDS)
    finally:
        alarm.cancel()
        process.kill()
    return said.decode("utf-8", "replace")[:LONGEST]
