"""SRV and MX records, asked of a small DNS server of our own over UDP."""

import contextlib
import socketserver
import threading

import dns.flags
import dns.message
import dns.rcode
import dns.resolver
import dns.rrset
import pytest

from courtesy.lookup import records

ADDRESS = "ida@harbour.example"


@contextlib.contextmanager
def names(zone):
    """Run a DNS server that knows `zone`, from (name, type) to records; yield a resolver that asks it."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self):
            data, socket = self.request
            question = dns.message.from_wire(data)
            answer = dns.message.make_response(question)
            answer.flags |= dns.flags.AA | dns.flags.RA
            one = question.question[0]
            kind = dns.rdatatype.to_text(one.rdtype)
            told = zone.get((str(one.name).rstrip("."), kind))
            if told:
                answer.answer.append(dns.rrset.from_text_list(one.name, 60, "IN", kind, told))
            else:
                answer.set_rcode(dns.rcode.NXDOMAIN)
            socket.sendto(answer.to_wire(), self.client_address)

    with socketserver.ThreadingUDPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        asked = dns.resolver.Resolver(configure=False)
        asked.nameservers, asked.port = ["127.0.0.1"], server.server_address[1]
        try:
            yield asked
        finally:
            server.shutdown()


def test_imaps_goes_before_imap_and_submissions_before_submission():
    zone = {
        ("_imaps._tcp.harbour.example", "SRV"): ["0 1 993 imap.harbour.example."],
        ("_imap._tcp.harbour.example", "SRV"): ["0 1 143 old.harbour.example."],
        ("_submissions._tcp.harbour.example", "SRV"): ["0 1 465 smtp.harbour.example."],
    }
    with names(zone) as asked:
        found = records.servers(ADDRESS, asked)
    assert (found.imap.host, found.imap.port, found.imap.security) == ("imap.harbour.example", 993, "tls")
    assert (found.smtp.host, found.smtp.port, found.smtp.security) == ("smtp.harbour.example", 465, "tls")
    assert found.trusted


def test_imap_alone_means_starttls_never_plain():
    with names({("_imap._tcp.harbour.example", "SRV"): ["0 1 143 imap.harbour.example."]}) as asked:
        found = records.servers(ADDRESS, asked)
    assert (found.imap.port, found.imap.security, found.smtp) == (143, "starttls", None)


def test_the_lowest_priority_is_taken_and_of_those_the_heaviest():
    told = ["10 9 993 late.harbour.example.", "1 1 993 light.harbour.example.", "1 5 993 heavy.harbour.example."]
    with names({("_imaps._tcp.harbour.example", "SRV"): told}) as asked:
        assert records.servers(ADDRESS, asked).imap.host == "heavy.harbour.example"


def test_a_dot_says_that_there_is_no_such_service():
    zone = {
        ("_imaps._tcp.harbour.example", "SRV"): ["0 0 0 ."],
        ("_imap._tcp.harbour.example", "SRV"): ["0 1 143 imap.harbour.example."],
    }
    with names(zone) as asked:
        assert records.servers(ADDRESS, asked).imap.port == 143


@pytest.mark.parametrize("host", ["imap.elsewhere.example", "harbour.example.elsewhere.example", "xharbour.example"])
def test_a_server_beyond_the_domain_is_shown_before_it_is_trusted(host):
    with names({("_imaps._tcp.harbour.example", "SRV"): [f"0 1 993 {host}."]}) as asked:
        assert not records.servers(ADDRESS, asked).trusted


def test_a_domain_that_says_nothing_has_none():
    with names({}) as asked:
        assert records.servers(ADDRESS, asked) is None
        assert records.exchanges(ADDRESS, asked) == []


def test_the_hosts_that_take_mail_in_come_best_first():
    with names({("harbour.example", "MX"): ["20 mx2.relay.example.", "10 aspmx.l.google.com."]}) as asked:
        assert records.exchanges(ADDRESS, asked) == ["aspmx.l.google.com", "mx2.relay.example"]
