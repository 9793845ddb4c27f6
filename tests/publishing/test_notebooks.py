"""The notebooks of docs/notebooks, run as they stand against a real server: what each finds in a small archive."""

import csv
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from articles.models import Article, Official, Post, ReviewItem
from tests import factories
from tests.publishing.test_cookbook import archive, server

__all__ = ["archive", "server"]

pytestmark = pytest.mark.django_db(transaction=True)

NOTEBOOKS = Path(__file__).parents[2] / "docs" / "notebooks"
DRILL = "禾东篱在水磨村演练转移安置，冲锋舟和沙袋都用上了，民兵堵住了管涌。"
RETOLD = "警报一响，水磨村的民兵扛起沙袋堵管涌，冲锋舟载人靠岸，转移安置一气呵成，禾东篱在场。"
HARVEST = (
    "六月十二日上午，全县夏粮收购会议在县政府招待所召开，各乡镇粮站站长参加，会议要求一律敞开收购，不打白条，"
    "不压级压价，让农民卖上放心粮。粮站连夜腾仓修磅，备足现金，窗口从早晨六点开到天黑。"
)
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"


@pytest.fixture
def run(server, tmp_path, monkeypatch, capsys):
    """Run a notebook where its files may be written; what it prints."""
    monkeypatch.chdir(tmp_path)

    def of(name: str) -> str:
        kitchen: dict[str, object] = {}
        for cell in cells(NOTEBOOKS / f"{name}.ipynb"):
            if cell["cell_type"] == "code":
                exec("".join(cell["source"]).replace("http://127.0.0.1:8000", server), kitchen)
        return capsys.readouterr().out

    return of


def cells(notebook: Path) -> list[dict]:
    return json.loads(notebook.read_text(encoding="utf-8"))["cells"]


@pytest.fixture
def head(archive):
    return Official.objects.get(name="禾东篱")


def test_the_three_questions_are_answered(run):
    printed = run("three-questions")
    assert "禾丰县县长: seen since 2031-05-05, last seen 2031-06-07" in printed
    assert "2031              3 █" in printed and "[('调研', 3)]" in printed
    assert "2031-06 禾丰县 1" in printed and "government        1 █" in printed
    assert "石见川 1" in printed and "2031-06-07 about" in printed


def test_holders_of_a_post_are_told_with_their_sentence_beside_registers_and_on_one_line(run, head):
    factories.term(head, Post.objects.get(), since="2031-04", until="2031-05")
    factories.issue("2031-08-01")  # none of July is held
    factories.term(factories.official("云中鹤"), Post.objects.get(), since="2031-07-20", until="", fit="alone")
    printed = run("careers")
    assert "禾东篱: 首见 seen since 2031-05-05, 末见 last seen 2031-06-07\n    “禾东篱说防汛。” 云川日报" in printed
    assert "2031-04 – 2031-05; met 0.95\n    云川县志[EB/OL]. 2032-01." in printed
    assert "云中鹤: 2031-07-20 – 2032-01 时在任" in printed
    assert "2031-04 – 2032-01\n禾东篱　　 ╱██╱·╱╱╱╱╱\n禾东篱　　 ░░·╱·╱╱╱╱╱\n云中鹤　　 ╱··░░░░░░░" in printed
    assert "2031-07-20 last known ['禾东篱']\n2031-07-20 registered [('云中鹤', True)]" in printed


