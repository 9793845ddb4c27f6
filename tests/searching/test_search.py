"""What a query finds."""

import pytest

from articles import searching
from articles.models import Article
from articles.models.search import ArticleSearch
from tests import factories

pytestmark = pytest.mark.django_db

TEXT = ("云川县召开防汛工作会议，全力打好抗“洪”硬仗。", "5G基站２０３１年建成，国务院督查组到场。")

FOUND = [
    "防汛",  # one pair of characters
    "防汛工作会议",
    "汛",  # one character in the middle of words
    "议",  # the last character of a word
    "抗洪",  # quotation marks in the print do not matter
    "抗“洪”硬仗",
    "防汛 国务院",  # two words, both there
    "“工作会议 全力”",  # a phrase may reach over a comma that it shows
    "會議",  # traditional characters
    "國務院",
    "２０３１年",  # full-width digits
    "2031年",
    "5g",
    "５Ｇ基站",
    "防汛，！",  # marks alone are no word
    "秋问渠",  # a reporter
    "栏目名",
    "水库 | 防汛",  # one of two is enough
    "防汛 水库|国务院督查 硬仗",
    "水库 OR “工作会议 全力”",
    "水 | 汛",
    "防汛 -水库",  # what must not be there is not
    "防汛 －工会议",
    "防汛 |",
    "标题:堤上",
    "标题:堤",
    "#堤上",  # what marks fields in the index is only a mark here
    "標題：堤上三问",
    "标题:“堤上三问”",
    "标题:未雨绸缪",  # what stands above the headline
    "标题:水库 | 作者:秋问渠",
    "作者:秋问 标题:堤上",
    "记者：秋问渠",
    "栏目:目名",
    "防汛 -标题:防汛",
    "召开 ~4 会议",  # four characters stand between
    "会议 ~4 召开",  # in either order
    "会议 ~1 全力",  # a mark counts as one
    "水库 | 召开 ~4 会议",
    "“云川县 召开” | 防汛 ~0 工作",
    "(水库 | 防汛) 会议",
    "（水库 塘坝） | （国务院 -水库）",
    "水库塘坝 | (防汛工作 (水库 | 会议))",
    "防汛 -(水库 | 塘坝)",
    "防汛 -(会议 水库)",  # not both of them
    "防汛 -(会议 -硬仗)",  # what goes without one has the other
    "标题:(堤上 | 水库) 防汛",
    "标题:(堤上 -防汛)",
    "标题:(水库 | 作者:秋问渠)",  # a field of its own counts for a word
    "标题:(堤上 ~0 三问)",
    "(召开 ~4 会议) | 水库",
    "防洪工作会议~",  # one letter is another
    "防汛工作汇议~",
    "云州县~",
    "乙川县～",
    "云川县~",  # or none is
    "国务院~ ~3 到场",
    "标题:(提上三问~)",
    "作者:秋闻渠~",
    "“工作会议 全利”~",
    "水库 | 督察组~ -塘坝~会",
]

NOT_FOUND = [
    "防汛 水库",  # one of two words is missing
    "汛防",
    "水库 | 塘坝",
    "水库 | 塘坝 防汛",
    "川县开防 | 工会议",  # all pairs of one stand there, but no term
    "防汛 -国务院",  # what must not be there is
    "防汛 -“工作会议”",
    "-水库",  # nothing is wanted
    "会议全力",  # never across a comma
    "标题:防汛",
    "标题:堤三问",
    "标题:上问",
    "标题:秋问渠",
    "作者:防汛",
    "作者:堤上",
    "栏目:堤上",
    "防汛 -标题:堤上",
    "防汛 -作者:秋问渠",
    "召开 ~3 会议",
    "硬仗 ~100 基站",  # never across paragraphs
    "会议 ~0 全力",
    "硬仗5G",  # nor across paragraphs
    "(水库 | 塘坝) 防汛",
    "(防汛 水库) | (会议 塘坝)",
    "防汛 -(水库 | 会议)",
    "防汛 -(会议 硬仗)",
    "防汛 -(会议 -水库)",
    "标题:(防汛 | 会议)",
    "标题:(堤上 防汛)",
    "标题:(堤上 ~0 未雨)",
    "水库 | (工会议 防汛)",
    "防洪工作汇议~",  # two letters differ
    "防议~ 会",
    "工作会议上~",  # a letter is another, but not missing
    "会议，场面~",
    "全力打好~赢",
    "问渠秋~",
    "标题:云州县~",
    "防汛 -云州县~",
    "工会议",  # all of its pairs stand in the text, but not together
    "川县开防",
    "！？",
    "",
    "   ",
    "%",
    "#",
]


@pytest.fixture
def article():
    page = factories.page(factories.issue())
    text = (*TEXT, "工会主席会同各方。堤坝之上，有人三问。")
    headings = {"banner": "栏目名", "kicker": "未雨绸缪", "headline": "堤上三问"}
    return factories.article(page, *text, **headings, reporters=["秋问渠"])


@pytest.mark.parametrize("query", FOUND)
def test_query_finds(article, query):
    assert list(searching.search(Article.objects.all(), query)) == [article]


@pytest.mark.parametrize("query", NOT_FOUND)
def test_query_does_not_find(article, query):
    assert not searching.search(Article.objects.all(), query).exists()


@pytest.mark.parametrize("query", ["'", "\\", "a' | 'b", "!(防)", "防:*", "&&", "<->", "防" * 2000, "“", "%s", "{}"])
def test_characters_of_the_query_language_mean_nothing(article, query):
    searching.search(Article.objects.all(), query).count()


def test_indexing_again_replaces_what_was_known(article):
    article.headline = "新题目"
    article.paragraphs = []
    searching.index([article])
    assert not searching.search(Article.objects.all(), "防汛工作").exists()
    assert searching.search(Article.objects.all(), "新题目").exists()


def test_an_article_of_any_length_and_content_can_be_indexed():
    page = factories.page(factories.issue())
    many = "".join(chr(0x4E00 + i * 7 % 20000) for i in range(400_000))
    factories.article(page, many)
    factories.article(page, "\u202e'quoted' \\back 👍\u0301 ﷽ ½Ⅷ ß İ")
    assert ArticleSearch.objects.count() == 2


def test_the_search_row_goes_with_its_article(article):
    article.delete()
    assert not ArticleSearch.objects.exists()
