"""Pages that print headlines below their stories, with what does not follow that rule. All invented."""

from __future__ import annotations

import pytest

from articles.reading import read
from articles.reading.lines.line import source_lines
from articles.reading.paragraphs.units import Unit
from articles.reading.readings import ArticleReading, Heading
from articles.reading.stories.sides import sides
from articles.reading.stories.story import Gap, Story

PAGE = """\
本报讯（记者张三） 3月13日，全
市农村工作会议召开，总结去年工
作，部署今年任务，要求各地把粮
食安全扛在肩上。
会议指出，要严守耕地红线，抓实
春季田管，让种粮的人有账算、有
钱赚。

全市农村工作会议召开

本报记者 李 四

“灭火器过期了，谁来检查？”3月
11日晚，副市长王五站在一家歌厅
的走廊里，脸色凝重。
“说实话，心里不是滋味。”经理
赵六说，问题出在自己身上。

今天不听汇报 只看现场
——副市长王五带队夜查消防安全见闻

清源市人民代表大会常务委员会任免名单

（2023年 3 月 10 日清源市第四届人民
代表大会常务委员会第二次会议通过）

决定任命：
钱七为清源市水利局局长；
孙八为清源市审计局局长。

决定免去：
周九的清源市水利局局长职务。

3月12日，云岭县山后村后坡，村民
和返乡大学生一起为刚栽下的连翘
苗培土。
当天，该县近千名干部群众参加了
义务植树活动。
本报记者 吴十 摄

中共云岭县委组织部
任前公示

经县委常委会会议研究，现将
拟任职人选公示如下：
郑一，男，1979年6月生，云岭
县水利局副局长，拟任县直单位
正职。

本报讯（记者冯二） 3月7日，市政
协召开常委会会议，围绕康养旅游
协商议政。
会议指出，协商要协到点子上、商
出真办法。

市政协常委会会议召开
"""


def told(text: str) -> list[ArticleReading]:
    return [article for issue in read(text.encode(), "page.txt").issues for article in issue.articles]


def heading(article: ArticleReading) -> str:
    return " / ".join(filter(None, map(Heading.joined, (article.heading.headline, article.heading.subheadline))))


def test_a_notice_has_the_heading_above_it_where_all_others_stand_below() -> None:
    assert [(article.kind, heading(article)) for article in told(PAGE)] == [
        ("news", "全市农村工作会议召开"),
        ("news", "今天不听汇报 只看现场 / ——副市长王五带队夜查消防安全见闻"),
        ("notice", "清源市人民代表大会常务委员会任免名单"),
        ("photo", ""),
        ("notice", "中共云岭县委组织部 任前公示"),
        ("news", "市政协常委会会议召开"),
    ]


def test_each_appointment_of_a_list_is_a_paragraph() -> None:
    listed = told(PAGE)[2]
    assert [paragraph.text for paragraph in listed.paragraphs] == [
        "（2023年3月10日清源市第四届人民代表大会常务委员会第二次会议通过）",
        "决定任命：",
        "钱七为清源市水利局局长；",
        "孙八为清源市审计局局长。",
        "决定免去：",
        "周九的清源市水利局局长职务。",
    ]


def test_the_sentences_under_a_photo_are_one_caption() -> None:
    photo = told(PAGE)[3]
    assert [p.text[-6:] for p in photo.paragraphs if p.role == "body"] == ["义务植树活动。"[-6:]]
    assert photo.credits.photographers == ("吴十",)


MASTHEAD = "# 清源日报\n\n2021年9月8日 星期三\n\n"


def test_an_official_who_signs_below_the_headline_is_no_part_of_it() -> None:
    signed = MASTHEAD + (
        "## 把“问题清单”变成“履职清单”\n\n清源市人大常委会主任 欧阳文\n\n"
        "人民代表大会制度具有强大生命力，我们要把群众的期盼放在心上，把监督的责任扛在肩上。\n\n"
        "去年我们开展饮水安全专题询问，问出了23个问题，每一个问题都有了回音。\n"
    )
    (article,) = told(signed)
    assert heading(article) == "把“问题清单”变成“履职清单”"
    assert (article.paragraphs[0].role, article.paragraphs[0].text[-3:]) == ("byline", "欧阳文")


