"""Autoconfig files as providers write them (clientConfig 1.1), written for these tests."""


def server(kind, *, host="imap.%EMAILDOMAIN%", port="993", socket="SSL", username="%EMAILADDRESS%"):
    way = "incomingServer" if kind in {"imap", "pop3"} else "outgoingServer"
    return f"""<{way} type="{kind}"><hostname>{host}</hostname><port>{port}</port><socketType>{socket}</socketType>
      <username>{username}</username><authentication>password-cleartext</authentication></{way}>"""


def file(*servers, head='<?xml version="1.0" encoding="UTF-8"?>'):
    return f"""{head}
<clientConfig version="1.1">
  <emailProvider id="harbour.example">
    <domain>harbour.example</domain>
    <displayName>Harbour &amp; Sons</displayName>
    {"".join(servers)}
    <documentation url="https://harbour.example/help"><descr lang="en">Help</descr></documentation>
  </emailProvider>
</clientConfig>
""".encode()


def usual():
    return file(
        server("pop3", host="pop.harbour.example", port="995"),
        server("imap", host="imap.harbour.example", username="%EMAILLOCALPART%"),
        server("smtp", host="smtp.harbour.example", port="587", socket="STARTTLS"),
    )
