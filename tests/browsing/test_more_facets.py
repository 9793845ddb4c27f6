"""Narrowing a list by town, by what officials do and hold, by page, column, dateline, and by how sure its data are."""

import re

import pytest

from articles.models import Post, ReviewItem, Tenure, TenureProof
from tests import factories
from tests.markup import links_of, text_of

pytestmark = pytest.mark.django_db

ANSWERS = ["/articles/", "/articles.csv", "/articles.jsonl", "/articles.atom", "/api/v1/articles"]


def ask(client, **parameters):
    return client.get("/articles/", parameters)


def titles(page):
    return re.findall(r"<h3[^>]*>\s*<a [^>]*>(.*?)</a>", page.content.decode())


def offered(page, name):
    """The choices of a condition as they stand in the form, with their counts."""
    labels = re.findall(rf'<input type="checkbox" name="{name}".*?</label>', page.content.decode())
    return [re.sub(r"\s+", " ", re.sub("<[^>]*>", "", label)).strip() for label in labels]


def holds(appearance, organisation, role, place):
    """The appearance proves that the official is in that post."""
    post, _made = Post.objects.get_or_create(
        place=place, organisation=organisation, role=role, rank="chief", name=f"{place}{organisation}{role}"
    )
    tenure = Tenure.objects.create(official=appearance.official, post=post)
    TenureProof.objects.create(tenure=tenure, appearance=appearance, kind="seen")
    return post


@pytest.fixture
def varied(archive):
    """Beside the archive an evening paper: on its front page a dispatch in a column, behind it a story of a court."""
    issue = factories.issue("2031-06-01", newspaper="云川晚报")
    front, inside = factories.page(issue, "01", name="头条"), factories.page(issue, "02", name="法治")
    dispatch = factories.article(
        front, "新华社云川6月1日电 夏粮丰收。", headline="夏粮丰收", dateline="新华社云川6月1日电", banner="三夏进行时"
    )
    court = factories.article(
        inside, "本报讯 石桥县法院院长石见川主持会议，副市长禾东篱出席。", headline="法院开会", dateline="本报讯"
    )
    judge = factories.official("石见川")
    seen = factories.appearance(judge, court, "石桥县法院院长", roles=["主持", "讲话"])
    holds(seen, "法院", "院长", archive.other)
    guest = factories.appearance(archive.official, court, "副市长", roles=["出席"], level="city")
    holds(guest, "政府", "副市长", archive.city)
    town = factories.place("柳塘镇", "town", slug="liutang-shiqiao", parent=archive.other)
    factories.article_place(town, court)
    factories.article_place(archive.other, court)
    values = {"reason": "边界不明", "key": "boundary-1", "confidence": 0.5}
    ReviewItem.objects.create(kind="boundary", article=court, **values)
    ReviewItem.objects.create(kind="report", article=dispatch, **values | {"key": "report-1"})
    archive.dispatch, archive.court, archive.judge = dispatch, court, judge
    return archive


CONDITIONS = [
    ({"town": "liutang-shiqiao"}, ["法院开会"]),
    ({"role": "主持"}, ["法院开会"]),
    ({"level": "city"}, ["法院开会"]),
    ({"branch": "court"}, ["法院开会"]),
    ({"branch": ["court", "government"]}, ["法院开会"]),
    ({"section": "法治"}, ["法院开会"]),
    ({"front": "1", "newspaper": "云川晚报"}, ["夏粮丰收"]),
    ({"banner": "三夏进行时"}, ["夏粮丰收"]),
    ({"dateline": "xinhua"}, ["夏粮丰收"]),
    ({"basis": "inferred"}, ["旧闻一则"]),
    ({"doubt": "open"}, ["法院开会"]),
    ({"doubt": "none", "from": "2031-06-01"}, ["夏粮丰收"]),
]


@pytest.mark.parametrize(("asked", "found"), CONDITIONS)
def test_each_condition_finds_what_it_says(client, varied, asked, found):
    assert titles(ask(client, **asked)) == found


@pytest.mark.parametrize("path", ANSWERS[1:])
@pytest.mark.parametrize(("asked", "found"), CONDITIONS)
def test_files_feeds_and_the_api_know_each_condition(client, varied, path, asked, found):
    answer = client.get(path, asked)
    text = b"".join(answer.streaming_content if answer.streaming else [answer.content]).decode()
    assert answer.status_code == 200
    assert [title for title in ("夏粮丰收", "法院开会", "旧闻一则") if title in text] == found


def test_each_condition_is_a_chip_and_survives_another_choice(client, varied):
    asked = {name: values for conditions, _found in CONDITIONS for name, values in conditions.items()}
    page = ask(client, **asked)
    words = text_of(page)
    for words_of_chip in ("乡镇、街道 柳塘镇", "活动 主持", "官员级别 市级", "机构 法院", "版名 法治", "版面 头版",
                          "栏目 三夏进行时", "电头 新华社", "日期依据 据内文推断", "疑点 没有待核的疑点"):  # fmt: skip
        assert words_of_chip in words
    form = page.content.decode().split('class="filters"')[1].split("</form>")[0]
    held = set(re.findall(r'name="(\w+)" value="[^"]*"(?: checked|>)', form))
    assert {*asked} - {"from"} <= held