def test_a_place_with_a_colon_on_a_line_of_its_own_begins_a_headline() -> None:
    page = MASTHEAD + (
        "(上接第一版②)在云岭市东村街道议事室，他翻看记录，与大家坐在一条板凳上。他指出，\n\n"
        "清源市:\n\n重实干 抓落实 开新局\n\n"
        "本报讯 (记者张三)3月18日，清源市委召开会议，传达学习会议精神，听取一季度重点工作进展情况。\n\n"
        "会议要求，年初定下的事，一件一件都要有回音，确保一季度开门红。\n"
    )
    jump, news = told(page)
    assert heading(news).replace(" ", "") == "清源市:重实干抓落实开新局"
    assert jump.paragraphs[-1].text.endswith("他指出，")


def test_the_rest_of_a_story_among_anothers_text_comes_home_with_a_doubt() -> None:
    page = MASTHEAD + (
        "(上接第一版②)在云岭市东村街道\n“有事好商量”议事室，欧阳文翻看\n议事记录，与正在商议停车难的政协\n"
        "委员坐在一条板凳上。欧阳文指出，\n\n"
        "## 渡口县检察院：公开听证化解邻里纠纷\n\n"
        "本报讯 (通讯员张三)3月15日，渡口县人民检察院就一起邻里纠纷引发的轻伤害案召开公开听证会，由检察长主持，"
        "人民监督员等五人受邀担任听证员。\n\n"
        "经闭门评议，一致同意检察机关的意见。“法理讲透了，我的气也顺了。”被害人当场与对方握手言和，双方签了协议。\n\n"
        "要完善“提出、办理、评价”闭环机制，\n让群众看到变化。云岭市政协主席李\n四陪同。\n"
        "欧阳文还来到政协委员创办的养老服\n务公司，就发挥委员作用提出要求。\n"
    )
    jump, news = told(page)
    assert "".join(p.text for p in jump.paragraphs).endswith("就发挥委员作用提出要求。")
    assert "欧阳文指出，要完善“提出、办理、评价”闭环机制" in "".join(p.text for p in jump.paragraphs)
    assert "order" in [doubt.kind for doubt in jump.doubts]
    assert news.paragraphs[-1].text.endswith("双方签了协议。")


def test_text_that_begins_inside_a_quotation_is_the_rest_of_another_story() -> None:
    page = MASTHEAD + (
        "## 云岭县人民法院加快知识产权案件审理\n\n"
        "本报讯 (通讯员张三)“足不出厂，官司就有了结果。”5月12日，一家企业的负责人收到调解书。\n\n"
        "今年3月，云岭县人民法院在科创园设立巡回点，法官每周三到场值守，把案件办在车间里。\n\n"
        "守好这片竹林。”他要求把竹林保护和文旅融合统筹起来，为全省乡村全面振兴作出示范。\n\n"
        "市委副书记李四陪同调研。\n"
    )
    court, rest = told(page)
    assert court.paragraphs[-1].text.endswith("办在车间里。")
    assert (rest.kind, heading(rest), rest.paragraphs[0].text[:4]) == ("jump", "", "守好这片")
    assert "jump" in [doubt.kind for doubt in rest.doubts]


def test_the_word_notice_alone_is_a_headline_and_no_page() -> None:
    page = MASTHEAD + (
        "云岭县召开春耕会议\n\n本报讯（记者张三）3月8日，云岭县召开春耕生产会议，安排部署春耕备播工作。\n\n"
        "公 告\n\n因河道清淤需要，自9月18日起，市区橡胶坝将降坝运行，请沿河群众注意安全。\n特此公告。\n"
    )
    assert [(article.kind, heading(article)) for article in told(page)] == [
        ("news", "云岭县召开春耕会议"),
        ("notice", "公告"),
    ]


def test_a_jump_without_its_mark_below_another_is_a_story_of_its_own() -> None:
    page = MASTHEAD + (
        "(上接A01版②)在北关街道花园街社区，张三与社区工作者交谈，了解网格化管理情况。\n\n"
        "市政府秘书长李四参加活动。\n\n"
        "成效，全市便民热线综合服务效能居全省第二位，该热线将原有号码整合为一个。\n\n"
        "王五在热线受理大厅接听了市民的来电，就管网改造等问题逐一作答。\n"
    )
    read_parts = [(article.kind, article.jump_from, article.paragraphs[0].text[:2]) for article in told(page)]
    assert read_parts == [("jump", "A01版②", "(上"), ("jump", "", "成效")]


