"""Queries and texts in their one comparable form, and hits in a text."""

import doctest

import pytest

from articles.searching import expressions, faults_of, grammar, highlight, passage, terms, terms_of

TERMS = [
    ("防汛 会议", ["防汛", "会议"]),
    ("防汛　会议", ["防汛", "会议"]),  # an ideographic space
    ("“防汛 会议” 县", ["防汛 会议", "县"]),
    ('"防汛 会议"', ["防汛 会议"]),
    ("「防汛 会议」", ["防汛 会议"]),
    ("“防汛", ["防汛"]),  # a quotation mark left open
    ("《条例》", ["条例"]),
    ("A02/03", ["a02 03"]),
    ("防汛 防汛", ["防汛"]),
    ("covid-19 -演练", ["covid 19"]),
    ("防汛 | 抗旱 OR 救灾", ["防汛", "抗旱", "救灾"]),
    ("| 防汛 ORbit", ["防汛", "orbit"]),
    ("标题:防汛 作者：秋问渠", ["防汛", "秋问渠"]),
    ("题目: “防汛 会议” TITLE:5G", ["防汛 会议", "5g"]),
    ("焦点：防汛 时间:9点", ["焦点 防汛", "时间 9点"]),  # a colon alone makes no field
    ("县标题:防汛", ["县标题 防汛"]),
    ("防汛 ~5 会议 ～ 抗旱 ~10万", ["防汛", "会议", "抗旱", "10万"]),
    ("(防汛 | 抗旱) （救灾）", ["防汛", "抗旱", "救灾"]),
    ("标题:(防汛 -演练)|作者:(秋问渠)", ["防汛", "秋问渠"]),
    ("防汛(抗旱 救灾)排涝", ["防汛", "抗旱", "救灾", "排涝"]),  # what is no word in brackets is an expression
    ("办法（试行）修订 (公告(一) 二)", ["办法 试行 修订", "公告 一", "二"]),  # brackets of the text
    ("“(防汛 会议)”", ["防汛 会议"]),
    ("防汛指挥部~ “防汛 会议”～", ["防汛指挥部", "防汛 会议"]),
    ("10~20 摄氏度", ["10 20", "摄氏度"]),
    ("，。", []),
    ("", []),
    (" ".join("甲乙丙丁戊己庚辛壬癸子丑"), list("甲乙丙丁戊己庚辛壬癸")),  # at most ten
]


@pytest.mark.parametrize(("query", "expected"), TERMS)
def test_terms(query, expected):
    assert terms_of(query) == expected


