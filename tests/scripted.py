"""An IMAP server that says what a test tells it to: for faults, and for the habits of servers that are not at hand."""

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

from courtesy.servers import imap

CAPABILITIES = "IMAP4rev1 IDLE UIDPLUS"

SELECTED = """\
* FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft)
* OK [PERMANENTFLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft \\*)] kept
* 1 EXISTS
* OK [UIDVALIDITY 7] valid
* OK [UIDNEXT 12] next
{tag} OK [READ-WRITE] selected
"""

DEFAULTS = {
    "LOGIN": "{tag} OK in\n",
    "AUTHENTICATE": "+ \n",
    "SELECT": SELECTED,
    "EXAMINE": SELECTED,
    "NOOP": "{tag} OK\n",
    "LIST": '* LIST () "/" INBOX\n{tag} OK listed\n',
    "UID STORE": "{tag} OK stored\n",
    "UID EXPUNGE": "{tag} OK gone\n",
    "EXPUNGE": "{tag} OK gone\n",
    "CREATE": "{tag} OK made\n",
    "SUBSCRIBE": "{tag} OK subscribed\n",
}


@dataclass
class Peer:
    """One client, as the server sees it."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def say(self, text: str | bytes) -> None:
        """Send text, with CRLF for every LF, in one segment."""
        data = text if isinstance(text, bytes) else text.replace("\n", "\r\n").encode()
        self.writer.write(data)
        await self.writer.drain()

    async def hear(self) -> str:
        line = await self.reader.readline()
        return line.decode().rstrip("\r\n")


Answer = str | list[str] | Callable[[Peer, str, str], Awaitable[None]]


@dataclass
class Script:
    """What is answered to which command, and what has been heard. A list is said one by one, its last for ever."""

    port: int = 0
    heard: list[str] = field(default_factory=list)
    greeting: str = "* OK hello\n"
    capabilities: str = CAPABILITIES
    answers: dict[str, Answer] = field(default_factory=dict)

    def endpoint(self, **more) -> imap.Endpoint:
        settings = {"host": "127.0.0.1", "port": self.port, "security": "plain", "username": "someone"}
        return imap.Endpoint(**(settings | {"connect_timeout": 2, "read_timeout": 2, "deadline": 0.3} | more))

    def commands(self, word: str) -> list[str]:
        """Return the commands heard that begin so, without their tags."""
        return [line for line in self.heard if line.startswith(word)]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        peer = Peer(reader, writer)
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            if self.greeting:
                await peer.say(self.greeting)
            while line := await peer.hear():
                await self._answer(peer, line)
        writer.close()

    async def _answer(self, peer: Peer, line: str) -> None:
        tag, _, command = line.partition(" ")
        self.heard.append(command)
        if literal := re.search(r"\{(\d+)\}$", line):
            await peer.say("+ go on\n")
            self.heard.append((await peer.reader.readexactly(int(literal[1]))).decode())
            await peer.hear()
        words = command.upper().split()
        word = " ".join(words[:2]) if words[0] == "UID" else words[0]
        answer = self.answers.get(word, DEFAULTS.get(word, f"{{tag}} BAD {word}?\n"))
        if word == "CAPABILITY":
            answer = f"* CAPABILITY {self.capabilities}\n{{tag}} OK\n"
        elif word == "LOGOUT":
            answer = "* BYE\n{tag} OK\n"
        if isinstance(answer, list):
            answer = answer.pop(0) if len(answer) > 1 else answer[0]
        if callable(answer):
            await answer(peer, tag, command)
        else:
            await peer.say(answer.replace("{tag}", tag))


@contextlib.asynccontextmanager
async def running(
    *, greeting=Script.greeting, capabilities=CAPABILITIES, tls=None, **answers: Answer
) -> AsyncIterator[Script]:
    """Run the server; keyword arguments are answers, `UID_FETCH` for UID FETCH."""
    script = Script(
        greeting=greeting,
        capabilities=capabilities,
        answers={name.replace("_", " "): answer for name, answer in answers.items()},
    )
    server = await asyncio.start_server(script.serve, "127.0.0.1", 0, ssl=tls)
    script.port = server.sockets[0].getsockname()[1]
    try:
        yield script
    finally:
        server.close()


def idling(*segments: str | bytes | float, then: str = "done") -> Callable[[Peer, str, str], Awaitable[None]]:
    """Return an answer to IDLE: segments one after the other (a number: seconds of silence).

    `then`: "done" to wait for DONE and end well, "close" to close the connection, "deaf" to answer nothing any more.
    """

    async def answer(peer: Peer, tag: str, _: str) -> None:
        for segment in segments:
            if isinstance(segment, int | float):
                await asyncio.sleep(segment)
            else:
                await peer.say(segment)
        if then == "close":
            peer.writer.close()
        elif then == "deaf":
            await asyncio.sleep(30)
        elif await peer.hear() == "DONE":
            await peer.say(f"{tag} OK idled\n")

    return answer
