"""Notices by the installed command: a real Dovecot, a real submission server with TLS, and kill -9 amid a notice."""

import asyncio
import email
import email.policy
import sqlite3
from datetime import timedelta

import jobmail
from courtesy.casebook import file

PRESSING = jobmail.NOW + timedelta(hours=3)


def wanting(home, port, certificate):
    with (home.root / "courtesy.toml").open("a") as settings:
        settings.write(
            f'[accounts.smtp]\nhost = "localhost"\nport = {port}\nsecurity = "starttls"\nusername = "robin"\n'
            f'ca_file = "{certificate / "cert.pem"}"\n[notices]\nemail = true\n'
        )


async def run(home, at, code=0):
    process = await asyncio.create_subprocess_exec(
        *home.command("run", "--once", "--as-of", at.isoformat()), stderr=asyncio.subprocess.PIPE
    )
    _, told = await process.communicate()
    assert process.returncode == code, told.decode()


def arrived(kept):
    return [email.message_from_bytes(one.content, policy=email.policy.default) for one in kept.envelopes]


async def test_killed_while_a_notice_is_handed_in_it_comes_again_as_the_same_one_and_then_no_more(
    home, submission_server, certificate
):
    kept, port = await submission_server("starttls")
    wanting(home, port, certificate)
    await asyncio.to_thread(home.fill)
    handed, take = asyncio.Event(), kept.handle_DATA

    async def take_and_say_nothing(*given):
        await take(*given)
        handed.set()
        await asyncio.Event().wait()

    kept.handle_DATA = take_and_say_nothing
    process = await asyncio.create_subprocess_exec(
        *home.command("run", "--once", "--as-of", PRESSING.isoformat()), stderr=asyncio.subprocess.DEVNULL
    )
    await handed.wait()
    process.kill()
    await process.wait()
    kept.handle_DATA = take
    for minutes in (0, 5, 10):
        await run(home, PRESSING + timedelta(minutes=minutes))
    first, again = arrived(kept)
    assert first["Message-ID"] == again["Message-ID"]
    assert "wants your answer by" in first["Subject"]
    with sqlite3.connect(home.root / "state" / file.FILE) as book:
        assert book.execute("SELECT given, tries FROM told").fetchall() == [(1, 2)]
