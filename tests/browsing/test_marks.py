"""Links inside a text, and the sentence around a mention."""

import pytest

from articles.browsing.marks import Mark, Run, linked, sentence_at


def mark(start, end, url="/a/", title=""):
    return Mark(start, end, url, "official", title)


LINKED = [
    ("禾东篱到场", [mark(0, 3)], '<a class="official" href="/a/" title="">禾东篱</a>到场'),
    ("到场", [], "到场"),
    ("到<b>场", [], "到&lt;b&gt;场"),
    ('"甲"', [mark(1, 2, '/"/', "<i>")], '&quot;<a class="official" href="/&quot;/" title="&lt;i&gt;">甲</a>&quot;'),
    # the longer of two that overlap, whichever comes first
    (
        "云川县城",
        [mark(0, 2, "/short/"), mark(0, 3, "/long/")],
        '<a class="official" href="/long/" title="">云川县</a>城',
    ),
    ("云川县城", [mark(2, 4, "/b/"), mark(0, 3, "/a/")], '<a class="official" href="/a/" title="">云川县</a>城'),
    # spans that the text does not have
    ("到场", [mark(1, 9), mark(-1, 1), mark(1, 1), mark(2, 1)], "到场"),
]


@pytest.mark.parametrize(("text", "marks", "expected"), LINKED)
def test_linked(text, marks, expected):
    assert linked(text, marks) == expected


SAME = (
    '<span class="same">{}</span><a class="same-note" lang="zh-hans" href="#same-2" title="这段文字也见于“一”">同2</a>'
)
LINK = '<a class="official" href="/a/" title="">{}</a>'
RUNS = [
    ("县长到场<", [(0, 2)], SAME.format("县长") + "到场&lt;"),
    ("县长到场", [(2, 4)], "县长" + SAME.format("到场")),
    ("县长禾东篱到场", [(0, 7)], SAME.format("县长" + LINK.format("禾东篱") + "到场")),
    # what begins or ends inside a link begins or ends behind it
    ("县长禾东篱到场", [(0, 3)], SAME.format("县长" + LINK.format("禾东篱")) + "到场"),
    ("县长禾东篱到场", [(3, 7)], "县长" + LINK.format("禾东篱") + SAME.format("到场")),
    ("县长禾东篱到场", [(3, 4)], "县长" + LINK.format("禾东篱") + "到场"),
    ("县长禾东篱到场", [(0, 2), (2, 5)], SAME.format("县长") + SAME.format(LINK.format("禾东篱")) + "到场"),
]


@pytest.mark.parametrize(("text", "runs", "expected"), RUNS)
def test_runs_go_around_links(text, runs, expected):
    marks = [mark(text.find("禾东篱"), text.find("禾东篱") + 3)]
    assert linked(text, marks, [Run(start, end, 2, "一") for start, end in runs]) == expected


def test_hits_of_a_search_are_marked_inside_and_across_links():
    html = linked("县长禾东篱到场<", [mark(2, 5)], hits=[(1, 4), (6, 8)])
    link = LINK.format("<mark>禾东</mark>篱")
    assert html == f"县<mark>长</mark>{link}到<mark>场&lt;</mark>"


SENTENCES = [
    ("前一句。县长禾东篱到场。后一句。", ("县长", "禾东篱", "到场。")),
    ("禾东篱到场", ("", "禾东篱", "到场")),
    ("一；禾东篱；二", ("", "禾东篱", "；")),
    ("很" * 300 + "禾东篱" + "长" * 300 + "。", ("…" + "很" * 78, "禾东篱", "长" * 78 + "…")),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentence_at(text, expected):
    at = text.index("禾东篱")
    assert sentence_at(text, at, at + 3) == expected