FAULTLESS = [
    "防汛 -演练", "-演练 防汛", "标题:防汛", "标题： 防汛", "-标题:防汛 会议", "县委标题:", "~防汛",
    "防汛 ~ 会议", "防汛 ~0 会议", "防汛 ～１０ 会议", "“防汛 会议” ~100 抗旱", "防汛 ~5 会议 抗旱 ~5 救灾",
    "水库 | 防汛 ~5 会议", "防汛 |", "焦点：防汛",
    "(防汛 | 抗旱) 会议 -(演练 | 培训)", "（防汛 -演练） | 抗旱", "标题:(防汛 ~5 会议)", "-标题：（防汛） 会议",
    "((((（防汛）))))", "标题:防汛 ~5 标题:会议", "(防汛) ~5 会议", "办法（试行）", "防汛 -办法(试行)", "指挥部~",
    "-指挥部～ 防汛", "指挥部~ ~5 会议", "“防 汛~”", "气温10~20度",
]  # fmt: skip
FAULTS = [
    ("标题:", "标题:防汛"),
    ("防汛 标题：", "标题:防汛"),
    ("标题:！ 防汛", "标题:防汛"),
    ("~5 防汛", "两个词之间"),
    ("防汛 ~5", "两个词之间"),
    ("防汛 ~5 ~5 会议", "两个词之间"),
    ("防汛 ~5 | 会议", "两个词之间"),
    ("防汛 ~101 会议", "可到 100"),
    ("防汛 -演练 ~5 会议", "两个词之间"),
    ("防汛 ~5 -会议", "一次只连两个词"),
    ("防汛 ~5 会议 ~5 抗旱", "一次只连两个词"),
    ("标题:防汛 ~5 会议", "一次只连两个词"),
    ("防汛 ~5 标题:会议", "一次只连两个词"),
    ("(防汛) ~5 (会议 演练)", "不连括号"),
    ("(防汛 会议) ~5 演练", "两个词之间"),
    ("(防汛 ~5) 会议", "两个词之间"),
    ("标题:(防汛 ~5 作者:秋问渠)", "“标题:(防汛 ~10 演练)”"),
    ("防汛 | (会议", "第 6 个字符“(”之后，没有与它成对的括号"),
    ("标题:（防汛 (会议)", "第 4 个字符“（”之后"),
    ("防汛 | 会议） 演练", "第 8 个字符“）”之前，没有与它成对的括号"),
    ("1）防汛", "第 2 个字符“）”之前"),
    ("防汛 ()", "第 4 个字符“(”起的括号里，没有要找的词"),
    ("防汛 （，）", "第 4 个字符“（”起的括号里"),
    ("防汛 (-会议)", "第 4 个字符“(”起的括号里"),
    ("甲 | (乙 | (丙 | (丁 | (戊 | (己 | (庚))))))", "第 30 个字符“(”：括号最多套五层"),
    ("防汛 | -会议", "“|”两边须是要找的词"),
    ("防汛 -会议 | 演练", "“抗旱 | (防汛 -演练)”"),
    ("防汛~", "三到十二个字"),
    ("防汛抗旱指挥部办公室副主任~ 会议", "三到十二个字"),
    ("(防汛 | 抗旱)~", "两个词之间"),
    ("-防汛", "还须写一个要找的词"),
    ("-(防汛 | 抗旱)", "还须写一个要找的词"),
    ("！？", "没有要找的文字"),
]


@pytest.mark.parametrize("query", FAULTLESS)
def test_what_can_be_searched_for_has_no_fault(query):
    assert faults_of(query) == []


@pytest.mark.parametrize(("query", "says"), FAULTS)
def test_an_operator_without_its_words_is_a_fault(query, says):
    assert says in " ".join(faults_of(query))


def test_brackets_too_deep_are_the_only_fault():
    assert len(faults_of("(甲 | " * 9 + "乙" + ")" * 9)) == 4


@pytest.mark.parametrize("module", [terms, expressions, grammar])
def test_examples_of_the_docstrings(module):
    assert doctest.testmod(module).failed == 0


HIGHLIGHTS = [
    ("召开防汛会议", "防汛", "召开<mark>防汛</mark>会议"),
    ("召开“防”汛会议", "防汛", "召开“<mark>防”汛</mark>会议"),
    ("ＧＤＰ增长", "gdp", "<mark>ＧＤＰ</mark>增长"),
    ("<b>防汛</b>", "防汛", "&lt;b&gt;<mark>防汛</mark>&lt;/b&gt;"),
    ("防汛会议", "防汛会 汛会议", "<mark>防汛会</mark>议"),  # hits that overlap
    ("无防汛", "防汛 -(无 | 有)", "无<mark>防汛</mark>"),
    ("防汛抗旱", "(防 汛) | 标题:(旱)", "<mark>防</mark><mark>汛</mark>抗<mark>旱</mark>"),
    ("防汛指挥步、放“汛”指挥部", "防汛指挥部~", "<mark>防汛指挥步</mark>、<mark>放“汛”指挥部</mark>"),
    ("防、指挥部", "防汛指挥部~", "防、指挥部"),
    ("无", "防汛", "无"),
    ("", "防汛", ""),
]


@pytest.mark.parametrize(("text", "query", "expected"), HIGHLIGHTS)
def test_highlight(text, query, expected):
    assert highlight(text, query) == expected


def test_passage_is_cut_around_the_first_hit():
    shown = passage(["无关的段落。", "头" * 100 + "防汛" + "尾" * 100], "防汛", 60)
    assert shown == "…" + "头" * 24 + "防汛" + "尾" * 34 + "…"


def test_passage_without_a_hit_is_the_beginning():
    assert passage(["甲" * 10, "乙"], "防汛", 5) == "甲甲甲甲甲…"
    assert passage([], "防汛", 5) == ""
