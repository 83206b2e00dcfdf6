import imaplib
import ssl


def test_the_fixture_offers_the_special_mailboxes_plain_and_by_tls(dovecot):
    plain = imaplib.IMAP4(dovecot.host, dovecot.port)
    secure = imaplib.IMAP4_SSL(
        dovecot.host, dovecot.tls_port, ssl_context=ssl.create_default_context(cafile=dovecot.ca_file)
    )
    for client in (plain, secure):
        client.login(dovecot.user(), dovecot.password)
        listed = b"\n".join(client.list()[1])
        assert all(use in listed for use in (rb"\Drafts", rb"\Sent", rb"\Archive", rb"\Junk", rb"\Trash"))
        client.logout()
