"""Passages that another article has with words changed, left out or put in: what counts, and what differs."""

from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from articles.corrections import Decision, mask
from articles.models import Article, SharedPrint
from articles.searching import reuses, with_shared_text
from articles.searching.common import LONG_ENOUGH_NEARLY, Pair
from articles.searching.sharing import FORMULA
from tests import factories

pytestmark = pytest.mark.django_db

MIGRATION = "0023_nearly_the_same"
CITY = (
    "五月六日清晨，石桥河水位涨到三十一米，沿岸九个村的一千二百名群众连夜转移到镇中学和粮库。"
    "市防汛指挥部要求各县备足沙袋和救生衣，巡堤的人分作三班，日夜不断。"
)
COUNTY = (
    "六日清晨，石桥河水位涨到三十一米，沿岸四个村的六百名群众连夜转移到镇中学。"
    "市防汛指挥部昨日要求各县备足沙袋和救生衣，巡堤的人分作三班，日夜不断。"
)
OWN = "本报讯 县里的防汛指挥部昨夜灯火通明，值班员每隔半小时通报一次雨情。"
WORD = "春种一粒粟秋收万颗子四海无闲田"


@pytest.fixture
def page():
    return factories.page(factories.issue())


def sharing() -> set[Article]:
    return set(with_shared_text(Article.objects.all()))


def differences(stretch) -> list[tuple[str, str]]:
    return [(piece.own, piece.there) for piece in stretch.pieces if not piece.is_same]


def letters(number: int, first: int = 0x4E00) -> str:
    """So many different letters."""
    return "".join(chr(first + at) for at in range(number))


def test_a_story_that_another_paper_retells_is_found_from_both_sides_with_what_differs(page):
    city, county = factories.article(page, CITY), factories.article(page, OWN, COUNTY)
    (found,) = reuses([city])
    (stretch,) = found.stretches
    assert found.article == county and not found.is_exact and 0.8 <= found.share < 1
    assert differences(stretch) == [("九", "四"), ("一千二", "六"), ("和粮库。", ""), ("", "昨日")]
    (back,) = reuses([county])
    assert differences(back.stretches[0]) == [(there, own) for own, there in differences(stretch)]
    assert back.stretches[0].text_there == stretch.text and back.letters == found.letters
    assert sharing() == {city, county}


def test_what_is_the_same_word_for_word_is_not_called_nearly_so(page):
    one = factories.article(page, letters(40) + "，" + OWN)
    factories.article(page, letters(40) + letters(40, 0x5E00))
    (found,) = reuses([one])
    assert found.is_exact and [stretch.text for stretch in found.stretches] == [letters(40)]


@pytest.mark.parametrize(
    ("own", "other", "passages"),
    [
        (letters(59), letters(59).replace(letters(59)[29], "甲"), []),  # too short, and in no part word for word
        (letters(60), letters(60).replace(letters(60)[29], "甲"), [(0, 60)]),
        (letters(70), letters(35) + WORD + "地" + letters(70)[35:], [(0, 35), (35, 70)]),  # a sentence put in parts it
        (letters(200), letters(100) + WORD + letters(200)[100:], [(0, 200)]),
        ("甲".join(letters(90)[at : at + 5] for at in range(0, 90, 5)), letters(90), []),  # one letter in six
        ("甲".join(letters(90)[at : at + 15] for at in range(0, 90, 15)), letters(90), [(0, 95)]),
    ],
)
def test_sixty_letters_of_which_four_fifths_are_the_same_count(own, other, passages):
    assert [passage.span for passage in Pair(own, other).passages()] == passages


def test_what_stands_in_many_with_other_names_is_a_formula(page):
    """A notice as one company after another prints it."""
    notice = "拟向登记机关申请注销登记，请债权人自公告之日起四十五日内向本公司清算组申报债权，逾期不申报的视为放弃。"
    for number in range(FORMULA + 4):
        name = letters(6, 0x5E00 + 10 * number)
        factories.article(page, f"{name}经股东会决定{notice}联系人{name[:2]}特此公告清算组负责人{name[3:]}")
    assert not sharing()
    assert not any(reuses([article]) for article in Article.objects.all())


def test_marks_and_paragraphs_are_shown_as_each_prints_them(page):
    one = factories.article(page, CITY)
    factories.article(page, *COUNTY.replace("，", "、").replace("。", "。|").strip("|").split("|"))
    (stretch,) = reuses([one])[0].stretches
    assert stretch.text == CITY.removeprefix("五月").removesuffix("。")
    assert stretch.text_there == COUNTY.replace("，", "、").removesuffix("。")


def test_a_masked_name_is_in_no_difference(page):
    one = factories.article(page, "禾东篱说，" + CITY.replace("要求", "的禾东篱要求"))
    other = factories.article(page, CITY)
    assert "禾东篱" in str(differences(reuses([other])[0].stretches[0]))
    mask(one, "禾东篱", Decision(who="zhubian", reason="本人要求"), "2031-8")
    (found,) = reuses([other])
    assert "禾东篱" not in str(found.stretches)


def test_texts_made_to_be_slow_are_given_up():
    """Two letters alone: each shingle stands in both at hundreds of places, and none leads to a passage. And texts of
    which a little less than four fifths are the same all along: each shingle leads far, and to nothing."""
    bits = [format(number * 2654435761 % 2**32, "032b") for number in range(4000)]
    one = "".join(bits[::2]).translate({48: "甲", 49: "乙"})
    other = "".join(bits[1::2]).translate({48: "乙", 49: "甲"})
    assert len(Pair(one, other).passages()) < 2000 and len(one) > LONG_ENOUGH_NEARLY
    one = "".join(letters(14, 0x4E00 + 14 * number) + "甲" * 4 for number in range(1200))
    other = "".join(letters(14, 0x4E00 + 14 * number) + "乙" * 4 for number in range(1200))
    assert Pair(one, other).passages() == []


def test_an_archive_from_before_is_filled(page):
    factories.article(page, CITY)
    factories.article(page, COUNTY)
    before = set(SharedPrint.objects.values_list("print", "article"))
    SharedPrint.objects.all().delete()
    then = MigrationLoader(connection).project_state(("articles", MIGRATION)).apps
    (operation,) = import_module(f"articles.migrations.{MIGRATION}").Migration.operations
    operation.code(then, None)
    assert before and set(SharedPrint.objects.values_list("print", "article")) == before
