"""Digital newspapers of other makes: other file names, pages and articles in two trees, properties above the text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from articles.reading import bundle
from articles.reading.epaper import edition
from articles.reading.readings import Heading, SourceReading

NEWS = {
    "11": ("01", "压实责任保安全", "清源县部署防汛", "本报讯（记者张三）12月27日，清源县召开防汛工作会议。"),
    "12": ("01", "", "云岭县开展植树", "12月27日，云岭县千名干部群众参加义务植树。"),
    "13": ("02", "", "渡口区修路", "渡口区今年修了三条路，群众出行更便利了。"),
}
MORE = "会议指出，要压实责任、备足物资，确保安全。"


PAGES = {"01": "要闻", "02": "综合"}


def listed(page: str) -> list[tuple[str, str]]:
    """Key and title of each article of a page."""
    return [(key, title) for key, (number, _, title, _) in NEWS.items() if number == page]


def two_trees(folder: Path) -> None:
    """Pages below layout/, articles below con/, named by elements that stand in visible paragraphs."""
    pages, texts = folder / "layout/202112/28", folder / "con/202112/28"
    pages.mkdir(parents=True)
    texts.mkdir(parents=True)
    for number, name in PAGES.items():
        links = "".join(
            f'<h3><a href="../../../con/202112/28/content_{key}.html">{title}</a></h3>' for key, title in listed(number)
        )
        areas = "".join(
            f'<area coords="2.5%,10.25%,97.5%,50%" href="../../../con/202112/28/content_{key}.html">'
            for key, _ in listed(number)
        )
        (pages / f"node_{int(number)}.html").write_text(
            f"<html><head><title>云岭日报数字报</title></head><p>2021年12月28日 星期二</p><p>第{number}版：{name}</p>"
            f"<a href=node_1.html>第01版：要闻</a><a href=node_2.html>第02版：综合</a><map>{areas}</map>{links}</html>",
            encoding="utf-8",
        )
    for key, (_, kicker, title, lead) in NEWS.items():
        (texts / f"content_{key}.html").write_text(
            f"<html><p><founder-pretitle>{kicker}</founder-pretitle></p><p><founder-title>{title}</founder-title></p>"
            f"<founder-content><p>　　{lead}</p><p>　　{MORE}</p></founder-content></html>",
            encoding="utf-8",
        )


def property_above(folder: Path) -> None:
    """Pages nbs.…, articles nw.…, whose title stands in a property comment above the text only."""
    pages = folder / "2021-12/28"
    pages.mkdir(parents=True)
    for number, name in PAGES.items():
        links = "".join(f'<li><a href="nw.D1_20211228_{key}.htm">{title}</a></li>' for key, title in listed(number))
        (pages / f"nbs.D1_{number}.htm").write_text(
            f"<html><head><title>云岭日报</title></head><p>2021年12月28日 星期二</p><p>第{number}版：{name}</p>"
            f'<a href="nbs.D1_01.htm">第01版：要闻</a><a href="nbs.D1_02.htm">第02版：综合</a>{links}</html>',
            encoding="utf-8",
        )
    for key, (number, kicker, title, lead) in NEWS.items():
        (pages / f"nw.D1_20211228_{key}.htm").write_text(
            f"<html><h1>{title}</h1><div id=ozoom><!--enpproperty <date>2021-12-28 00:00:00</date>"
            f"<title>{title}</title><introtitle>{kicker}</introtitle><nodename>第{number}版</nodename>/enpproperty-->"
            f"<!--enpcontent--><p>　　{lead}</p><p>　　{MORE}</p><!--/enpcontent--></div></html>",
            encoding="utf-8",
        )


@pytest.fixture(params=[two_trees, property_above])
def reading(request: pytest.FixtureRequest, tmp_path: Path) -> SourceReading:
    folder = tmp_path / "云岭"
    request.param(folder)
    return edition.parse(bundle.gather(folder), "云岭.zip")


def test_every_article_is_read_on_its_page(reading: SourceReading) -> None:
    (issue,) = reading.issues
    assert (issue.newspaper, issue.date.date, issue.date.basis) == ("云岭日报", date(2021, 12, 28), "printed")
    assert not issue.doubts
    read = [
        (
            page.number,
            Heading.joined(article.heading.kicker),
            Heading.joined(article.heading.headline),
            article.paragraphs,
        )
        for page in issue.pages
        for article in page.articles
    ]
    assert [(number, kicker, title) for number, kicker, title, _ in read] == [news[:3] for news in NEWS.values()]
    assert [tuple(p.text for p in paragraphs) for *_, paragraphs in read] == [(news[3], MORE) for news in NEWS.values()]
    assert issue.pages[0].name == "要闻"


def test_the_two_trees_are_one_source(tmp_path: Path) -> None:
    two_trees(tmp_path / "pc")
    assert bundle.is_epaper_folder(tmp_path / "pc")
