"""The difference of two versions: what is marked is what changed, and no reader needs colours to see it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.admin.diffs import marked, pieces_of

TEXTS = st.text(alphabet="甲乙丙丁，。\n", max_size=60)


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("防汛会议", "防旱会议", [("same", "防"), ("out", "汛"), ("in", "旱"), ("same", "会议")]),
        ("防汛会议", "防汛会议", [("same", "防汛会议")]),
        ("", "新标题", [("in", "新标题")]),
        ("旧", "", [("out", "旧")]),
        ("一段。\n二段。\n三段。", "一段。\n三段。", [("same", "一段。\n"), ("out", "二段。\n"), ("same", "三段。")]),
        # One equal character between two changes is no island: both words are shown whole.
        ("东湖县来人", "西湖市来人", [("out", "东湖县"), ("in", "西湖市"), ("same", "来人")]),
    ],
)
def test_pieces(before, after, pieces):
    assert list(pieces_of(before, after)) == pieces


@given(TEXTS, TEXTS)
def test_both_versions_can_be_read_from_the_pieces(before, after):
    pieces = list(pieces_of(before, after))
    assert "".join(text for kind, text in pieces if kind != "in") == before
    assert "".join(text for kind, text in pieces if kind != "out") == after


def test_marks_are_elements_with_hidden_words_and_text_is_escaped():
    assert marked("<b>汛", "<b>旱") == (
        '&lt;b&gt;<del><span class="visually-hidden">删去：</span>汛</del>'
        '<ins><span class="visually-hidden">加入：</span>旱</ins>'
    )


def test_an_excerpt_keeps_the_change_and_a_little_around_it():
    text = "前" * 50 + "甲" + "后" * 50
    html = marked(text, text.replace("甲", "乙"), excerpt=True)
    assert html.startswith("…" + "前" * 12 + "<del>") and html.endswith("</ins>" + "后" * 12 + "…")


def test_long_texts_without_anything_in_common_are_not_compared_for_minutes():
    before, after = "甲乙" * 200_000, "丙丁" * 200_000
    assert list(pieces_of(before, after)) == [("out", before), ("in", after)]
