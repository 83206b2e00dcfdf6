"""What the daemon costs while nothing happens: resident memory with 1 and with 500 TLS accounts, processor time."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import ground
import psutil

import dovecot

MANY = 500
QUIET = 20.0  # seconds of watching an idle daemon


def toml(table: dict[str, object]) -> str:
    """Return the configuration as TOML."""
    owner, accounts = table["owner"], table["accounts"]
    lines = ["[owner]", *(f'{key} = "{value}"' for key, value in owner.items())]
    for account in accounts:
        lines += ["[[accounts]]", f'name = "{account["name"]}"', f'address = "{account["address"]}"', "[accounts.imap]"]
        lines += [
            f"{key} = {value if isinstance(value, int) else chr(34) + value + chr(34)}"
            for key, value in account["imap"].items()
        ]
    return "\n".join(lines)


def measured(server: dovecot.Dovecot, root: Path, count: int) -> tuple[float, float]:
    """Return resident KB, and the share of a processor, of a daemon that idles on `count` accounts."""
    users = [server.user() for _ in range(count)]
    text = toml(ground.table(root, server, users, tls=True))
    (root / "courtesy.toml").write_text(text)
    command = [
        sys.executable,
        "-m",
        "courtesy.cli",
        "--config",
        str(root / "courtesy.toml"),
        "--state",
        str(root / "state"),
    ]
    daemon = subprocess.Popen(
        [*command, "run"], stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}
    )
    try:
        settled = 0
        for line in daemon.stderr:
            settled += "Turn taken" in line
            if settled == count:
                break
        assert settled == count, "the daemon ended"
        time.sleep(3)
        process = psutil.Process(daemon.pid)
        before = sum(process.cpu_times()[:2])
        time.sleep(QUIET)
        used = sum(process.cpu_times()[:2]) - before
        return process.memory_info().rss / 1024, used / QUIET
    finally:
        daemon.terminate()
        daemon.wait(10)


def main() -> None:
    root = Path(tempfile.mkdtemp(prefix="bench-", dir="/tmp"))
    bare = subprocess.run(
        [sys.executable, "-c", "import asyncio, ssl, sqlite3; print(open('/proc/self/statm').read().split()[1])"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    floor = int(bare.stdout) * os.sysconf("SC_PAGE_SIZE") / 1024
    try:
        with dovecot.running() as server:
            one, cpu = measured(server, root / "one", 1)
            many, cpu_many = measured(server, root / "many", MANY)
    finally:
        shutil.rmtree(root, ignore_errors=True)
    ground.show(
        "memory while idle, 1 account",
        f"{one / 1024:.1f} MB (goal under 55); Python with asyncio, ssl, sqlite3 {floor / 1024:.1f} MB: "
        f"ratio {one / floor:.2f}",
    )
    ground.show(
        "  for each further TLS account",
        f"{(many - one) / (MANY - 1):.1f} KB (goal under 80; {MANY} accounts, {many / 1024:.1f} MB)",
    )
    ground.show("processor while idle", f"{cpu:.3%} with 1 account, {cpu_many:.3%} with {MANY} (goal under 0.1 %)")


if __name__ == "__main__":
    main()