def test_a_network_holds_officials_alone_and_is_read_back(run, head):
    page = factories.page(factories.issue("2031-06-08"))
    roll = factories.article(page, "任免名单。")
    for number in range(21):
        factories.appearance(factories.official(f"禾任{chr(0x4E00 + number)}"), roll)
    printed = run("networks")
    assert "3 篇有官员 articles with officials, 1 篇名单未算" in printed and "2031-06-07 云川县召开防汛会议" in printed
    graph = ElementTree.parse("officials.graphml").getroot()
    labels = {node.get("id"): node.findtext(f"{GRAPHML}data[@key='label']") for node in graph.iter(f"{GRAPHML}node")}
    (edge,) = graph.iter(f"{GRAPHML}edge")
    assert sorted(labels.values()) == ["石见川", "禾东篱"]
    assert {labels[edge.get("source")], labels[edge.get("target")]} == {"石见川", "禾东篱"}
    with Path("officials-edges.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["weight"], row["first"], row["last"]) == ("1", "2031-06-07", "2031-06-07")
    assert "禾任" not in ElementTree.tostring(graph, encoding="unicode")
    assert "县长" in Path("offices-nodes.csv").read_text(encoding="utf-8-sig")


def test_a_month_without_issues_is_hatched_and_one_without_hits_is_not(run, archive):
    quiet = factories.page(factories.issue("2031-08-01"))
    factories.article_place(factories.place("石桥县"), factories.article(quiet, "石桥县麦收。"), primary=True)
    june = factories.page(factories.issue("2031-06-08"))
    place = Article.objects.order_by("date").first().article_places.get().place
    for number in range(4):
        factories.article_place(place, factories.article(june, f"禾丰县麦收{number}。", headline="麦收"), primary=True)
    printed = run("words-over-time")
    assert "防汛  2031-05 – 2031-08, █ = 20.0 %\n禾丰县 ?█╱· 3\n石桥县 ··╱" in printed
    assert "4 格里 1 格没有报纸 of 4 months or years not held: 2031-07\n" in printed
    assert "county   禾丰县  写 about 3, 提 named 0, 共 in all 3" in printed


def test_more_than_five_years_are_told_year_by_year(run, head):
    factories.issue("2040-01-01")
    factories.term(head, Post.objects.get(), since="2029", until="2036-05")
    assert "2029 – 2036\n禾东篱　　 ╱╱█╱╱╱╱╱\n禾东篱　　 ░░░░░░░░" in run("careers")
    assert "防汛  2031 – 2040, █ = 0.0 %\n禾丰县 ?╱╱╱╱╱╱╱╱· 3\n" in run("words-over-time")


def test_a_post_that_nobody_held_is_said_to_be_none(run, archive):
    Post.objects.update(rank="deputy")
    with pytest.raises(LookupError, match="没有这个职务 · no such post"):
        run("careers")


def test_reuse_tells_who_was_first_and_what_was_changed_and_who_else_reports(run, head):
    village = factories.place("水磨村", "village", parent=factories.place("柳塘镇", "town"))
    for day, text in (("2031-07-07", DRILL), ("2031-07-09", RETOLD)):
        made = factories.article(factories.page(factories.issue(day)), text, event_dates=["2031-07-06"], headline=day)
        factories.article_place(village, made)
        factories.appearance(head, made)
    printed = run("text-reuse")
    assert "47 一字不差 exact “禾东篱说防汛" in printed
    assert "云川日报 → 云川晚报: 1 次 times, 中位 median 1 天 days" in printed
    assert "云川日报 → 云川日报: 1 次 times, 中位 median 33 天 days" in printed
    assert "2031-07-09 2031-07-09 | 2031-07-07 2031-07-07\n    2031-07-06 禾东篱 水磨村" in printed
    assert "1 对 pairs [('2031-07-06', 1)]" in printed


def test_what_was_changed_in_a_text_is_marked(run, archive):
    for day, text in (("2031-07-07", HARVEST), ("2031-07-09", HARVEST.replace("招待所", "礼堂").replace("一律", ""))):
        factories.article(factories.page(factories.issue(day)), text)
    printed = run("text-reuse")
    assert "略有改动 nearly" in printed
    assert "县政府[-招待所-]{+礼堂+}召开" in printed or "县政府[-礼堂-]{+招待所+}召开" in printed


def test_references_are_those_of_the_list_and_doubts_are_told_first(run, archive):
    inferred = factories.issue(
        "2031-08-05", date_basis="inferred", date_from="2031-08-01", date_to="2031-08-09", date_confidence=0.7,
        date_evidence=["八月五日"],
    )  # fmt: skip
    made = factories.article(factories.page(inferred), "麦收。", headline="")
    ReviewItem.objects.create(kind="boundary", key="k", reason="栏目难分", article=made, source=made.source)
    printed = run("references")
    checked, _rubric, written = printed.partition("GB/T 7714—2025")
    assert "云川日报 [2031-08-05] 日期系推断 day inferred: 2031-08-01 – 2031-08-09\n    0.7 八月五日" in checked
    assert checked.count("读取有疑点") == 1 and checked.count("无标题") == 1
    assert "云川县召开防汛会议[N/OL]. 云川晚报，2031-05-06（A01）" in written and "[2031-08-05]" in written
    assert "4 条 references, 1 条日期系推断" in printed and printed.endswith("缺 missing: []\n")
    assert Path("references.bib").read_text(encoding="utf-8").count("@article{xianwen-") == 4


def test_photographs_are_listed_with_caption_and_address_and_none_is_copied(run, server):
    pictured = Article.objects.exclude(photographs=[]).get()
    pictured.kind = "photo"  # of which the text is the caption
    pictured.paragraphs[0]["text"] = "石桥镇防汛演练<现场>。"
    pictured.save()
    printed = run("photographs")
    assert f"{server}/photographs/{pictured.public_id}/1-960.webp" in printed and "[('禾丰县', 1)]" in printed
    with Path("photographs.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["date"], row["newspaper"], row["caption"]) == ("2031-06-07", "云川日报", "石桥镇防汛演练<现场>。")
    page = Path("photographs.html").read_text(encoding="utf-8")
    assert f'src="{server}/photographs/{pictured.public_id}/1-240.webp"' in page and "演练&lt;现场&gt;。<br>" in page
    assert {path.suffix for path in Path().iterdir()} == {".csv", ".html"}


def test_a_notebook_holds_no_output_and_is_told_in_both_languages():
    for notebook in NOTEBOOKS.glob("*.ipynb"):
        assert notebook.stat().st_size < 20_000
        for cell in cells(notebook):
            assert not cell.get("outputs") and cell.get("execution_count") is None
            if cell["cell_type"] == "markdown":
                told = "".join(cell["source"])
                assert re.search("[\u4e00-\u9fff]{2}", told) and re.search("[A-Za-z]+ [a-z]+", told), (notebook, told)
