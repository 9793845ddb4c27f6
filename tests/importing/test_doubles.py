"""Two people of one name in one article: they are one until an editor parts them, and an editor is asked."""

import io

import factories
import pytest
from django.core.management import call_command

from articles.importing.people.doubles import doubles
from articles.importing.places.lineage import Lineage
from articles.models import Appearance, ReviewItem
from articles.recognition.findings import OfficialMention
from tests.places import load_places

CASES = [
    # Named twice in one list.
    ("副县长冯远山、韩秋云、冯远山出席。", ("云川县副县长",), "名单里有两个“冯远山”"),
    ("县领导冯远山、县委常委韩秋云、副县长冯远山参加。", ("县领导", "副县长"), "名单里有两个“冯远山”"),
    # By two titles that nobody holds at a time.
    ("县委书记冯远山主持，县政协主席冯远山讲话。", ("云川县委书记", "县政协主席"), "不能由一人同时担任"),
    (
        "副县长冯远山主持，县政协副主席冯远山讲话。",
        ("云川县副县长", "县政协副主席"),
        "又是“县政协副主席”",
    ),
    # The usual ways to name one person twice.
    ("县委副书记、县长冯远山主持，冯远山讲话。", ("县委副书记、县长",), ""),
    ("县委常委冯远山、韩秋云出席，副县长冯远山讲话。", ("县委常委", "副县长"), ""),
    ("冯远山代表县委、县政府讲话，冯远山指出。", ("县委书记",), ""),
    ("会议选举冯远山为县长，副县长冯远山表态。", ("云川县县长", "副县长"), ""),
    ("原副县长冯远山主持，县政协副主席冯远山讲话。", ("原副县长", "县政协副主席"), ""),
    ("副县长冯远山主持，市政协副主席冯远山讲话。", ("云川县副县长", "云州市政协副主席"), ""),
]


@pytest.mark.parametrize(("text", "titles", "asked"), CASES)
def test_an_article_that_seems_to_name_two(text: str, titles: tuple[str, ...], asked: str) -> None:
    spans = tuple((0, at, at + 3) for at in range(len(text)) if text.startswith("冯远山", at))
    mention = OfficialMention("冯远山", titles[0], None, "云川县", "county", (), spans, titles)
    found = [doubt.reason for doubt in doubles([mention], [text], Lineage(()))]
    assert bool(found) == bool(asked) and all(asked in reason for reason in found)


@pytest.mark.django_db
def test_an_editor_is_asked_once() -> None:
    load_places()
    factories.article(factories.page(factories.issue()), "本报讯 温县副县长冯远山、韩秋云、冯远山出席会议。")
    for _again in range(2):
        call_command("recognise", "--all", stdout=io.StringIO())
        assert Appearance.objects.filter(name="冯远山").count() == 1
        (item,) = ReviewItem.objects.filter(reason__contains="两个“冯远山”")
        assert item.kind == "name" and item.article is not None
