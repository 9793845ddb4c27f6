"""Exports: what a spreadsheet and a program get."""

import io
import json

import pytest

from articles.publishing.export import cell, write_csv, write_jsonl
from articles.publishing.rows import COLUMNS

ROW = dict.fromkeys(COLUMNS, "") | {"headline": '=HYPERLINK("x")', "reporters": ["甲", "乙"], "position": 3}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("平常的字", "平常的字"),
        (["甲", "乙"], "甲；乙"),
        ({"name": "甲", "roles": ["主持", "讲话"]}, "甲,主持；讲话"),
        ("=1+1", "'=1+1"),
        ("+86", "'+86"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ([], ""),
    ],
)
def test_a_cell_is_never_a_formula(value, text):
    assert cell(value) == text


def test_json_lines_keep_every_value_as_it_is():
    stream = io.StringIO()
    assert write_jsonl(iter([ROW, ROW]), stream) == 2
    assert [json.loads(line) for line in stream.getvalue().splitlines()] == [ROW, ROW]


def test_csv_has_one_line_an_article_under_the_documented_columns():
    stream = io.StringIO()
    assert write_csv(iter([ROW]), stream) == 1
    header, line = stream.getvalue().splitlines()
    assert header == ",".join(COLUMNS)
    assert "甲；乙" in line
    assert "'=HYPERLINK" in line
