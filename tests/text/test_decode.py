"""Bytes to text in every encoding that files come in, and the refusals."""

from __future__ import annotations

import random

import pytest

from articles.text.decode import MAX_BYTES, decode
from articles.text.errors import UnreadableInput

TEXT = "本报讯（记者张三）昨日，全县召开会议，研究部署春耕生产工作。\n群众纷纷表示满意。\n" * 20
TRADITIONAL = "本報訊（記者張三）昨日，全縣召開會議，研究部署春耕生產工作。\n" * 20


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_text_comes_back_whole(encoding: str) -> None:
    assert decode(TEXT.encode(encoding))[0] == TEXT


def test_big5_is_told_from_gb18030() -> None:
    assert decode(TRADITIONAL.encode("big5hkscs")) == (TRADITIONAL, "big5hkscs")


def test_a_file_glued_together_from_two_encodings() -> None:
    text, encoding = decode(TEXT.encode("gb18030") + TEXT.encode("utf-8"))
    assert text == TEXT * 2
    assert encoding == "gb18030+mixed"


def test_a_truncated_file_loses_its_last_character_only() -> None:
    text, _ = decode(TEXT.encode()[:-2])
    assert text.startswith(TEXT[:-2])


def test_line_ends_become_newlines_and_line_numbers_stay() -> None:
    assert decode("一行。\r\n\r\n三行。\r四行。".encode())[0].split("\n") == ["一行。", "", "三行。", "四行。"]


def test_what_a_database_cannot_hold_is_taken_out() -> None:
    text, _ = decode("本报讯\x00昨日\ufffe召开会议\x1b。".encode())
    assert text == "本报讯昨日召开会议。"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        ("\ufeff".encode(), "empty"),
        (b"\x00" * 50, "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "binary"),
        (b"\x7fELF" + bytes(range(256)), "binary"),
        (bytes(range(256)) * 40, "binary"),
    ],
)
def test_refusals_carry_their_reason(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableInput) as refusal:
        decode(data)
    assert refusal.value.code == code


def test_noise_is_refused_as_undecodable_or_binary() -> None:
    noise = bytes((i * 7919 + i * i * 31) % 256 for i in range(6000))
    with pytest.raises(UnreadableInput) as refusal:
        decode(noise)
    assert refusal.value.code in ("undecodable", "binary")


@pytest.mark.parametrize("seed", range(20))
def test_random_bytes_are_never_taken_for_text(seed: int) -> None:
    with pytest.raises(UnreadableInput) as refused:
        decode(random.Random(seed).randbytes(3000))
    assert refused.value.code in ("undecodable", "binary")


def test_a_file_larger_than_any_newspaper_is_refused_unread() -> None:
    with pytest.raises(UnreadableInput) as refusal:
        decode(bytes(MAX_BYTES + 1))
    assert refusal.value.code == "too_large"
