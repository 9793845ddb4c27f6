"""Stories that boxes, notices and headlines interrupt; headlines on both sides or in a stack. All invented."""

from __future__ import annotations

import pytest

from articles.reading import read
from articles.reading.readings import ArticleReading, Heading


def wrapped(*paragraphs: str, ems: int = 16) -> str:
    """Paragraphs as a column of so many characters, with no blank line and no indent."""
    pieces = ["\u3000\u3000" + paragraph for paragraph in paragraphs]
    lines = [piece[at : at + ems] for piece in pieces for at in range(0, len(piece), ems)]
    return "\n".join(line.strip("\u3000") for line in lines) + "\n"


SILK = (
    "本报通讯员 张三",
    "初秋时节，走进石桥县云岭镇的桑园，蚕农们背着竹篓采摘桑叶，蚕房里传来春雨般的沙沙声，今年的秋蚕长势喜人。",
    "云岭镇把养蚕作为增收的主导产业，桑园面积达到三千亩，蚕农户均收入超过六千元，成了远近闻名的养蚕大镇。",
)
SILK_REST = (
    "南山村党支部书记李四带头流转土地建起密植桑园，办起小蚕共育室，带动全村八十六户养蚕，蚕农户均增收四千元。",
    "在镇上的缫丝车间里，一颗颗蚕茧变成雪白的蚕丝，蚕丝产品远销沿海，吸纳了一百二十名蚕农在家门口就业。",
)
HOME = (
    "本报讯（记者王五）亲情电话、图书角、心理咨询室……3月6日，清源县白石镇留守儿童之家正式挂牌，孩子们有了课外活动的地方。",
    "白石镇聘请退休教师担任爱心妈妈，为孩子们辅导作业、疏导心理，年底前各中心村都将建起留守儿童之家。",
)


def test_whole_paragraphs_below_a_box_go_back_to_the_story_that_is_set_like_them() -> None:
    """Nothing marks the rest: it is set in the columns of the story above the box, and speaks of the same."""
    page = (
        f"一片桑叶铺出致富路\n\n{wrapped(*SILK)}\n留守儿童之家在白石镇挂牌\n\n{wrapped(*HOME, ems=24)}\n"
        f"{wrapped(*SILK_REST)}"
    )
    silk, home = _articles(page)
    assert [paragraph.text for paragraph in silk.paragraphs[-2:]] == list(SILK_REST)
    assert "order" in {doubt.kind for doubt in silk.doubts}
    assert "桑园" not in "".join(paragraph.text for paragraph in home.paragraphs)


def test_a_notice_in_an_open_sentence_does_not_end_the_story() -> None:
    page = (
        "# 干部驻村零距离\n\n本报记者 张三\n\n"
        "石桥县云岭镇离县城十八公里，过去群众办证要走大半天山路，去年以来，镇里整合资金在各村建起便民服务站，\n\n"
        "### 停电通知\n\n因线路检修需要，定于7月15日6时至18时对北街一带停电，请用户做好准备。\n\n服务热线:95598\n\n"
        "把低保申请、办证查询等四十三项便民事项下放到各村服务站办理。\n\n群众说，如今办证不出村，驻村干部就是自家人。\n"
    )
    story, notice = _articles(page)
    assert "建起便民服务站，把低保申请、办证查询等" in story.paragraphs[1].text
    assert story.paragraphs[-1].text.endswith("驻村干部就是自家人。")
    assert (notice.kind, notice.paragraphs[-1].text) == ("notice", "服务热线:95598")


def test_who_speaks_without_an_office_speaks_in_the_story_that_told_who_that_is() -> None:
    page = (
        "水利局督导组到云岭镇检查\n\n"
        "本报讯(通讯员张三)3月12日,县水利局副局长郭一凡带领督导组到云岭镇检查水库安全度汛准备情况,听取了汇报。\n\n"
        "全县法院曝光台上线\n\n"
        "本报讯(记者李四)记者从昨日召开的新闻发布会上获悉,县法院开设的曝光台正式上线,首批公布了六十名失信被执行人。\n\n"
        "郭一凡要求,各水库要落实专人值守,备足防汛物资,发现险情立即上报。\n\n"
        "县法院有关负责人说,被纳入名单的人在贷款、乘坐飞机等方面将受到限制。\n"
    )
    water, court = _articles(page)
    assert water.paragraphs[-1].text.startswith("郭一凡要求")
    assert [paragraph.text[:4] for paragraph in court.paragraphs] == ["本报讯(", "县法院有"]
    assert "order" in {doubt.kind for doubt in water.doubts}


