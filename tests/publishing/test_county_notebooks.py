"""The notebooks of docs/notebooks that ask about counties, run as they stand: maps, turnover, visits, gaps, campaigns
and a digest."""

import csv
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from articles.models import Place, Post, ReviewItem, Tenure
from tests import factories
from tests.publishing.test_cookbook import archive, server
from tests.publishing.test_notebooks import head, run

__all__ = ["archive", "head", "run", "server"]

pytestmark = pytest.mark.django_db(transaction=True)
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def counties(archive, monkeypatch, tmp_path):
    """The archive's county and one beside it, each with an outline, and one without any."""
    Place.objects.filter(slug="hefeng").update(code="9901")
    beside, _new = factories.place("石桥县", slug="shiqiao", code="9902"), factories.place("城东新区", slug="new")
    square = [[113.0, 35.0], [113.1, 35.0], [113.1, 35.1], [113.0, 35.1], [113.0, 35.0]]
    east = [[x + 0.1, y] for x, y in square]
    features = [
        {"properties": {"code": "9901"}, "geometry": {"type": "Polygon", "coordinates": [square]}},
        {"properties": {"code": "9902"}, "geometry": {"type": "MultiPolygon", "coordinates": [[east]]}},
    ]
    file = tmp_path / "outlines.geojson"
    monkeypatch.setattr("articles.publishing.api.outlines.outlines_file", lambda: file)
    file.write_text(json.dumps({"features": features}), encoding="utf-8")
    return Place.objects.get(slug="hefeng"), beside


def printed_about(place, day, *texts, **values):
    page = factories.page(factories.issue(day))
    made = [factories.article(page, text, **values) for text in texts]
    for article in made:
        factories.article_place(place, article, primary=True)
    return made


def drawing(file):
    """The colours of the counties and what is written, in order."""
    root = ElementTree.parse(file).getroot()
    shapes = [path.get("fill") for group in root.iter(f"{SVG}g") for path in group.iter(f"{SVG}path")]
    return shapes, [text.text for text in root.iter(f"{SVG}text")]


def rows_of(file):
    with Path(file).open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def test_counties_are_coloured_by_articles_and_shares_and_few_are_no_share(run, counties):
    here, beside = counties
    printed_about(here, "2031-06-08", "麦收。", "秋种。", headline="农事")
    printed_about(beside, "2031-06-09", "麦收。", headline="农事")
    printed = run("maps")
    assert "2 县有轮廓 with an outline; 没有 without: ['城东新区']" in printed
    assert (
        "禾丰县　　　　　     5       3  60 %       3  60 %\n石桥县　　　　　     1       0     —       0     —"
        in printed
    )
    shapes, written = drawing("map.svg")
    assert shapes[0] != shapes[1] and "url(#none)" not in shapes[:2]
    assert shapes[2] == shapes[4] == shapes[0] and shapes[3] == shapes[5] == "url(#none)"
    assert written[:5] == ["全部报道 all articles", "禾丰", "5", "石桥", "1"] and written[6:10] == [
        "禾丰",
        "60 %",
        "石桥",
        "—",
    ]
    collection = json.loads(Path("counties.geojson").read_text(encoding="utf-8"))
    told = [(each["properties"]["code"], each["properties"]["map_1"]) for each in collection["features"]]
    assert told == [("9901", 5), ("9902", 1)]


def test_without_outlines_there_are_numbers_and_no_map(run, archive):
    assert "0 县有轮廓 with an outline; 没有 without: ['禾丰县']\n禾丰县　　　　　     3" in run("maps")
    assert drawing("map.svg") == ([], [])


def test_who_follows_whom_with_gaps_and_what_is_known_of_terms(run, head):
    chief = Post.objects.get()
    deputy = Post.objects.create(
        place=chief.place, organisation="政府", role="副县长", rank="deputy", name="禾丰县副县长"
    )
    second, third = factories.official("云中鹤"), factories.official("方知远")
    for official, post, first, last in (
        (second, deputy, "2031-05-01", "2031-05-02"), (second, chief, "2031-07-10", "2031-07-20"),
        (third, chief, "2031-09-01", "2031-09-01"),
    ):  # fmt: skip
        factories.appearance(official, *printed_about(chief.place, first, f"{official.name}到会。"))
        Tenure.objects.create(official=official, post=post, first_seen=first, last_seen=last)
    factories.issue("2031-07-01")
    printed = run("turnover")
    assert "1 个职务 posts, 1 个换过人" in printed
    assert "禾东篱 2031-06-07 → 云中鹤 2031-07-10: 隔 gap 33 天 days, 1 天有报 with issues" in printed
    assert "禾丰县县长 云中鹤: 10 – 86 天 days\n中位 median 10 – 86 天 days (1)" in printed
    assert "3 任 terms: 1 两头都知道 bounded, 1 只见报一天" in printed
    assert "禾丰县副县长 → 禾丰县县长  1 云中鹤" in printed
    assert [(row["before"], row["after"], row["gap_days"]) for row in rows_of("turnover.csv")] == [
        ("禾东篱", "云中鹤", "33"), ("云中鹤", "方知远", "43"),
    ]  # fmt: skip


