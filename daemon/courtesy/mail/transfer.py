"""Content-transfer-encodings undone, however broken (RFC 2045, section 6)."""

import binascii

_BASE64 = bytes(i for i in range(256) if not (chr(i).isascii() and (chr(i).isalnum() or chr(i) in "+/=")))
_UU = frozenset({"x-uuencode", "uuencode", "uue", "x-uue"})


def decode(data: bytes, encoding: str) -> bytes:
    """Return the bytes that `data` stands for; `encoding` is the value of Content-Transfer-Encoding."""
    name = encoding.strip(" \t\"';").partition(";")[0].strip().lower()
    if name == "quoted-printable":
        return binascii.a2b_qp(data)
    if name == "base64":
        return base64(data)
    if name in _UU:
        return _uu(data)
    return data


def base64(data: bytes) -> bytes:
    """Decode base64, leaving out what does not belong there and cutting off what is incomplete."""
    try:
        return binascii.a2b_base64(data)
    except binascii.Error:
        kept = data.translate(None, _BASE64).partition(b"=")[0]
        kept = kept[:-1] if len(kept) % 4 == 1 else kept
        return binascii.a2b_base64(kept + b"=" * (-len(kept) % 4))


def _uu(data: bytes) -> bytes:
    out = []
    for line in data.splitlines()[1:]:
        if line.strip() in {b"end", b"`"}:
            break
        try:
            out.append(binascii.a2b_uu(line))
        except binascii.Error:  # some encoders write trailing garbage: as many bytes as the line says
            count = (((line[0] - 32) & 63) * 4 + 5) // 3
            try:
                out.append(binascii.a2b_uu(line[:count]))
            except binascii.Error:
                continue
    return b"".join(out)
