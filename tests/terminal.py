"""A terminal for tests: a program runs in it as a person would run it, who reads what stands there and types."""

import contextlib
import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
import time
from collections.abc import Iterator, Sequence

PATIENCE = 60.0  # seconds; only a fault takes so long


class Terminal:
    """A program at a terminal."""

    def __init__(self, process: subprocess.Popen[bytes], master: int) -> None:
        self.process, self._master = process, master
        self.raw = b""  # all that was ever shown
        self.shown = ""  # the same as text, without colours
        self._read = 0

    def wait_for(self, words: str) -> str:
        """Read until `words` are shown; return what was shown since last time, up to them."""
        end = time.monotonic() + PATIENCE
        while (at := self.shown.find(words, self._read)) < 0:
            assert self._more(end), f"it ended, or said nothing more, before {words!r}:\n{self.shown[self._read :]}"
        told = self.shown[self._read : at + len(words)]
        self._read = at + len(words)
        return told

    def answer(self, question: str, text: str) -> str:
        """Wait for a question and type a line; return what was shown before it."""
        told = self.wait_for(question)
        self._more(time.monotonic() + 0.2)  # the rest of the prompt
        self.type(text + "\r")
        return told

    def type(self, keys: str) -> None:
        os.write(self._master, keys.encode())

    def end(self) -> int:
        """Read to the end and return the exit code."""
        end = time.monotonic() + PATIENCE
        while self._more(end):
            pass
        return self.process.wait(PATIENCE)

    def _more(self, end: float) -> bool:
        ready, _, _ = select.select([self._master], [], [], max(0, end - time.monotonic()))
        if not ready:
            return False
        try:
            data = os.read(self._master, 65536)
        except OSError:  # Linux's word for the end
            return False
        self.raw += data
        text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", data.decode(errors="replace"))
        self.shown += text.replace("\r\n", "\n")
        return bool(data)


@contextlib.contextmanager
def running(command: Sequence[str], environ: dict[str, str], *, columns: int = 90) -> Iterator[Terminal]:
    """Run a program at a terminal of its own."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    process = subprocess.Popen(
        command, stdin=slave, stdout=slave, stderr=slave, env=environ, start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509  # passwords are asked at /dev/tty
    )  # fmt: skip
    os.close(slave)
    try:
        yield Terminal(process, master)
    finally:
        process.kill()
        process.wait()
        os.close(master)
