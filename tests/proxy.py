"""A line between a client and a real server on which a test rewrites what the server says: a server of other habits."""

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator, Callable


@contextlib.asynccontextmanager
async def running(
    port: int, rewrite: Callable[[bytes], bytes] = lambda line: line, *, tls: ssl.SSLContext | None = None
) -> AsyncIterator[int]:
    """Stand before a server on this machine; each line of its passes through `rewrite` (empty: it is not passed on)."""
    tasks: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        theirs, ours = await asyncio.open_connection("127.0.0.1", port, limit=1 << 20)
        task = asyncio.create_task(_pass(theirs, writer, rewrite))
        tasks.add(task)
        with contextlib.suppress(ConnectionError):
            while data := await reader.read(65536):
                ours.write(data)
        ours.close()
        task.cancel()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=tls)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for task in tasks:
            task.cancel()


async def _pass(theirs: asyncio.StreamReader, writer: asyncio.StreamWriter, rewrite: Callable[[bytes], bytes]) -> None:
    with contextlib.suppress(ConnectionError, asyncio.CancelledError):
        while line := await theirs.readline():
            writer.write(rewrite(line))
            await writer.drain()
    writer.close()