def test_two_headlines_below_two_stories_are_one_each() -> None:
    page = """\
本报讯（记者张三） 电缆被盗，养殖场
断电，上千只鸡苗命悬一线。云岭县公安
局奋战17昼夜，打掉一个盗窃团伙。
10月中旬，养殖户报警称，场里的铜芯电
缆一夜之间被剪走。
本报讯（记者张三） 11月9日是云岭县
领导公开接访日。云岭县县长李四接待了
6批来访群众，听取群众的诉求。
来访群众反映办证难，李四当场协调。
云岭县领导接待来访群众后，逐件交办。

云岭警方破获一起系列盗窃电缆案

云岭县领导接待来访群众

本报讯（记者王五） 11月8日，东岭县
召开旅游公路建设推进会，安排部署工作。
会前，与会人员实地查看了施工现场。

东岭县召开旅游公路建设推进会
"""
    assert [heading(article) for article in told(page)] == [
        "云岭警方破获一起系列盗窃电缆案",
        "云岭县领导接待来访群众",
        "东岭县召开旅游公路建设推进会",
    ]


def among_news(piece: str) -> ArticleReading:
    """The second article of a page that prints headlines below, whose first and last are plain news."""
    first, last = (
        f"本报讯（记者张三） 2月{day}日下午，\n{place}召开农村工作会议，总结去年的工\n作，部署今年的任务。\n\n"
        f"{place}召开农村工作会议\n"
        for day, place in ((17, "云岭县"), (18, "柳河县"))
    )
    _, article, _ = told(f"{first}\n{piece}\n{last}")
    return article


def test_a_list_of_the_elected_keeps_its_names_and_has_the_title_below_it() -> None:
    elected = among_news("""\
（2023年2月18日清源市第四届人民代
表大会第三次会议预备会议通过）

主席团成员（9名，按姓氏笔画为序）：
丁福来 于秀英（女） 马振华 卫国庆
王 醒 李万军 李红旗 杨 帆（女）

周玉梅（女，回族） 郭启明 高文娟

秘书长：柏永胜

清源市第四届人民代表大会第三次会议
主 席 团 和 秘 书 长 名 单
""")
    assert (elected.kind, heading(elected)) == (
        "notice", "清源市第四届人民代表大会第三次会议 主席团和秘书长名单",
    )  # fmt: skip
    assert [paragraph.text for paragraph in elected.paragraphs][1:] == [
        "主席团成员（9名，按姓氏笔画为序）：丁福来于秀英（女）马振华卫国庆王醒李万军李红旗杨帆（女）"
        "周玉梅（女，回族）郭启明高文娟",
        "秘书长：柏永胜",
    ]


def test_who_wrote_a_letter_signs_it_and_does_not_head_the_next_story() -> None:
    letter = among_news("""\
编辑同志：

我是柳河街道学府社区的居民。从
去年夏天起，我们楼前的下水道就
堵了，请帮我们问一问该归谁管。

读者 钱小兰

门前一洼水 何时能排走
""")
    assert (letter.paragraphs[-1].text, heading(letter)) == ("读者钱小兰", "门前一洼水 何时能排走")


def test_questions_and_answers_are_a_paragraph_each() -> None:
    asked = among_news("""\
本报记者 李小四

记者：信息确认什么时候截止？

周主任：本月20日17时截止，逾期不
补，请抓紧时间。

记者：发现信息有误能改吗？

周主任：由本人提出申请，到报名点
统一更改，任何人都不能代签。

报名确认莫错过最后五天
""")
    assert [paragraph.text[:3] for paragraph in asked.paragraphs[1:]] == ["记者：", "周主任", "记者：", "周主任"]


def test_a_story_that_lost_its_end_keeps_the_headline_with_which_the_dump_ends() -> None:
    cut = "本报讯（记者张三）老茶的道理，比法律\n条文管用。白石镇党委副书记周六说，\n镇里正在把这套办法搬到\n"
    last = told(f"{PAGE}\n{cut}\n“和事佬”的“三杯茶”\n")[-1]
    assert heading(last) == "“和事佬”的“三杯茶”"
    assert last.paragraphs[-1].text.endswith("镇里正在把这套办法搬到")


BOXES = """\
本报讯（记者张三）没有会标，不摆
席卡，县委副书记李四带着铺盖住进
白石镇，开展为期三天的蹲点调研，
问题清单写了满满一本。

李四在白石镇蹲点调研

板凳上听来“问题清单”

连四纸作坊收徒忙

本报讯（王五）踩料、打浆、抄纸，
连日来，连四纸作坊里，老师傅领着
五个徒弟忙个不停，收徒不收学费。

守住大堤就是守住饭碗

本报讯（记者赵六）昨日，副县长钱
七冒雨检查大堤除险加固工作，他说，
守住大堤，就是守住群众的饭碗。

葛农有了“技术保姆”

本报讯（周九）“以前葛根烂了不知
找谁，现在一个电话，技术保姆就到
田头。”柳河镇葛农高兴地说。

本报讯（孙八）柳河镇建立山林纠纷
调处办法，小纠纷当天清，不过夜。

柳河镇调处山林纠纷不过夜
"""


