"""Folding: one plain form of a text, character for character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.fold import fold


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("ＡＢＣ１２３，（）", "abc123,()"),
        ("國務院總理", "国务院总理"),
        ("臺灣　裏面", "台湾 里面"),
        ("⼀⾦", "一金"),  # Kangxi radicals, as some PDFs give them
        ("Wi-Fi", "wi-fi"),
        ("甲\t乙\n丙", "甲 乙\n丙"),
    ],
)
def test_plain_form(text: str, plain: str) -> None:
    assert fold(text) == plain


@given(st.text())
def test_offsets_never_move(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(alphabet="國家召開會議ＡＢｃ１２３　，。"))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