def test_visits_are_days_of_officials_at_places_and_places_without_any_are_named(run, counties, head):
    here, beside = counties
    (again,) = printed_about(here, "2031-06-09", "禾东篱说防汛。", event_dates=["2031-06-07"])
    factories.appearance(head, again, roles=["调研"])
    printed_about(beside, "2031-06-10", "石桥县麦收。")
    printed = run("visits")
    assert "3 次 visits, 1 人 officials, 1 地 places" in printed and "石见川" not in printed
    assert "禾东篱　　        3  共 in all 3" in printed and "2031-05  1 地 places, 2 次 visits; 禾丰县 2" in printed
    assert "石桥县 1 篇 articles" in printed and "城东新区 0 篇 articles, 末见 last —" in printed
    (row,) = rows_of("visits.csv")
    assert (row["official"], row["days"], row["first"], row["last"]) == ("禾东篱", "3", "2031-05-05", "2031-06-07")


def test_what_is_missing_is_told_before_anything_is_counted(run, archive):
    guessed = factories.issue(
        "2031-05-08", date_basis="inferred", date_from="2031-05-07", date_to="2031-05-09", date_confidence=0.7,
        date_evidence=["五月八日"],
    )  # fmt: skip
    made = factories.article(factories.page(guessed), "麦收。")
    for _page in range(3):
        factories.page(guessed)
    factories.article(factories.page(factories.issue(None)), "无日期。")
    ReviewItem.objects.create(kind="boundary", key="k", reason="栏目难分", article=made, source=made.source)
    printed = run("gaps")
    assert "云川日报: 4 期 issues 2031-05-05 – 2031-06-07\n    推断 inferred 1, 日期不明 undated 1" in printed
    assert (
        f"2031-05 ····█╱╱▒{'╱' * 23}\n2031-06 ╱╱╱╱╱╱█{'·' * 23}\n" in printed and f"2031-05 ·····█{'·' * 25}" in printed
    )
    assert "云川日报: 34 天里缺 days, missing 31; 从不见 never seen on ['周二', '周三', '周五', '周日']" in printed
    assert "    2031-05-08 → 2031-06-07: 29 天 days" in printed
    assert "云川日报 [2031-05-08] 2031-05-07 – 2031-05-09 0.7 五月八日" in printed
    assert (
        "全部 all 5\n    读取有疑点 reading in doubt: 1\n    日期系推断 day inferred: 1\n    日期不明 undated: 1"
        in printed
    )
    assert "去掉之后 without these 3" in printed
    assert [row["day"] for row in rows_of("missing-days.csv")][:2] == ["2031-05-06", "2031-05-07"]


def test_a_phrase_is_followed_from_county_to_county(run, counties, head):
    _here, beside = counties
    (later,) = printed_about(beside, "2031-08-02", "禾东篱在石桥县部署防汛。", dateline="本报讯", headline="部署")
    factories.appearance(head, later, "县长", level="county")
    factories.article(factories.page(factories.issue(None)), "防汛。")
    printed = run("campaigns")
    assert "5 篇 articles, 1 篇日期不明 undated" in printed
    assert (
        "≤2031-05-05 禾丰县 — 禾东篱（县长）" in printed
        and " 2031-08-02 石桥县 本报讯 禾东篱（县长）\n     部署 " in printed
    )
    assert "尚无 not yet: 城东新区" in printed
    assert "2031-05 █ 1\n2031-06 █ \n2031-07 ╱ \n2031-08 ██ 2\n" in printed
    assert "后半 later 2 {'county': 3} [('—', 1), ('本报讯', 1)]" in printed
    shapes, written = drawing("campaign.svg")
    assert len(set(shapes)) == 2 and written == ["防汛", "禾丰", "31-05", "石桥", "31-08"]


def test_a_week_is_told_with_a_citation_for_every_line(run, counties, head):
    here, _beside = counties
    post = Post.objects.create(place=here, organisation="政府", role="副县长", rank="deputy", name="禾丰县副县长")
    (made,) = printed_about(here, "2031-06-05", "石见川到任。", headline="任命")
    made.page.number = "B02"
    made.page.save()
    other = head.__class__.objects.get(name="石见川")
    factories.appearance(other, made, "副县长", roles=["出席"])
    Tenure.objects.create(official=other, post=post, first_seen="2031-06-05", last_seen="2031-06-07")
    printed = run("digest")
    assert "禾丰县 2031-06-01 – 2031-06-07: 2 篇 articles, 2 天有报 days with issues" in printed
    page = Path("digest.md").read_text(encoding="utf-8")
    assert page in printed and "没有报纸的日子：2031-06-01、2031-06-02、2031-06-03、2031-06-04、2031-06-06。" in page
    assert "## 要闻\n\n- **云川县召开防汛会议**：禾东篱说防汛。 [2]" in page
    assert "## 新任与首次见报\n\n- 石见川：禾丰县副县长，2031-06-05 首次以此职务见报" in page
    assert "- 石见川：2031-06-05 副县长，出席 [1]；2031-06-07 县长，见报 [2]" in page
    assert "## 其他报道\n\n- **任命**：石见川到任。 [1]" in page
    assert "1. 任命[N/OL]. 云川日报，2031-06-05（B02）" in page and "2. 云川县召开防汛会议[N/OL]. " in page


def test_no_county_with_articles_is_said_to_be_none(run, archive):
    Place.objects.update(is_covered=False)
    with pytest.raises(LookupError, match="no covered county has articles"):
        run("digest")