def test_boxes_headed_above_take_only_their_own_from_the_gap_below_a_story() -> None:
    assert [heading(article) for article in told(BOXES)] == [
        "李四在白石镇蹲点调研 板凳上听来“问题清单”",
        "连四纸作坊收徒忙",
        "守住大堤就是守住饭碗",
        "葛农有了“技术保姆”",
        "柳河镇调处山林纠纷不过夜",
    ]


def test_a_gap_whose_heading_went_to_a_notice_stays_empty() -> None:
    title, *texts = source_lines("连四纸作坊收徒忙\n连四纸作坊里，老师傅收徒不收学费。\n柳河街道停水，请做好准备。\n")
    first, notice = (Story([Unit([line])]) for line in texts)
    items = [Gap([Unit([title], "heading")]), first, Gap([]), notice]
    assert sides(items, lambda text, story: 0.5, after=False) == [(items, False)]


ABOVE = "{0}{1}有了新变化\n\n本报讯（记者张三）昨日，记者在{0}看到，\n{1}开展以来，{0}面貌一新，村民们说，{1}真好。\n\n"
BELOW = "本报讯（记者李四）昨日，记者在{0}看到，\n{1}开展以来，{0}面貌一新，村民们说，{1}真好。\n\n{0}{1}有了新变化\n\n"
WORKS = [
    ("白石镇", "垃圾分类"),
    ("柳河乡", "厕所改造"),
    ("云岭街道", "道路硬化"),
    ("青山村", "果树嫁接"),
    ("红旗社区", "健康体检"),
    ("沙坪乡", "水渠清淤"),
    ("东关街道", "旧楼加梯"),
]


@pytest.mark.parametrize("first", [3, 4])
@pytest.mark.parametrize(("upper", "lower"), [(ABOVE, BELOW), (BELOW, ABOVE)])
def test_a_page_may_print_headings_above_its_first_stories_and_below_the_others(
    first: int, upper: str, lower: str
) -> None:
    page = "".join((upper if at < first else lower).format(*work) for at, work in enumerate(WORKS))
    assert [heading(article) for article in told(page)] == [f"{place}{work}有了新变化" for place, work in WORKS]


def test_a_column_headed_above_within_a_page_headed_below_keeps_its_headings() -> None:
    page = "".join((ABOVE if at in (2, 3, 4) else BELOW).format(*work) for at, work in enumerate(WORKS))
    assert [heading(article) for article in told(page)] == [f"{place}{work}有了新变化" for place, work in WORKS]


POWER_CUT = """\
本报讯（记者张三）昨日，云岭县召开会议，
部署下一步的各项工作，县领导出席会议。

云岭县召开会议

因线路检修，4月9日6时至18时，柳河
线停电，请有关单位和居民提前做好准备。

云岭供电公司客户服务中心

服务热线：95598

停电预告
责任编辑 谷 雨 美术编辑 路 平 电话（0335）8437120
"""


def test_whose_notice_it_is_and_whom_to_ring_stand_above_its_heading() -> None:
    news, notice = told(POWER_CUT)
    assert (heading(news), heading(notice), notice.kind) == ("云岭县召开会议", "停电预告", "notice")
    assert [paragraph.text for paragraph in notice.paragraphs[1:]] == ["云岭供电公司客户服务中心", "服务热线：95598"]


WATER_CUT = """\
本报讯（记者张三）昨日，云岭县召开会议，
部署下一步的各项工作，县领导出席会议。

因供水管网改造，定于8月3日8时至20时对
柳河街道停水，请广大用户提前储水。

给您带来不便，敬请谅解。服务热线：7290110。

云岭县城市供水有限公司
停水公告

本报讯（记者李四）昨日，柳河乡秋收正忙，
收割机穿梭在田间，农民脸上露出了笑容。

柳河乡秋收正忙
"""


def test_a_notice_whose_issuer_stands_right_above_its_heading_is_parted_from_news_without_a_headline() -> None:
    news, notice, harvest = told(WATER_CUT)
    assert [heading(one) for one in (news, notice, harvest)] == ["", "停水公告", "柳河乡秋收正忙"]
    assert notice.kind == "notice"
    assert notice.paragraphs[-1].text == "云岭县城市供水有限公司"