def test_a_headline_amid_a_sentence_is_the_storys_own() -> None:
    text = (
        "本报讯（记者张三）3月22日下午，县委副书记、县长李四来到他所在的云岭镇代表团，与代表们一起审议政府工作报告。",
        "会场气氛热烈。云岭镇镇长孙八主持审议，代表们先后发言，围绕交通、农业和陶瓷产业发展畅谈体会，提出建议，李四不时插话，与大家深入交流探讨。",
    )
    page = wrapped(*text, ems=22).replace("发展畅\n", "发展畅\n李四参加云岭镇代表团审议\n")
    (article,) = _articles(page)
    assert _headline(article) == "李四参加云岭镇代表团审议"
    assert [paragraph.text for paragraph in article.paragraphs] == list(text)


DROUGHT = ("本报讯（记者张三）3月13日，副县长李四到云岭镇检查春灌工作，要求管好每一条水渠，让水早一天流进麦田。",)
MEETING = (
    "本报讯（记者王五）昨日下午，全省防汛减灾电视电话会议结束后，我县立即召开会议，对防汛减灾工作进行安排部署。",
)
PARK = ("本报讯（记者赵六）3月15日，县长周九深入石桥工业园，实地调研重点项目建设情况，要求推动项目早竣工、早投产。",)
CLINIC = ("本报讯（通讯员钱七）3月11日，县医院的医生来到南山村开展义诊，为村民测量血压，发放健康手册三百余份。",)


def test_a_headline_belongs_to_the_story_that_no_blank_line_parts_from_it() -> None:
    page = (
        f"{wrapped(*DROUGHT)}李四检查春灌工作\n\n"
        f"全县防汛减灾电视电话会议召开\n{wrapped(*MEETING)}\n"
        f"{wrapped(*PARK)}周九调研重点项目建设\n\n"
        f"医生义诊走进南山村\n{wrapped(*CLINIC)}"
    )
    assert [_headline(article) for article in _articles(page)] == [
        "李四检查春灌工作",
        "全县防汛减灾电视电话会议召开",
        "周九调研重点项目建设",
        "医生义诊走进南山村",
    ]


def test_headlines_in_one_stack_go_by_wording_whatever_side_the_others_stand_on() -> None:
    page = (
        f"{wrapped(*DROUGHT)}\n{wrapped(*MEETING)}\n{wrapped(*PARK)}\n"
        f"医生义诊走进南山村\n{wrapped(*CLINIC)}\n"
        "周九调研重点项目建设\n\n李四检查春灌工作\n\n全县防汛减灾会议召开\n\n奋进路上\n"
    )
    articles = _articles(page)
    assert [_headline(article) for article in articles] == [
        "李四检查春灌工作",
        "全县防汛减灾会议召开",
        "周九调研重点项目建设",
        "医生义诊走进南山村",
    ]
    assert all("heading" in {doubt.kind for doubt in article.doubts} for article in articles[:3])


def test_one_line_each_below_a_column_for_voices_without_datelines() -> None:
    voices = (
        ("县人大代表、云岭镇茶农丁一凡：建议加大对茶农的技术培训，让云岭茶香飘得更远。（记者 张三 整理）",),
        ("县政协委员、白石镇卫生院医生郭小平：乡镇留不住人才，希望县里出台政策，让群众看得上病。（记者 李四 整理）",),
        ("县人大代表、南山镇村民何大山：拔穷根靠产业，今年要办好合作社，用产业拔掉穷根。（记者 王五 整理）",),
    )
    page = (
        f"李四检查春灌工作\n{wrapped(*DROUGHT, *PARK)}\n"
        "代表委员心声\n\n让云岭茶香飘得更远\n补齐农村医疗的短板\n用产业拔掉穷根\n\n"
        + "\n".join(wrapped(*voice) for voice in voices)
    )
    articles = _articles(page)[-3:]
    assert [_headline(article) for article in articles] == [
        "让云岭茶香飘得更远",
        "补齐农村医疗的短板",
        "用产业拔掉穷根",
    ]
    assert [Heading.joined(article.heading.banner) for article in articles] == ["代表委员心声"] * 3
    assert [article.credits.reporters for article in articles] == [("张三",), ("李四",), ("王五",)]


