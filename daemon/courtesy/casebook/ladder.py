"""The shape of the book: a ladder of steps, each taking a book from one ``PRAGMA user_version`` to the next.

Climbed by casebook.store.
"""

# The ladder: step N takes a book from user_version N to N + 1. Steps are never edited once released.
LADDER: tuple[str, ...] = (
    """
    CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT;
    CREATE TABLE message (
        message_id TEXT PRIMARY KEY, account TEXT NOT NULL, mailbox TEXT NOT NULL, date TEXT NOT NULL,
        own INTEGER NOT NULL, depth INTEGER NOT NULL, kind TEXT NOT NULL, confidence REAL NOT NULL,
        message BLOB NOT NULL, reading BLOB NOT NULL) STRICT;
    CREATE INDEX message_depth ON message (depth, date);
    CREATE TABLE tie (
        key TEXT NOT NULL, message_id TEXT NOT NULL, PRIMARY KEY (key, message_id)) STRICT, WITHOUT ROWID;
    CREATE INDEX tie_message ON tie (message_id, key);
    CREATE INDEX message_own ON message (own, date);
    CREATE TABLE place (
        account TEXT NOT NULL, mailbox TEXT NOT NULL, uidvalidity INTEGER NOT NULL, uid INTEGER NOT NULL,
        message_id TEXT NOT NULL, PRIMARY KEY (account, mailbox, uidvalidity, uid)) STRICT, WITHOUT ROWID;
    CREATE INDEX place_message ON place (message_id);
    CREATE TABLE cursor (
        account TEXT NOT NULL, mailbox TEXT NOT NULL, uidvalidity INTEGER NOT NULL, low INTEGER NOT NULL,
        high INTEGER NOT NULL, complete INTEGER NOT NULL, PRIMARY KEY (account, mailbox)) STRICT, WITHOUT ROWID;
    CREATE TABLE number (message_id TEXT PRIMARY KEY, opportunity INTEGER NOT NULL) STRICT;
    CREATE TABLE decision (
        message_id TEXT PRIMARY KEY, decision TEXT NOT NULL, reason TEXT, because TEXT, at TEXT NOT NULL) STRICT;
    CREATE TABLE correction (
        subject TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (subject, field)) STRICT;
    CREATE TABLE draft (
        slot TEXT PRIMARY KEY, account TEXT NOT NULL, state TEXT NOT NULL, row BLOB NOT NULL) STRICT;
    CREATE TABLE flag (
        account TEXT NOT NULL, message_id TEXT NOT NULL, flag TEXT NOT NULL, state TEXT NOT NULL,
        PRIMARY KEY (account, message_id, flag)) STRICT;
    CREATE TABLE reminder (uid TEXT PRIMARY KEY, row BLOB NOT NULL) STRICT;
    CREATE TABLE notice (ident TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT;
    CREATE TABLE health (account TEXT PRIMARY KEY, at TEXT NOT NULL, well INTEGER NOT NULL, word TEXT NOT NULL) STRICT;
    """,
    """
    CREATE TABLE entry (
        place TEXT NOT NULL, uid TEXT NOT NULL, row BLOB NOT NULL, PRIMARY KEY (place, uid)) STRICT, WITHOUT ROWID;
    INSERT INTO entry SELECT 'directory', uid, row FROM reminder;
    DROP TABLE reminder;
    """,
    """
    CREATE TABLE request (
        message_id TEXT NOT NULL, kind TEXT NOT NULL, email TEXT NOT NULL, extra TEXT NOT NULL, at TEXT NOT NULL,
        PRIMARY KEY (message_id, kind, email)) STRICT, WITHOUT ROWID;
    """,
    """
    CREATE TABLE told (
        ident TEXT NOT NULL, day TEXT NOT NULL, way TEXT NOT NULL, at TEXT NOT NULL, given INTEGER NOT NULL,
        tries INTEGER NOT NULL, due TEXT NOT NULL, PRIMARY KEY (ident, day, way)) STRICT, WITHOUT ROWID;
    INSERT INTO told SELECT ident, substr(at, 1, 10), 'mail', at, 1, 1, at FROM notice;
    DROP TABLE notice;
    CREATE TABLE failing (
        account TEXT PRIMARY KEY, kind TEXT NOT NULL, word TEXT NOT NULL, since TEXT NOT NULL, at TEXT NOT NULL) STRICT;
    """,
)
