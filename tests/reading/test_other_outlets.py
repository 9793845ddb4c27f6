"""How papers, their websites and county media centres open, sign and head stories. All is invented."""

from __future__ import annotations

from datetime import date

import pytest

from articles.reading import read
from articles.reading.lines import anchors, credits, furniture
from articles.reading.readings import ArticleReading, Credits, Heading


def articles_of(*paragraphs: str) -> list[ArticleReading]:
    reading = read("\n\n".join(paragraphs).encode(), "page.txt")
    return [article for issue in reading.issues for page in issue.pages for article in page.articles]


def headline(article: ArticleReading) -> str:
    return Heading.joined(article.heading.headline)


@pytest.mark.parametrize(
    ("line", "dateline"),
    [
        ("云岭网讯（云岭报业全媒体记", "云岭网讯"),  # the line ends before 者
        ("岭上云岭消息(记者甲乙)3月8日", "岭上云岭消息"),
        ("山水日报客户端讯(通讯员甲乙)正是秋收时节", "山水日报客户端讯"),
        ("云岭日报社云岭融媒讯1月8日，市政协召开会议", "云岭日报社云岭融媒讯"),
    ],
)
def test_any_outlets_dateline_opens_a_story(line: str, dateline: str) -> None:
    assert anchors.opening(line) == ("dateline", dateline)


@pytest.mark.parametrize("line", ["据云岭网消息，今年的小麦长势好", "这个消息网上早就有了", "村里通了电讯"])
def test_what_a_story_tells_of_an_outlet_opens_none(line: str) -> None:
    assert anchors.opening(line) == ("", "")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("云岭网讯（云岭报业全媒体记者 张三 通讯员李四文/图）3月8日", Credits(("张三",), ("李四",))),
        ("本报讯(记者张三 实习生李四)昨日", Credits(("张三", "李四"))),
        ("本报讯（张三 李小四）近期", Credits(correspondents=("张三", "李小四"))),
        ("本报讯（综合整理）近期", Credits()),
        ("本报讯 通讯员张三报道：近日", Credits(correspondents=("张三",))),
        ("本报讯 全媒体记者张三、通讯员李四报道：近日", Credits(("张三",), ("李四",))),
        ("本报讯（李四五　记者　张　三）近日", Credits(("张三",), ("李四五",))),  # who sent it in has no role
        ("本报讯（记者 王一 赵二 \n钱小三 孙四）昨日", Credits(("王一", "赵二", "钱小三", "孙四"))),  # wrapped between
        ("本报讯（记者 王一 赵\n小二）昨日", Credits(("王一", "赵小二"))),  # wrapped inside a name
    ],
)
def test_who_wrote_it_is_read_behind_any_dateline(text: str, found: Credits) -> None:
    assert credits.dateline_credits(text) == found


def test_a_byline_wrapped_inside_a_word_is_no_text() -> None:
    lines = (
        "云岭县代表到清源县视察",
        "□云岭日报·新云岭客户端记者 张三 通",
        "讯员 李四五 王六",
        "12月19日，云岭县人大常委会主任赵七带",
        "领代表到清源县视察，清源县有关负责同志",
        "陪同。",
    )
    (article,) = articles_of("\n".join(lines))
    assert article.credits == Credits(("张三",), ("李四五", "王六"))
    assert [p.text for p in article.paragraphs if p.role == "body"] == ["".join(lines[3:])]


def test_whoever_signs_under_a_photo_took_it() -> None:
    caption = "图为3月8日，云岭县白石镇村民在大桥上合影，这座桥就要拆除重建了。"
    story = "本报讯（记者钱八）3月8日，云岭县召开春耕会议，部署下一步的各项工作。"
    for signed in ("云岭日报社全媒体记者 张三", "晚报记者 张三 摄影报道"):
        photo = articles_of(f"{caption}\n{signed}", "云岭县召开春耕会议", story)[0]
        assert (photo.kind, photo.credits) == ("photo", Credits(photographers=("张三",)))


