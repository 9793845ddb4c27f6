"""Exports: what a spreadsheet and a program get."""

import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
        ("\n=1", "'\n=1"),
        ("＝1＋1", "'＝1＋1"),
        ("－2", "'－2"),
        (" \u3000=1", "' \u3000=1"),
        ("\u200b@x", "'\u200b@x"),
        ("\ufeff=1", "'\ufeff=1"),
        (["=1", "2"], "'=1；2"),
        ("——侧记", "——侧记"),
        ("A+B=C", "A+B=C"),
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


@settings(deadline=None)
@given(st.lists(st.text(alphabet="=+-@＝ \t\r\n,;\"'|甲a1\u200b", max_size=12), min_size=1, max_size=4))
def test_hostile_values_stay_in_their_cells_and_are_never_formulas(values):
    rows = [ROW | {"headline": value, "reporters": values} for value in values]
    stream = io.StringIO(newline="")
    write_csv(iter(rows), stream)
    for row, line in zip(rows, csv.DictReader(io.StringIO(stream.getvalue(), newline="")), strict=True):
        assert list(line) == list(COLUMNS)
        assert line["headline"] in (row["headline"], "'" + row["headline"])
        assert all(not value.strip()[:1] or value.strip()[0] not in "=+-@＝" for value in line.values())
