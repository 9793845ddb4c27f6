"""Words and keywords: rjieba cuts as jieba does, and people never become keywords."""

import jieba
import pytest
from django.conf import settings

from articles.text.keywords import keywords
from articles.text.words import words

PAGES = sorted((settings.FIXTURES / "pages").iterdir())


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name[:3])
def test_the_fast_cutter_cuts_as_jieba_does(path):
    for line in path.read_text(encoding="utf-8").split("\n"):
        assert words(line) == jieba.lcut(line, HMM=False)


def test_keywords_are_the_subjects_of_a_text_weightiest_first():
    text = "防汛工作会议召开。会议强调，防汛物资要备足，防汛队伍要练兵。防汛责任重于泰山。堤坝要查，堤坝要修。"
    assert keywords(text, 5) == ("防汛", "堤坝")  # 会议 is everywhere, and the others are said but once


@pytest.mark.parametrize("word", ["该区", "我院", "全县", "各乡镇", "连日来", "近年来"])
def test_what_only_points_is_no_subject(word):
    text = f"{word}抓好小麦管理，{word}查看小麦苗情。{word}落实责任。"
    assert keywords(text, 5) == ("小麦",)


@pytest.mark.parametrize("name", ["禾丰收", "卜小麦", "令狐防汛"])
def test_a_given_name_that_is_a_word_is_no_subject(name):
    text = f"{name}说，堤坝修好了。{name}在堤坝上巡查。{name}笑了。"
    assert keywords(text, 5) == ("堤坝",)


@pytest.mark.parametrize("name", ["钱小满", "孙老根", "李明", "王芳", "张伟", "欧阳修"])
def test_nobodys_name_becomes_a_keyword(name):
    text = f"{name}在地里浇水。{name}说，今年小麦长势好。{name}笑了。{name}一家种了十亩小麦。"
    assert "小麦" in keywords(text, 5)
    assert not any(word in name or name in word for word in keywords(text, 20))