@pytest.mark.parametrize(
    ("heading", "headline", "column", "writer"),
    [
        ("莫让便利变成负担\n\n丁一凡", "莫让便利变成负担", "", ("丁一凡",)),
        ("莫让便利变成负担\n\n□ 丁一凡", "莫让便利变成负担", "", ("丁一凡",)),
        ("党旗在一线高高飘扬\n\n深山里的领头雁\n\n——记云岭镇干部何大山", "深山里的领头雁", "党旗在一线高高飘扬", ()),
        ("【连线2021】\n莫让便利变成负担", "莫让便利变成负担", "【连线2021】", ()),
        ("安居更要乐业\n——三论移民搬迁\n\n□ 本报评论员", "安居更要乐业", "", ()),
    ],
)
def test_what_stands_around_a_headline_is_told_from_it(
    heading: str, headline: str, column: str, writer: tuple[str, ...]
) -> None:
    (article,) = _articles(f"{heading}\n\n一部手机装了十几个程序，一天打卡七八次，干部说记不清名字，便利就变了味。\n")
    assert "".join(block.text for block in article.heading.headline) == headline
    assert Heading.joined(article.heading.banner) == column
    assert article.credits.correspondents == writer


def test_teasers_and_the_masthead_below_a_notice_are_furniture() -> None:
    page = (
        f"医生义诊走进南山村\n{wrapped(*CLINIC)}\n"
        "“云岭好人”候选人推荐公告\n\n为展示我县道德建设成果，即日起开展“云岭好人”推荐评选活动，请各单位于6月10日前报送材料。\n"
        "清源县文明办公室\n2019年5月15日\n\n"
        "导 读\n让黄河故道生金\n——白石镇特色种植见闻\n▶▶▶见今日三版\n\n"
        "QING’YUAN RIBAO\n清源日报\n2019年5月16日\n星期四\n第7218号 今日4版\n清源网：www.qy.cn\n"
    )
    reading = read(page.encode(), "x.txt")
    (issue,) = reading.issues
    assert str(issue.date.date) == "2019-05-16"
    clinic, notice = issue.articles
    assert _headline(clinic) == "医生义诊走进南山村"
    assert (_headline(notice), notice.paragraphs[-1].text) == ("“云岭好人”候选人推荐公告", "2019年5月15日")
    furniture = {piece.text for page in issue.pages for piece in page.furniture}
    assert {"让黄河故道生金", "——白石镇特色种植见闻", "清源网：www.qy.cn"} <= furniture


def _articles(page: str) -> tuple[ArticleReading, ...]:
    return tuple(article for issue in read(page.encode(), "x.txt").issues for article in issue.articles)


def _headline(article: ArticleReading) -> str:
    return Heading.joined(article.heading.headline)


def test_a_sentence_that_a_campaign_and_another_story_interrupt_goes_on_below_it() -> None:
    """The rest stands below that story, set like it; only the comma and the wording tell."""
    geese = "清晨的石桥县白石镇，卤制品车间里热气腾腾，工人们将铜鹅放进老卤锅，香味扑鼻而来。"
    cut = "白石镇养铜鹅的历史有百年，过去多是散户。村民李四去年养铜鹅四百羽，"
    rest = "纯收入两万元。“鹅苗赊给我们，长大了再来收，铜鹅不愁卖。”李四说。"
    lift = "在六楼住了二十年，终于盼来电梯。东城街道老旧小区的居民坐着新电梯下楼遛弯，逢人便夸。"
    page = (
        f"铜鹅卤出大产业\n\n本报记者 张三\n\n{wrapped(geese, cut)}\n党史学习教育\n\n老旧小区装上电梯\n\n"
        f"{wrapped('本报讯（通讯员王五）' + lift)}\n{wrapped(rest)}\n白石镇修好水渠\n\n{wrapped(*HOME)}"
    )
    story, other, _ = _articles(page)
    assert story.paragraphs[-1].text == cut + rest
    assert other.paragraphs[-1].text.endswith("逢人便夸。")
