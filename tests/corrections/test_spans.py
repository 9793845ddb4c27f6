"""Spans and provenance when an editor changes a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.corrections.spans import changes, shift, with_provenance

SENTENCE = "县长，马远山到会。"


@pytest.mark.parametrize(
    ("old", "new", "span", "expected"),
    [
        ([SENTENCE], [SENTENCE], [0, 3, 6], [[0, 3, 6]]),
        ([SENTENCE], ["昨日，" + SENTENCE], [0, 3, 6], [[0, 6, 9]]),
        ([SENTENCE], ["县长马远山到会。"], [0, 3, 6], [[0, 2, 5]]),
        ([SENTENCE], ["县长，冯远山到会。"], [0, 3, 6], [[0, 3, 6]]),  # a misread first character mended
        ([SENTENCE], ["县长，马元山到会。"], [0, 3, 6], [[0, 3, 6]]),  # one in the middle
        ([SENTENCE], ["县长到会。"], [0, 3, 6], []),  # the name is gone
        (["甲。", SENTENCE], [SENTENCE], [1, 3, 6], [[0, 3, 6]]),  # the paragraph before is gone
        ([SENTENCE], ["县长，", "马远山到会。"], [0, 3, 6], [[1, 0, 3]]),  # split before the name
        ([SENTENCE], ["县长，马", "远山到会。"], [0, 3, 6], []),  # split inside the name
    ],
)
def test_a_span_follows_its_text(old, new, span, expected):
    assert shift([span], old, new) == expected


texts = st.text(alphabet="甲乙丙，\n", max_size=40)


@given(texts, texts)
def test_changes_cover_both_texts_and_equal_stretches_are_equal(old, new):
    steps = changes(old, new)
    assert "".join(old[i1:i2] for i1, i2, _j1, _j2 in steps) == old
    assert "".join(new[j1:j2] for _i1, _i2, j1, j2 in steps) == new


paragraphs = st.lists(st.text(alphabet="甲乙丙丁，", min_size=1, max_size=12), min_size=1, max_size=5)


@given(paragraphs, paragraphs)
def test_every_segment_of_a_decided_paragraph_names_the_same_characters_in_the_source(old, new):
    source, read = "", []
    for number, text in enumerate(old, start=1):
        place = {"lines": [[number, number]], "segments": [[0, len(source), len(text)]]}
        read.append({"text": text, "role": "body"} | place)
        source += text + "\n"
    decided = with_provenance([{"text": text, "role": "body"} for text in new], read)
    assert [piece["text"] for piece in decided] == new
    for piece in decided:
        for offset, start, length in piece["segments"]:
            assert piece["text"][offset : offset + length] == source[start : start + length]


def test_an_unchanged_paragraph_keeps_lines_and_segments_and_a_split_one_shares_them():
    read = [
        {"text": "甲乙丙。丁戊己。", "role": "body", "lines": [[4, 5]], "segments": [[0, 10, 4], [4, 15, 4]]},
        {"text": "末段。", "role": "body", "lines": [[6, 6]], "segments": [[0, 20, 3]]},
    ]
    decided = [{"text": text, "role": "body"} for text in ("甲乙丙。", "丁戊己。", "末段。")]
    found = with_provenance(decided, read)
    assert [piece["lines"] for piece in found] == [[[4, 5]], [[4, 5]], [[6, 6]]]
    assert [piece["segments"] for piece in found] == [[[0, 10, 4]], [[0, 15, 4]], [[0, 20, 3]]]


def test_a_long_changed_text_is_compared_without_delay():
    assert shift([[0, 0, 2]], ["甲乙" * 50_000], ["丙丁" * 50_000]) == [[0, 0, 2]]