def test_each_choice_says_how_many_articles_it_has(client, varied):
    page = ask(client)
    assert offered(page, "town") == ["柳塘镇（禾丰县） 1", "柳塘镇（石桥县） 1"]  # two of one name
    assert offered(page, "role") == ["主持 1", "出席 1", "讲话 1", "调研 3"]
    assert offered(page, "level") == ["市级 1", "县级 4"]
    assert offered(page, "branch") == ["政府及部门 1", "法院 1"]
    assert offered(page, "section") == ["要闻 3", "头条 1", "法治 1"]
    assert offered(page, "dateline") == ["本报 1", "新华社 1"]
    assert offered(page, "basis") == ["版面印有 6", "据内文推断 1"]
    assert offered(page, "doubt") == ["没有待核的疑点 6", "有待核的疑点 1"]
    assert offered(page, "front") == ["只要头版 4"]


def test_towns_are_those_of_the_counties_asked_for(client, varied):
    assert offered(ask(client, place="shiqiao"), "town") == []  # one alone is no choice
    other = factories.place("云门镇", "town", slug="yunmen", parent=varied.other)
    factories.article_place(other, varied.court)
    assert offered(ask(client, place="shiqiao"), "town") == ["云门镇 1", "柳塘镇 1"]
    assert titles(ask(client, place="hefeng", town="liutang")) == ["禾丰县检查防汛"]
    assert titles(ask(client, place="shiqiao", town="liutang")) == []
    assert ask(client, town="hefeng").status_code == 400


def test_what_is_asked_of_persons_is_asked_of_one(client, varied):
    assert titles(ask(client, official=varied.official.pk, role="主持")) == []
    assert titles(ask(client, level="city", role="主持")) == []
    assert titles(ask(client, branch="government", official=varied.judge.pk)) == []
    assert titles(ask(client, branch="court", level="county", role="讲话")) == ["法院开会"]


def test_counts_of_persons_are_those_of_the_person_asked_for(client, varied):
    page = ask(client, official=varied.judge.pk)
    assert offered(page, "role") == ["主持 1", "讲话 1"]
    assert offered(page, "branch") == []  # one branch alone is no choice
    page = ask(client, role=["主持", "出席"])
    assert offered(page, "official") == ["禾东篱 1", "石见川 1"]  # not the three in which the first of them is seen


def test_who_holds_two_offices_is_in_both_branches(client, varied):
    holds(varied.judge.appearances.get(), "党委", "委员", varied.other)
    assert titles(ask(client, branch="party")) == ["法院开会"]
    court = Post.objects.get(organisation="法院")
    assert titles(ask(client, branch="party", post=court.pk)) == ["法院开会"]


def test_of_a_longer_list_what_persons_did_is_offered_without_counts(client, varied, monkeypatch):
    monkeypatch.setattr("articles.browsing.lists.counting.MOST_OF_PERSONS", 3)
    page = ask(client)
    assert offered(page, "level")[:3] == ["中央", "省级", "市级"] and "主持" in offered(page, "role")
    assert offered(page, "kind")[0] == "消息 4"


def test_what_readers_reported_is_no_doubt(client, varied):
    assert "夏粮丰收" in titles(ask(client, doubt="none"))
    ReviewItem.objects.filter(kind="boundary").update(decided_at="2031-06-02T00:00Z")
    assert titles(ask(client, doubt="open")) == []


def test_most_conditions_are_folded_and_unfold_where_one_is_chosen(client, varied):
    html = ask(client, branch=["court", "government"]).content.decode()
    found = re.findall(r'<details class="facet"( open)?>\s*<summary>(.*?)</summary>', html)
    unfolded = [name for is_open, name in found if is_open]
    assert unfolded == ["县（市、区）", "官员", "机构"]
    assert "活动" in [name for _is_open, name in found]


def test_no_reporter_and_no_resident_is_offered(client, varied):
    page = ask(client)
    form = page.content.decode().split('class="filters"')[1].split("</form>")[0]
    assert "秋问渠" not in form and "木子白" not in form and "南山客" not in form


def test_trends_follow_each_condition(client, varied):
    page = client.get("/trends/", {"branch": "court"})
    assert "机构 法院" in text_of(page) and any("branch=court" in link for link in links_of(page))


@pytest.mark.parametrize(
    "query", ["level=x", "branch=x", "dateline=x", "basis=x", "doubt=x", "front=2", "front=1&front=2"]
)
def test_an_unknown_word_is_refused(client, archive, query):
    assert client.get(f"/articles/?{query}").status_code == 400
    assert client.get(f"/api/v1/articles?{query}").status_code == 400


def test_the_api_describes_each_condition(client, archive):
    operation = client.get("/api/v1/openapi.json").json()["paths"]["/articles"]["get"]
    parameters = {each["name"]: each["schema"] for each in operation["parameters"]}
    assert parameters["branch"]["items"]["enum"][:2] == ["party", "congress"]
    assert parameters["town"]["maxItems"] == 8 and parameters["front"]["enum"] == ["1"]


def test_the_list_of_shared_text_narrows_in_the_same_way(client, varied):
    page = client.get("/reuse/?branch=court&town=liutang-shiqiao")
    assert page.status_code == 200 and offered(page, "same") == []
    assert "机构 法院" in text_of(page) and "乡镇、街道 柳塘镇" in text_of(page)
