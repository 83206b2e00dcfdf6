"""A real Dovecot for tests: unprivileged, on free loopback ports, plain and TLS, gone with the session.

Any user name logs in with the password `secret`, so every test takes a mailbox of its own: `dovecot.user()`. Needs
Debian's dovecot-imapd (2.3). Started by root, it runs as nobody; else as whoever runs the tests.
"""

import contextlib
import grp
import itertools
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

PASSWORD = "secret"

SPECIAL = {"Drafts": r"\Drafts", "Sent": r"\Sent", "Archive": r"\Archive", "Junk": r"\Junk", "Trash": r"\Trash"}

CONFIGURATION = """
base_dir = {root}/run
state_dir = {root}/state
log_path = {root}/dovecot.log
protocols = imap
listen = 127.0.0.1
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
default_client_limit = 4000
default_process_limit = 2000
disable_plaintext_auth = no
auth_failure_delay = 0
auth_mechanisms = plain login{mechanisms}
ssl = yes
ssl_cert = <{root}/cert.pem
ssl_key = <{root}/key.pem
mail_location = mdbox:~/mail
mail_fsync = never
first_valid_uid = 1
mail_max_userip_connections = 2000
{tokens}passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={root}/home/%u allow_all_users=yes
}}
namespace inbox {{
  inbox = yes
  separator = {separator}
  prefix = {prefix}
{mailboxes}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
service imap {{
  process_limit = 2000
}}
service imap-login {{
  chroot =
  service_count = 0
  process_min_avail = 1
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
protocol imap {{
  imap_capability = {capability}
}}
"""

TOKENS = """passdb {{
  driver = oauth2
  mechanisms = {mechanisms}
  args = {root}/oauth2.conf
}}
"""

ABOUT_TOKENS = """
tokeninfo_url = {asks}
username_attribute = email
"""

MAILBOX = """  mailbox "{name}" {{
    special_use = {use}
    auto = subscribe
  }}
"""


@dataclass(frozen=True)
class Dovecot:
    """A running server. STARTTLS is offered on `port`, TLS spoken on `tls_port`; `ca_file` vouches for both."""

    root: Path
    port: int
    tls_port: int
    host: str = "127.0.0.1"
    password: str = PASSWORD
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    @property
    def ca_file(self) -> str:
        return str(self.root / "cert.pem")

    def user(self) -> str:
        """Return the name of a user whose mailboxes are empty."""
        return f"user{next(self._numbers)}@example.test"

    def log(self) -> str:
        path = self.root / "dovecot.log"
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""


@contextlib.contextmanager
def running(
    *,
    special: dict[str, str] | None = None,
    separator: str = "/",
    prefix: str = "",
    capability: str = "",
    asks: str = "",
    mechanisms: str = "xoauth2 oauthbearer",
) -> Iterator[Dovecot]:
    """Run a Dovecot whose mailboxes have these names and SPECIAL-USE attributes, until the block is left.

    `capability` replaces the whole CAPABILITY response, so that a server can be played that knows less. With `asks`, an
    address to which a token is added, it takes access tokens by these mechanisms, too.
    """
    root = Path(tempfile.mkdtemp(prefix="dovecot-", dir="/tmp"))  # a short path: Unix sockets lie below it
    try:
        account = pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
        port, tls_port = _free_ports(2)
        _write(
            root, account, port=port, tls_port=tls_port, special=special, separator=separator, prefix=prefix,
            capability=capability, asks=asks, mechanisms=mechanisms,
        )  # fmt: skip
        process = _start(root, account, port)
        try:
            yield Dovecot(root, port, tls_port)
        finally:
            process.terminate()
            process.wait(30)
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _write(root, account, *, port, tls_port, special, separator, prefix, capability, asks, mechanisms) -> None:
    for name in ("run", "state", "home"):
        (root / name).mkdir()
    certificate(root)
    mailboxes = "".join(
        MAILBOX.format(name=name, use=use) for name, use in (SPECIAL if special is None else special).items()
    )
    (root / "dovecot.conf").write_text(
        CONFIGURATION.format(
            root=root, user=account.pw_name, group=grp.getgrgid(account.pw_gid).gr_name, uid=account.pw_uid,
            gid=account.pw_gid, password=PASSWORD, port=port, tls_port=tls_port, separator=separator, prefix=prefix,
            mailboxes=mailboxes, capability=capability, mechanisms=f" {mechanisms}" if asks else "",
            tokens=TOKENS.format(root=root, mechanisms=mechanisms) if asks else "",
        ),
        encoding="utf-8",
    )  # fmt: skip
    (root / "oauth2.conf").write_text(ABOUT_TOKENS.format(asks=asks), encoding="utf-8")
    if os.getuid() == 0:
        for path in (root, *root.iterdir()):
            os.chown(path, account.pw_uid, account.pw_gid)


def _start(root: Path, account: pwd.struct_passwd, port: int) -> subprocess.Popen[bytes]:
    program = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    assert program, "these tests need Dovecot: apt-get install dovecot-imapd"
    become = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if os.getuid() == 0 else {}
    with (root / "start.log").open("wb") as log:
        process = subprocess.Popen(
            [program, "-F", "-c", str(root / "dovecot.conf")], stdout=log, stderr=log, cwd=root, **become
        )
    for _ in range(1000):
        if process.poll() is not None:
            break
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 5) as one:
            if one.recv(4) == b"* OK":
                return process
        time.sleep(0.02)
    process.kill()
    logs = "\n".join(path.read_text(errors="replace") for path in (root / "start.log", root / "dovecot.log")
                     if path.exists())  # fmt: skip
    raise AssertionError(f"Dovecot did not start:\n{logs}")


def certificate(directory: Path, names: str = "DNS:localhost,IP:127.0.0.1") -> None:
    """Make cert.pem and key.pem there, for these names; the certificate is its own CA."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-days", "3650", "-subj", "/CN=localhost", "-addext", f"subjectAltName={names}",
         "-keyout", str(directory / "key.pem"), "-out", str(directory / "cert.pem")],
        check=True, capture_output=True,
    )  # fmt: skip


def _free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as stack:
        listening = [stack.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return [one.getsockname()[1] for one in listening]


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    """Run one Dovecot for all tests; take `dovecot.user()` for a mailbox of your own, the password is `secret`."""
    with running() as server:
        yield server
