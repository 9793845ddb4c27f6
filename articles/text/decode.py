"""Bytes to text: UTF-8, UTF-16, GB18030, Big5 or a mixture of them, with bounded damage."""

from __future__ import annotations

import codecs
import re

from articles.text.errors import UnreadableInput

MAX_BYTES = 64 * 1024 * 1024
"""A dump of one issue is below 1 MB and of a whole year below 64 MB; anything larger is no newspaper text."""
SAMPLE_BYTES = 65536
MAX_DAMAGE = 0.02
"""Share of characters that may be lost to broken bytes before the text counts as undecodable."""
MAX_CONTROLS = 0.01
FEW_CONTROLS = 8
LOST_WEIGHT = 2
"""A lost character speaks as much against an encoding as two common ones speak for it."""
LIKE_CHINESE = 0.05
"""Almost any bytes are UTF-16. Without a mark they are taken for it only where this share of characters is common; in
Chinese text it is a quarter."""
CANDIDATES = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
REPLACEMENT = "\ufffd"
MAGIC = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!",
         b"\x7fELF", b"BM6", b"\xd0\xcf\x11\xe0", b"SQLite format 3", b"RIFF", b"ID3", b"MZ")  # fmt: skip
COMMON = frozenset(
    "的一是在了和有大这主中人上为们地个用工时要动国产以我到他会作来分生对于学下级就年部同民得经十三行方多出"
    "发全面市县区委省政府记者报讯书长日月本开展公新高建设业农村党干群众疫情防控习近平加强推进社会议重点落实"
    "這國產們個學會對於經過發動業來時開報訊縣區記長黨農設點實進議書與為"
)
BAD = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
LINE_END = re.compile("\r\n?|[\u2028\u2029]")


def decode(data: bytes) -> tuple[str, str]:
    """The text of a file, with line ends normalised to newlines, and the name of the encoding it was read with.

    NUL, control characters and lone surrogates are taken out; broken bytes become U+FFFD as long as they are few.
    Raises UnreadableInput `too_large`, `empty`, `binary` or `undecodable`.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableInput("too_large", size=len(data), limit=MAX_BYTES)
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xfe\xff"):
        raise UnreadableInput("empty")
    if data.startswith(MAGIC):
        raise UnreadableInput("binary", magic=data[:4].hex())
    text, encoding = _decoded(data)
    _refuse_controls(text, data)
    text = BAD.sub("", LINE_END.sub("\n", text))
    if not text.strip():
        raise UnreadableInput("empty")
    return text, encoding


def _decoded(data: bytes) -> tuple[str, str]:
    for mark, encoding in ((codecs.BOM_UTF8, "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, errors="replace"), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    encoding = _best_encoding(data)
    text = data.decode(encoding, errors="replace")
    if encoding.startswith("utf-16") and _likeness(text[:SAMPLE_BYTES]) < LIKE_CHINESE:
        raise UnreadableInput("undecodable", encoding=encoding, damage=round(_damage(text), 3))
    if _damage(text) == 0:
        return text, encoding
    mixed = _decode_by_line(data, encoding)
    if _damage(mixed) > MAX_DAMAGE:
        raise UnreadableInput("undecodable", encoding=encoding, damage=round(_damage(mixed), 3))
    return mixed, encoding if mixed == text else f"{encoding}+mixed"


def _best_encoding(data: bytes) -> str:
    """The encoding under which a sample reads most like Chinese: common characters count for, lost ones against."""
    sample = data[:SAMPLE_BYTES]
    return max(("utf-8", *CANDIDATES), key=lambda encoding: _likeness(sample.decode(encoding, errors="replace")))


def _likeness(text: str) -> float:
    if not text:
        return 0.0
    common = sum(char in COMMON or char in "，。、\n" for char in text)
    return (common - LOST_WEIGHT * text.count(REPLACEMENT)) / len(text)


def _decode_by_line(data: bytes, main: str) -> str:
    """Decode each line by itself, for files glued together from parts in different encodings."""
    if main.startswith("utf-16"):
        return data.decode(main, errors="replace")
    others = [encoding for encoding in ("utf-8", "gb18030", "big5hkscs") if encoding != main]
    return "\n".join(_decode_line(line, main, others) for line in data.split(b"\n"))


def _decode_line(line: bytes, main: str, others: list[str]) -> str:
    for encoding in ("utf-8", main):
        try:
            return line.decode(encoding)
        except UnicodeDecodeError:
            continue
    readings = [line.decode(encoding, errors="replace") for encoding in (main, *others)]
    return max(readings, key=_likeness)


def _damage(text: str) -> float:
    return text.count(REPLACEMENT) / max(1, len(text))


def _refuse_controls(text: str, data: bytes) -> None:
    controls = len(BAD.findall(text)) - text.count("\x00")
    nuls = text.count("\x00")
    if controls > max(FEW_CONTROLS, MAX_CONTROLS * len(text)) or nuls > len(text) // 2:
        raise UnreadableInput("binary", controls=controls, size=len(data))
