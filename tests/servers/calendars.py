"""CalDAV servers for tests, each with an empty place for one user: Radicale in a thread, Xandikos in a process."""

import contextlib
import socket
import socketserver
import ssl
import subprocess
import sys
import threading
import time
import urllib.request
import wsgiref.simple_server
from pathlib import Path

USER, PASSWORD = "ida", "secret"


class _Threaded(socketserver.ThreadingMixIn, wsgiref.simple_server.WSGIServer):
    daemon_threads = True


class _Quiet(wsgiref.simple_server.WSGIRequestHandler):
    def log_message(self, *args):
        pass


@contextlib.contextmanager
def radicale(root: Path, users=(USER,), certificate: Path | None = None):
    """Serve Radicale, which asks for the password, on a port of its own."""
    import radicale.app
    import radicale.config

    (root / "users").write_text("".join(f"{user}:{PASSWORD}\n" for user in users))
    settings = radicale.config.load()
    settings.update(
        {
            "auth": {
                "type": "htpasswd",
                "htpasswd_filename": str(root / "users"),
                "htpasswd_encryption": "plain",
                "delay": "0",
            },
            "storage": {"filesystem_folder": str(root / "collections")},
            "web": {"type": "none"},
            "logging": {"level": "error"},
        },
        "test",
        privileged=False,
    )
    server = wsgiref.simple_server.make_server(
        "127.0.0.1", 0, radicale.app.Application(settings), server_class=_Threaded, handler_class=_Quiet
    )
    if certificate:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http{'s' if certificate else ''}://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@contextlib.contextmanager
def xandikos(root: Path):
    """Serve Xandikos, which keeps its calendars in git, on a port of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable, "-m", "xandikos", "serve", "-d", str(root / "dav"), "--state-dir", str(root / "state"),
        "--autocreate", "--no-detect-systemd", "-l", "127.0.0.1", "-p", str(port),
        "--current-user-principal", f"/{USER}/",
    ]  # fmt: skip
    (root / "dav").mkdir()
    with (root / "log").open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log) as process:
        try:
            _answers(port, process, root / "log")
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.terminate()


def _answers(port, process, log):
    while process.poll() is None:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/").read()
            return
        time.sleep(0.05)
    raise RuntimeError(log.read_text())