def test_items_signed_one_by_one_are_one_list_of_briefs() -> None:
    items = (
        "●截至5月底，我市新引进项目80个，总投资71亿元。（张三）",
        "●日前，我市小麦病虫害防治会议召开，会议总结了经验。\n（李四）",
        "●6月29日，柳河乡便民服务中心改建工程开工。（王小五）",
    )
    first = "本报讯（记者钱八）3月8日，云岭县召开春耕会议，部署下一步的各项工作。"
    briefs = articles_of("云岭县召开春耕会议", first, "简 讯", "\n".join(items))[1]
    assert headline(briefs) == "简讯"
    assert briefs.credits.correspondents == ("张三", "李四", "王小五")


def test_a_list_of_signed_items_is_one_article_whatever_its_marks() -> None:
    items = ("▲截至5月底，我市新引进项目80个。（张三）", "▲6月29日，柳河乡便民服务中心开工。（本报通讯员 王小五）")
    first = "本报讯（记者钱八）3月8日，云岭县召开春耕会议，部署下一步的各项工作。"
    _, briefs = articles_of("云岭县召开春耕会议", first, "县市短波", *items)
    assert (headline(briefs), [paragraph.text[0] for paragraph in briefs.paragraphs]) == ("县市短波", ["▲", "▲"])


def test_the_title_over_briefs_that_have_headlines_is_a_banner() -> None:
    first, second = (
        f"本报讯（记者{name}）3月8日，{place}召开会议。" for name, place in (("张三", "云岭县"), ("李四", "柳河乡"))
    )
    one, other = articles_of("简 讯", "云岭县召开会议", first, "柳河乡召开会议", second)
    assert (headline(one), headline(other)) == ("云岭县召开会议", "柳河乡召开会议")
    assert Heading.joined(one.heading.banner) == "简讯"


def test_a_leading_article_that_names_nobody_is_no_part_of_the_feature_above() -> None:
    feature = (
        "摩天岭下的合作社", "本报记者 张三", "清晨，薄雾还没有散去，向开元已经钻进了屋后的林子。",
        "第一桶蜜", "去年秋天，驻村干部来到这里，家家都挂着蜂桶。", "一根网线", "蜜多了，销路又成了新问题。",
    )  # fmt: skip
    leader = ("让“绣花针”扎到最细处", "本报评论员", "绣花，难在一个“细”字。", "细，首先要细在底数上。")
    assert [headline(article) for article in articles_of(*feature, *leader)] == [feature[0], leader[0]]


def test_markdowns_stars_are_no_part_of_a_byline() -> None:
    (article,) = articles_of(
        "## 一棵甘蓝的出海路", "**本报全媒体记者 张三 通讯员 李四 王五**", "九月的江边，菜地望不到边。"
    )
    assert article.credits == Credits(("张三",), ("李四", "王五"))


def test_what_a_correspondent_signs_is_news_though_its_headline_sounds_like_a_notice() -> None:
    text = "昨日，云岭县举办冬季专场招聘会，56家企业提供岗位1200个，达成意向640人。（张三）"
    (article,) = articles_of("## 云岭县招聘会提供岗位1200个", text)
    assert article.kind == "news"


def test_a_paragraph_that_nobody_signs_and_that_says_whom_to_ring_is_a_notice() -> None:
    text = "本报“健康大讲堂”第86期将于9月21日9时在市图书馆举行，欢迎参加。报名咨询电话：8797376。"
    (article,) = articles_of("## 周六“健康大讲堂”讲孕期营养", text)
    assert article.kind == "notice"


def test_a_heading_that_asks_stands_above_its_subheadline() -> None:
    body = "秋风渐起，又到了接种疫苗的季节，哪些人应该优先接种，记者采访了有关专家。"
    (article,) = articles_of("流感疫苗，你了解多少？", "——访云岭县疾控中心主任张三", "本报记者 李四", body)
    assert headline(article) == "流感疫苗，你了解多少？"


@pytest.mark.parametrize("line", ["今年以来，该行", "随后，李四来到柳河镇", "因线路改造，下列时段将停电，请做好准备："])
def test_how_sentences_begin_and_lead_on_is_no_headline(line: str) -> None:
    first = "本报讯（记者张三）3月8日，云岭县召开春耕会议，部署下一步的各项工作，要求各乡镇抓紧抓好，不误农时。"
    (article,) = articles_of("## 云岭县召开春耕会议", first, line)
    assert article.paragraphs[-1].text == line


