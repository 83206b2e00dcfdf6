"""A domain's autoconfig file: what is taken from it, what never is, and that it is fetched by https alone."""

import contextlib
import http.server
import ssl
import threading
import time

import hypothesis
import pytest
import trustme
from hypothesis import strategies

import clientconfig
from courtesy.lookup import autoconfig

ADDRESS = "ida.voss@harbour.example"


def parse(data):
    return autoconfig.parse(data, ADDRESS, "autoconfig.harbour.example")


def test_the_imap_and_smtp_servers_are_taken_with_names_filled_in():
    found = parse(clientconfig.usual())
    assert (found.imap.host, found.imap.port, found.imap.security) == ("imap.harbour.example", 993, "tls")
    assert found.imap.username == "ida.voss"
    assert (found.smtp.host, found.smtp.port, found.smtp.security) == ("smtp.harbour.example", 587, "starttls")
    assert found.smtp.username == ADDRESS
    assert found.trusted


def test_a_log_in_name_that_is_the_address_is_left_out():
    assert parse(clientconfig.file(clientconfig.server("imap"))).imap.username == ""


def test_the_domain_is_filled_into_the_name_of_a_host():
    assert parse(clientconfig.file(clientconfig.server("imap"))).imap.host == "imap.harbour.example"


def test_tls_from_the_first_byte_goes_before_starttls():
    data = clientconfig.file(
        clientconfig.server("imap", port="143", socket="STARTTLS"), clientconfig.server("imap", port="993")
    )
    assert parse(data).imap.port == 993


@pytest.mark.parametrize("socket", ["plain", "", "none", "SSL2"])
def test_what_is_not_encrypted_is_never_taken(socket):
    assert parse(clientconfig.file(clientconfig.server("imap", port="143", socket=socket))) is None


@pytest.mark.parametrize(
    "bad",
    [
        {"port": "0"}, {"port": "99999"}, {"port": "９９３"}, {"port": "993; rm"}, {"port": "-1"},
        {"host": "imap harbour"}, {"host": "evil.example/x"}, {"host": "user@evil.example"}, {"host": ""},
        {"host": "a" * 400}, {"username": "a&#10;b"}, {"username": "x" * 999},
    ],
)  # fmt: skip
def test_what_no_server_can_be_called_is_not_taken(bad):
    assert parse(clientconfig.file(clientconfig.server("imap", **bad))) is None


def test_a_pop_server_alone_is_none():
    assert parse(clientconfig.file(clientconfig.server("pop3"))) is None


def test_entities_are_never_expanded_nor_fetched():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    head = f'<?xml version="1.0"?>{bomb}]>'
    started = time.process_time()
    assert parse(clientconfig.file(clientconfig.server("imap", host="&i;"), head=head)) is None
    outside = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY p SYSTEM "file:///etc/passwd">]>'
    assert parse(clientconfig.file(clientconfig.server("imap", username="&p;"), head=outside)) is None
    assert time.process_time() - started < 2


def test_what_is_too_large_or_too_deep_is_not_read():
    assert parse(clientconfig.usual() + b" " * autoconfig.LARGEST) is None
    assert parse(b"<a>" * 50_000) is None
    assert parse(b"<a>" * 100 + clientconfig.usual().partition(b"?>")[2] + b"</a>" * 100) is None


@hypothesis.given(strategies.binary(max_size=3000))
def test_any_bytes_are_either_a_configuration_or_none(data):
    assert parse(data) is None


@hypothesis.given(strategies.data())
def test_a_file_that_was_damaged_on_the_way_raises_nothing_and_names_only_servers_with_tls(data):
    whole = bytearray(clientconfig.usual())
    for _ in range(data.draw(strategies.integers(1, 4))):
        whole[data.draw(strategies.integers(0, len(whole) - 1))] = data.draw(strategies.integers(0, 255))
    found = parse(bytes(whole))
    assert found is None or found.imap.security in {"tls", "starttls"}


@hypothesis.given(strategies.text(max_size=60), strategies.text(max_size=60), strategies.text(max_size=60))
def test_whatever_stands_in_the_fields_is_refused_or_printable(host, port, username):
    def escaped(text):
        return "".join(f"&#{ord(sign)};" if sign in "<>&\"'" else sign for sign in text)

    text = clientconfig.file(
        clientconfig.server("imap", host=escaped(host), port=escaped(port), username=escaped(username))
    )
    found = parse(text.decode(errors="surrogatepass").encode(errors="replace"))
    assert found is None or (found.imap.host.isascii() and (found.imap.host + found.imap.username).isprintable())


@contextlib.contextmanager
def web(tmp_path, answers):
    """Run an HTTPS server with an authority of its own; `answers` is from path to bytes, or to where one is sent on."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            answer = answers.get(self.path.partition("?")[0])
            self.send_response(404 if answer is None else 302 if isinstance(answer, str) else 200)
            if isinstance(answer, str):
                self.send_header("Location", answer)
            self.end_headers()
            with contextlib.suppress(OSError):
                self.wfile.write(answer if isinstance(answer, bytes) else b"")

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        ours = ssl.create_default_context()
        authority.configure_trust(ours)
        try:
            yield f"https://localhost:{server.server_port}", ours
        finally:
            server.shutdown()


def test_the_second_place_is_asked_where_the_first_has_none(tmp_path):
    with web(tmp_path, {"/second": clientconfig.usual()}) as (base, trust):
        found = autoconfig.ask([f"{base}/first", f"{base}/second"], ADDRESS, trust)
    assert found.imap.host == "imap.harbour.example"
    assert "localhost" in found.how


def test_whoever_is_sent_on_follows_by_https(tmp_path):
    with web(tmp_path, {"/here": "/there", "/there": clientconfig.usual()}) as (base, trust):
        assert autoconfig.ask([f"{base}/here"], ADDRESS, trust)


@pytest.mark.parametrize("place", ["http://127.0.0.1:{port}/plain", "file:///etc/passwd", "ftp://127.0.0.1/x"])
def test_nobody_is_sent_on_to_what_is_not_https(tmp_path, place):
    asked = []

    class Plain(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)

    with http.server.HTTPServer(("127.0.0.1", 0), Plain) as plain:
        threading.Thread(target=plain.serve_forever, daemon=True).start()
        with web(tmp_path, {"/here": place.format(port=plain.server_port)}) as (base, trust):
            assert autoconfig.fetch(f"{base}/here", trust) is None
        assert autoconfig.fetch(f"http://127.0.0.1:{plain.server_port}/plain", trust) is None
        plain.shutdown()
    assert asked == []


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(tmp_path):
    with web(tmp_path, {"/here": clientconfig.usual()}) as (base, _):
        assert autoconfig.ask([f"{base}/here"], ADDRESS) is None


def test_a_file_without_end_is_not_read_to_its_end(tmp_path):
    with web(tmp_path, {"/here": b" " * (autoconfig.LARGEST + 10)}) as (base, trust):
        assert autoconfig.fetch(f"{base}/here", trust) is None


def test_the_places_are_those_of_the_domain_also_where_it_is_written_in_other_letters():
    first, second = autoconfig.places("jürgen+x@müller.example")
    assert first.startswith(
        "https://autoconfig.xn--mller-kva.example/mail/config-v1.1.xml?emailaddress=j%C3%BCrgen%2Bx"
    )
    assert second == "https://xn--mller-kva.example/.well-known/autoconfig/mail/config-v1.1.xml"
