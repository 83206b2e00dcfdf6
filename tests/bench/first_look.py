"""The first look at a mailbox of 10,000 messages, against fetching the same bytes with imapclient plus the processor
time of reading them; and mbsync's pull of the same mailbox beside it."""

import asyncio
import resource
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import ground
import imapclient

import dovecot
import jobmail
from courtesy.mail import parse
from courtesy.reading import read
from courtesy.turn import take

COUNT = 10_000
BATCH = 200


def client(server: dovecot.Dovecot, user: str) -> imapclient.IMAPClient:
    one = imapclient.IMAPClient(server.host, server.port, ssl=False)
    one._imap.debug = 0  # else imaplib hands every body to logging: a floor must not stumble over that
    one.login(user, server.password)
    return one


def fill(server: dovecot.Dovecot, user: str) -> None:
    one = client(server, user)
    mails = [data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") for data in ground.ordinary(COUNT)]
    for start in range(0, COUNT, 200):
        one.multiappend("INBOX", [{"msg": data, "date": jobmail.NOW} for data in mails[start : start + 200]])
    one.logout()


def bare_fetch(server: dovecot.Dovecot, user: str) -> tuple[float, list[bytes]]:
    one = client(server, user)
    begun = time.perf_counter()
    one.select_folder("INBOX", readonly=True)
    uids = one.search("ALL")
    found = [
        item[b"BODY[]"]
        for start in range(0, len(uids), BATCH)
        for item in one.fetch(uids[start : start + BATCH], ["BODY.PEEK[]"]).values()
    ]
    took = time.perf_counter() - begun
    one.logout()
    return took, found


def pull(server: dovecot.Dovecot, user: str, root: Path) -> float | None:
    if not shutil.which("mbsync"):
        return None
    (root / "pulled").mkdir()
    (root / "mbsyncrc").write_text(
        f"IMAPAccount a\nHost {server.host}\nPort {server.port}\nUser {user}\nPass {server.password}\nSSLType None\n"
        f"AuthMechs LOGIN\n\nIMAPStore far\nAccount a\n\nMaildirStore near\nPath {root}/pulled/\n"
        f"Inbox {root}/pulled/INBOX\n\n"
        "Channel c\nFar :far:\nNear :near:\nPatterns INBOX\nCreate Near\nSync Pull\nSyncState *\n"
    )
    begun = time.perf_counter()
    done = subprocess.run(["mbsync", "-q", "-c", str(root / "mbsyncrc"), "c"], check=False, capture_output=True)
    return time.perf_counter() - begun if done.returncode == 0 else None


def main() -> None:
    root = Path(tempfile.mkdtemp(prefix="bench-", dir="/tmp"))
    try:
        with dovecot.running() as server:
            user = server.user()
            fill(server, user)
            bare_fetch(server, user)  # once for the caches, so that both sides find them warm
            fetching, mails = bare_fetch(server, user)
            office, [at] = ground.office(root / "home", server, [user])
            begun = time.process_time()
            for data in mails:
                read.read(parse.parse(data, extract=office.extract), office.whose, office.rules)
            reading = time.process_time() - begun

            async def look() -> float:
                begun = time.perf_counter()
                await take.take(at)
                took = time.perf_counter() - begun
                await at.server.close()
                return took

            ours = asyncio.run(look())
            office.book.close()
            pulled = pull(server, user, root)
    finally:
        shutil.rmtree(root, ignore_errors=True)
    floor = fetching + reading
    ground.show(
        f"first look at {COUNT:,} messages",
        f"{ours:.2f} s against {floor:.2f} s (fetching {fetching:.2f} + reading {reading:.2f}): "
        f"ratio {ours / floor:.2f} (goal under 1.1); mbsync pulls them in {pulled:.2f} s" if pulled else
        f"{ours:.2f} s against {floor:.2f} s: ratio {ours / floor:.2f} (goal under 1.1); mbsync is not installed",
    )  # fmt: skip
    ground.show("  most memory meanwhile", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