FIRST = (
    "本报讯（记者张三）昨日下午，全市座谈会召开，有关负责人参加会议，大家畅谈体会，交流经验，气氛十分热烈。",
    "会议要求，要把思想和行动统一到决策部署上来，围绕中心，服务大局，扎实工作，再创佳绩。",
)
LED = "昨日上午，市委书记赵七到柳河区调研社区建设和棚户区改造情况，柳河区有关负责同志陪同调研。"
ON_TOUR = (
    "在白石街道和平社区，赵七走进党员群众服务中心，详细了解网格化管理模式、便民服务流程和工作人员待遇等情况。",
    "在柳河街道新建小区，赵七询问房子什么时候交钥匙，户型够不够住，孩子上学远不远，老人看病方便不方便。",
    "每到一处，赵七都叮嘱随行的同志，要多听群众的意见，把好事办好，把实事办实，让居民早日住进新房。",
)


def test_a_heading_over_dated_news_that_says_the_same_is_a_headline() -> None:
    found = articles_of("全市座谈会召开", *FIRST, "赵七到柳河区调研", LED, *ON_TOUR)
    assert [headline(article) for article in found] == ["全市座谈会召开", "赵七到柳河区调研"]


def test_a_heading_over_dated_text_that_says_something_else_is_a_crosshead() -> None:
    (article,) = articles_of("全市座谈会召开", *FIRST, "住得稳才能心安", LED, *ON_TOUR)
    assert [p.text for p in article.paragraphs if p.role == "crosshead"] == ["住得稳才能心安"]


BOXED = "本报讯（记者张三）昨日，{0}{1}工作有新进展，{0}负责人介绍了{1}的做法和下一步的打算。"


def test_a_box_headed_above_on_a_page_headed_below() -> None:
    story = BOXED.format
    page = (
        *(story("水利部门", "河道清淤"), "水利部门推进河道清淤"),
        *(story("林业部门", "荒山造林"), "林业部门推进荒山造林"),
        *(story("交通部门", "公路养护"), "交通部门推进公路养护"),
        "（上接第一版）各地要把责任落实到岗到人，确保各项任务按期完成，让群众满意。",
        *("白石镇环境整治", story("白石镇", "环境整治")),
        *("柳河乡垃圾分类", story("柳河乡", "垃圾分类")),
        *(story("教育部门", "校园安全"), "教育部门推进校园安全"),
    )
    heads = [headline(article) for article in articles_of(*page) if article.kind == "news"]
    assert heads[:3] == ["水利部门推进河道清淤", "林业部门推进荒山造林", "交通部门推进公路养护"]
    assert heads[3:] == ["白石镇环境整治", "柳河乡垃圾分类", "教育部门推进校园安全"]


def test_a_box_takes_nothing_from_stories_above_that_lost_their_headings() -> None:
    bare = (BOXED.format("财政部门", "预算公开"), BOXED.format("民政部门", "养老服务"))
    above = [
        part for one in ("水利", "林业", "交通", "教育") for part in (BOXED.format(one, "项目"), f"{one}项目有进展")
    ]
    photo = "图为3月8日，工人们在工地上忙碌。本报记者 李四 摄"
    box = [part for one in ("白石镇环境整治", "柳河乡垃圾分类") for part in (one, BOXED.format(one[:3], one[3:]))]
    last = (BOXED.format("卫健", "项目"), "卫健项目有进展")
    news = [article for article in articles_of(*above, *bare, photo, *box, *last) if article.kind == "news"]
    assert [headline(article) for article in news[4:8]] == ["", "", "白石镇环境整治", "柳河乡垃圾分类"]


def test_a_letter_keeps_its_salutation_below_its_heading() -> None:
    news = "本报讯（记者张三）3月8日，云岭县召开春耕会议，部署下一步的各项工作，县领导出席。"
    letter = "你们在全市率先完成任务，为全市树立了榜样，谨向你们致以热烈的祝贺和衷心的感谢！"
    found = articles_of(news, "云岭县召开春耕会议", "贺 信\n中共云岭县委、云岭县人民政府：", letter)
    assert (found[1].kind, headline(found[1])) == ("notice", "贺信")
    assert [p.text for p in found[1].paragraphs] == ["中共云岭县委、云岭县人民政府：", letter]


