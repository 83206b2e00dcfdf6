"""The world outside: IMAP, SMTP, directories. The only room that opens a socket."""
