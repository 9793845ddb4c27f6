"""Dumps that set most paragraphs on one line and some as printed lines, and notices under news. All is invented."""

from __future__ import annotations

from articles.reading import read
from articles.reading.readings import Heading

OPENING = (
    "本报讯（记者张三）3月8日，云岭县召开春耕生产工作推进会，总结前一阶段的工作，安排部署下一步的任务，"
    "县委书记李四主持会议并讲话，各乡镇和有关单位的负责同志参加了会议。"
)
MORE = (
    "会后，与会人员分组到白石镇、柳河乡的田间地头察看苗情墒情，与种粮大户面对面交流，"
    "逐项研究解决种子、化肥、农机等方面的困难。"
)


def paragraphs_of(*lines: str) -> list[str]:
    reading = read("\n\n".join(("# 云岭县召开春耕生产会议", *lines)).encode(), "page.txt")
    assert len(reading.issues[0].articles) == 1
    return [paragraph.text for paragraph in reading.issues[0].articles[0].paragraphs]


def test_a_run_of_printed_lines_between_whole_paragraphs_is_one_paragraph() -> None:
    run = (
        "会议要求，各乡镇要抢抓农时，",
        "加强田间管理，搞好技术服务。",
        "各单位要通力协作，及时解决种",
        "粮户的困难。",
    )
    assert paragraphs_of(OPENING, MORE, *run) == [OPENING, MORE, "".join(run)]


def test_a_run_keeps_together_whose_first_line_lost_its_indent_or_ends_in_a_comma_of_latin_type() -> None:
    run = (
        "在白石镇,种粮大户王五",
        "把犁耙早早修好,换了两台新",
        "机器。他家的地,是全镇翻得",
        "最早的。",
    )
    assert paragraphs_of(OPENING, MORE, *run) == [OPENING, MORE, "".join(run)]
    quoted = (
        "“机器翻得比牲口深多",
        "了!”村民赵六打量着说道。",
        "田头笑声一片。原来,从今",
        "年2月起,县里给农机补贴。",
    )
    assert paragraphs_of(OPENING, MORE, *quoted) == [OPENING, MORE, "".join(quoted)]


def test_who_said_it_stays_with_what_was_said() -> None:
    run = (
        "白石镇请来的技术员天天",
        "到地里,手把手教大家选种、",
        "施肥,哪块地缺什么,哪块地",
        "要改种别的,什么时候浇水,",
        "什么时候打药,他都跟大家说",
        "得明明白白,大家都爱听。",
        "“这一课顶我种十年的地。”",
        "王五感慨。",
    )
    assert paragraphs_of(OPENING, MORE, *run)[-1].endswith("“这一课顶我种十年的地。”王五感慨。")


def test_a_short_line_between_whole_paragraphs_is_a_crosshead() -> None:
    cut = (
        "“往年这时候地里还没人呢，今年技术员天天来，大家心里都踏实，",
        "种粮的劲头比往年足多了。”白石镇种粮大户王五说。",
    )
    assert paragraphs_of(OPENING, "田里忙起来", *cut) == [OPENING, "田里忙起来", "".join(cut)]


def test_a_paragraph_cut_at_a_columns_end_has_no_heading_in_it() -> None:
    cut = (
        "会议强调，各乡镇要把水利设施",
        "和农机具检修好，把化肥和种子备足备齐，做到一户不漏、一块田不误，为夺取全年粮食丰收打下坚实的基础。",
    )
    assert paragraphs_of(OPENING, *cut, MORE) == [OPENING, "".join(cut), MORE]


def test_a_semicolon_at_a_lines_end_ends_a_paragraph_only_before_an_item_of_a_list() -> None:
    cut = ("会议要求，各乡镇要落实属地责任，加强田间管理；", "各部门要各司其职，做好技术服务，确保春耕生产顺利进行。")
    assert paragraphs_of(OPENING, *cut) == [OPENING, "".join(cut)]
    items = ("会议明确了三项任务：", "一是加强田间管理；", "二是做好技术服务；", "三是备足农资。")
    assert paragraphs_of(OPENING, *items) == [OPENING, *items]


def test_a_notice_under_news_that_lost_its_headline_is_an_article_of_its_own() -> None:
    dump = """\
本报讯（通讯员李四）连日来，白
石镇组织人员开展河道清淤，改善
水环境。

白石镇开展河道清淤

本报讯（记者张三）3月8日，云岭
县召开春耕生产会议，安排部署春
耕备播工作。
县水利局面向社会公开征
集节水灌溉意见建议，欢迎广大
市民参与。
联系电话：3001234。

关于征集节水灌溉意见建议的公告
"""
    articles = read(dump.encode(), "page.txt").issues[0].articles
    assert [(article.kind, len(article.paragraphs)) for article in articles] == [
        ("news", 1),
        ("news", 1),
        ("notice", 2),
    ]
    assert not articles[1].heading.headline
    assert articles[2].heading.headline[0].text == "关于征集节水灌溉意见建议的公告"


PARTED = """\
# 县委常委会会议召开

本报讯 (记者张三)12月17日,县委书记李四主持召开县委常委会会议,安排岁末年初工作。

李四强调,要在“稳”字上下功夫。一要稳安全,隐患不除不放过;二要稳民生,

## 我县安排部署森林防火工作

12月16日,旅客在清源北站候车。高铁于12月12日开通运营,乡亲们在家门口坐上高铁。
本报记者 王五 摄

盯紧农民工工资支付,把群众的事一件一件办妥;三要稳经济,确保任务圆满完成。

会议还研究了其他事项。

本报讯 (记者赵六)12月16日,全县森林防火工作会议召开,安排部署森林防火工作。
"""


def test_a_sentence_goes_on_after_a_heading_and_a_photo_of_other_columns() -> None:
    (issue,) = read(PARTED.encode(), "page.txt").issues
    meeting = issue.pages[0].articles[0]
    assert "二要稳民生,盯紧农民工工资支付" in meeting.paragraphs[1].text
    assert meeting.paragraphs[-1].text == "会议还研究了其他事项。"


ITEMS = """\
云岭县召开会议

本报讯（记者张三）3月8日上午，云岭县召开会议，
部署下一步的各项工作，县领导出席会议，提出要求。

民生短波
柳河乡：旧衣物有了新去处
近日，柳河乡在12个村设置旧衣物回收箱，由志愿者
定期清运，帮助困难家庭添置冬衣。（郑七）
河阳街道：小菜园变停车位
3月5日，河阳街道一个老旧小区的68个新停车位划线
完工，小菜园全部清完，居民拍手称快。（孙八）
"""


def test_whose_news_an_item_is_heads_it_though_no_blank_line_does() -> None:
    (issue,) = read(ITEMS.encode(), "page.txt").issues
    heads = [Heading.joined(article.heading.headline) for article in issue.pages[0].articles]
    assert heads[-2:] == ["柳河乡：旧衣物有了新去处", "河阳街道：小菜园变停车位"]