def test_a_picture_parts_a_caption_and_no_sentence() -> None:
    cut = "本报讯（记者张三）3月8日，观摩团先后观摩了水库、河道和湿地等水系建"
    caption = "3月7日，白石镇果园里桃花开得正好，村民们忙着疏花。"
    rest = "设项目，听取了有关负责同志的介绍，对下一步的工作提出了要求。"
    story, photo = articles_of("# 观摩团观摩水系项目", cut, "<!-- image -->", caption, rest)
    assert [p.text for p in story.paragraphs] == [cut + rest]
    assert (photo.kind, photo.paragraphs[0].text) == ("photo", caption)


def test_a_folio_of_several_parts_dates_the_page() -> None:
    folio = "2022年12月28日 星期三 农历壬寅年十二月初六 | 第03版:县市新闻 | 责编:张三 电话:0715-8128771"
    story = "本报讯(记者李四)9月17日下午,云岭县召开会议,部署下一步的各项工作,县领导出席。"
    (issue,) = read(f"# 云岭日报\n\n{folio}\n\n## 云岭县召开会议\n\n{story}".encode(), "page.txt").issues
    assert (issue.date.date, issue.date.basis) == (date(2022, 12, 28), "printed")
    assert furniture.kind_of("云岭县|召开会议") is None


def test_a_web_pages_line_of_day_and_source_is_no_headline() -> None:
    title, head = "考察团来我市考察", "2024年10月29日　来源：云岭日报　　放大 缩小 默认"
    story = "　　本报讯（记者张三）7月22日，考察团来我市考察，市领导陪同，双方进行了座谈交流。"
    (article,) = articles_of(f"第02版：要闻　上一版　下一版\n标题导航\n{title}\n\n{title}\n{head}\n{story}")
    assert headline(article) == title


def test_an_anniversary_of_womens_day_tells_the_year() -> None:
    story = "本报讯 3月6日上午，我市举行纪念三八国际劳动妇女节109周年大会，先进集体和个人受到表彰。"
    (issue,) = read(f"我市举行表彰大会\n\n{story}".encode(), "page.txt").issues
    assert issue.date.date == date(2019, 3, 7)


def test_the_only_heading_below_a_story_without_dateline_is_a_headline() -> None:
    tour = ("6月14日，省里的座谈会上，负责人几次提到云岭的空气、国家公园，还有评上称号的白石镇。", ON_TOUR[0])
    town = ("小城镇整治开展以来，柳河镇把它和产业培育拧成一股绳，码头边的铺子一家家开了张。", ON_TOUR[1])
    found = articles_of("省里推介云岭好去处", *tour, "柳河：旧码头有了新模样", *town)
    assert [headline(article) for article in found] == ["省里推介云岭好去处", "柳河：旧码头有了新模样"]
    (feature,) = articles_of("省里推介云岭好去处", *tour, "看得见山", town[0], "望得见水", *town[1:])
    assert [p.text for p in feature.paragraphs if p.role == "crosshead"] == ["看得见山", "望得见水"]


def test_a_heading_marked_like_the_headline_above_is_one() -> None:
    items = "●白石镇把空地改成游园，新增面积4000平方米。\n\n●柳河乡整修了村里的道路，出行方便多了。"
    found = articles_of("# 山里来了新书记", "本报记者 张 三", *ON_TOUR, "# 扶贫动态", items)
    assert [headline(article) for article in found] == ["山里来了新书记", "扶贫动态"]


def test_photos_from_the_papers_files_are_each_an_article() -> None:
    story = "本报讯（记者张三）3月8日，云岭县召开春耕会议，部署下一步的各项工作，县领导出席。"
    captions = ("县委书记李四（中）走进社区，了解居民的需求。（本报资料照片）", "县长王五接过牌匾。（资料图片）")
    found = articles_of("云岭县召开春耕会议", story, *captions)
    assert [(a.kind, a.paragraphs[0].text) for a in found[1:]] == [("photo", caption) for caption in captions]


def test_a_folio_that_lost_its_marks_is_told_by_its_parts() -> None:
    assert furniture.kind_of("2要闻2022年12月29日星期四责任编辑张三丰电话3129130云岭日报") == "date"
    assert furniture.kind_of("2022年12月29日责任编辑张三丰电话3129130受表彰") is None


def test_who_wrote_and_who_took_a_photo_share_a_line() -> None:
    assert credits.photo_credit("本报记者 张三 文 李四 摄") == Credits(("张三",), (), ("李四",))
