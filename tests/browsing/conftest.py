"""A small archive that has one of everything."""

from types import SimpleNamespace

import pytest

from tests import factories


@pytest.fixture
def archive(db):
    """Two issues: a printed day with two pages and a jump between them, and an inferred day before it."""
    city = factories.place("云川市", "city", slug="yunchuan", is_covered=True)
    county = factories.place("禾丰县", slug="hefeng", parent=city, aliases=["禾丰新区"], code="9901")
    other = factories.place("石桥县", slug="shiqiao", parent=city, code="9902")
    town = factories.place("柳塘镇", "town", slug="liutang", parent=county)
    issue = factories.issue("2031-05-06", slug="2031-05-06")
    source = factories.source("报头\n禾丰县检查防汛\n<b>本报讯</b>\n别的报道\n群众代表\n")
    front, back = factories.page(issue, "A01", source=source), factories.page(issue, "", name="")
    main = factories.article(
        front,
        "本报讯（记者秋问渠）5月5日，禾丰县县长禾东篱到柳塘镇调研防汛工作。",
        "群众代表木子白说，堤坝修好了。（下转第二版①）",
        banner="防汛在行动",
        kicker="未雨绸缪",
        headline="禾丰县检查防汛",
        subheadline="——柳塘镇见闻",
        reporters=["秋问渠"],
        jump_to="第二版①",
        event_dates=["2031-05-05"],
        source_lines=[[2, 3], [5, 5]],
    )
    main.paragraphs[0]["lines"], main.paragraphs[1]["lines"] = [[3, 3]], [[5, 5]]
    main.paragraphs.insert(1, {"text": "堤上三问", "role": "crosshead", "lines": [], "segments": []})
    main.save()
    photo = factories.article(front, "5月5日，工人在堤上巡查。", kind="photo", headline="", photographers=["南山客"])
    rest = factories.article(back, "禾东篱要求，柳塘镇备足沙袋。", kind="jump", headline="", continues=main)
    lost = factories.article(back, "与本县无关的一段。", kind="jump", headline="", jump_from="第三版②")
    earlier = factories.issue(
        "2030-12-28", slug="2030-12-28", date_basis="inferred", date_from="2030-12-28", date_to="2030-12-31",
        date_evidence=["文中称昨日为12月27日"],
    )  # fmt: skip
    old = factories.article(factories.page(earlier), "禾丰县副县长禾东篱出席会议。", headline="旧闻一则")
    official = factories.official("禾东篱")
    for article, title in ((main, "禾丰县县长"), (rest, "禾丰县县长"), (old, "禾丰县副县长")):
        factories.appearance(official, article, title, jurisdiction=county, jurisdiction_name="禾丰县", roles=["调研"])
        factories.article_place(county, article, primary=True)
    factories.article_place(town, main)
    return SimpleNamespace(
        city=city, county=county, other=other, town=town, issue=issue, earlier=earlier, front=front, back=back,
        main=main, photo=photo, rest=rest, lost=lost, old=old, official=official,
    )  # fmt: skip


@pytest.fixture
def every_url(archive):
    """One URL of each page type."""
    return [
        "/",
        "/issues/",
        "/issues/?year=2031",
        archive.issue.get_absolute_url(),
        "/issues/2031-05-06/A01/",
        "/issues/2031-05-06/p2/",
        "/articles/",
        "/articles/?q=防汛&place=hefeng&from=2031-01-01",
        archive.main.get_absolute_url(),
        archive.photo.get_absolute_url(),
        "/photographs/",
        "/reuse/",
        f"/collection/?name=防汛&a={archive.main.public_id}",
        "/trends/",
        "/trends/?w=防汛&place=hefeng",
        "/places/",
        "/places/?level=town",
        archive.county.get_absolute_url(),
        "/officials/",
        archive.official.get_absolute_url(),
    ]
