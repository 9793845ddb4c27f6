"""Lists of persons and numbers, verses, briefs, and what stands below notices. All invented."""

from __future__ import annotations

from datetime import date

from articles.reading import read
from articles.reading.readings import ArticleReading, PageReading

BELOW = """\
本报讯（记者张三）3月20日，清源县召
开春灌工作会议，部署全县水利设施检修和
用水调度，确保麦田适时浇水。

会议要求，各乡镇要组织人员排查机井和
渠道，发现损坏及时维修。

清源县推进春灌

本报讯（通讯员赵六）截至3月20日，石
桥镇栽植果树两万棵，补贴已经发到农户手
中，果农说今年的苗子比去年壮。

石桥镇栽下两万棵果树

"""
"""Stories whose headlines stand below them."""
ABOVE = """\
# 清源县推进春灌

本报讯(记者 张三)3月20日,清源县召开春灌工作会议,部署全县水利设施检修和用水调度,确保麦田适时浇水。

会议要求,各乡镇要组织人员排查机井和渠道,发现损坏及时维修,把水送到田间地头。

"""


def test_whoever_stands_in_a_list_with_a_post_or_a_place_has_a_paragraph() -> None:
    listed = """\
为表彰先进，县委决定授予丁福来等同志
称号，号召全县向他们学习。

全县先进工作者（3名）

丁福来　清源县人民医院护士长
宁卫国　石桥镇农业服务中心主任
冯春霞　县公安局交警大队民警

全县先进集体（2个）

石桥镇新河村党支部
县人民检察院机关党委

全县先进工作者和先进集体名单
"""
    honoured = _articles(BELOW + listed)[2]
    assert (_headline(honoured), honoured.kind) == ("全县先进工作者和先进集体名单", "notice")
    assert [paragraph.text for paragraph in honoured.paragraphs][1:] == [
        "全县先进工作者（3名）",
        "丁福来清源县人民医院护士长",
        "宁卫国石桥镇农业服务中心主任",
        "冯春霞县公安局交警大队民警",
        "全县先进集体（2个）",
        "石桥镇新河村党支部",
        "县人民检察院机关党委",
    ]


def test_numbers_to_ring_are_a_notice_and_a_page_of_two_counties_is_furniture() -> None:
    foot = """\
清源县农机局：8612345
云岭县农机局：6198765
市农机局：3561122

三夏生产服务热线

清源·云岭新闻
2014年6月5日 星期四 编辑 姬 明 校对 祁 真
"""
    (page,) = _pages(BELOW + foot)
    notice = page.articles[-1]
    assert (_headline(notice), notice.kind, len(notice.paragraphs)) == ("三夏生产服务热线", "notice", 3)
    assert [row.kind for row in page.furniture if row.text == "清源·云岭新闻"] == ["page"]


def test_a_warning_is_a_notice_and_part_of_no_story_above() -> None:
    warning = """\
警方提示：春节临近，一些不法分子趁机
作案，请广大市民注意防范以下几类骗局：

一是冒充亲友诈骗。接到此类电话，一定
要向本人核实。

春节将至 谨防这些骗局
"""
    story, notice = _articles(BELOW + warning)[1:]
    assert (_headline(story), len(story.paragraphs)) == ("石桥镇栽下两万棵果树", 1)
    assert (_headline(notice), notice.kind) == ("春节将至谨防这些骗局", "notice")


def test_verses_are_paragraphs_below_the_poets_name() -> None:
    poem = """\
云岭秋行

魏青禾

一阵风翻过红石峡的肩头

把满山的叶子点成灯盏

溪水抱着自己的影子

我是迟到的人

只捡到半枚松果,一声鸟鸣

黄昏时下山,回头

像一位沉默的父亲

本报讯(记者 李四)3月20日,云岭县举办采摘节,游客在果园里体验农活,果农说收入比去年多了一成。
"""
    told = _articles(ABOVE + poem)[1]
    assert (_headline(told), told.credits.correspondents) == ("云岭秋行", ("魏青禾",))
    assert [paragraph.text for paragraph in told.paragraphs][1:4] == [
        "一阵风翻过红石峡的肩头",
        "把满山的叶子点成灯盏",
        "溪水抱着自己的影子",
    ]


def test_the_end_of_a_paragraph_that_stands_once_more_below_it_is_a_copy() -> None:
    copied = ABOVE.replace(
        "用水调度,确保麦田适时浇水。", "用水调度,确保麦田适时浇水。\n\n设施检修和用水调度,确保麦田适时浇水。"
    )
    (story,) = _articles(copied)
    assert (len(story.paragraphs), story.duplicates) == (2, ((5, 5),))


def test_briefs_that_no_blank_line_parts_have_their_headlines() -> None:
    page = """\
清源县推进春灌
本报讯(记者张三)3月20日,清源县召开春灌工作
会议,部署全县水利设施检修和用水调度,确保麦田
适时浇水,把水送到田间地头。
简讯
石桥镇举办果树修剪培训班
3月19日,石桥镇在新河村开办果树修剪
培训班,八十六名果农学了拉枝和嫁接。
(甘霖)
清源县城新增口袋公园五个
今年以来,清源县利用街边空地新建口袋
公园五个、健身步道八公里。
(顾晓)
"""
    assert [_headline(article) for article in _articles(page)][1:] == [
        "石桥镇举办果树修剪培训班",
        "清源县城新增口袋公园五个",
    ]


def test_a_quotation_that_a_line_end_parts_is_one_paragraph() -> None:
    page = ABOVE + (
        "# 清源农商银行润怀药\n\n本报讯(记者 李四)3月20日,清源农商银行和药农协会合作,对种植面积评价,推出“怀\n\n"
        "药贷”产品,单户最高可贷五十万元。\n"
    )
    assert len(_articles(page)[1].paragraphs) == 1


def test_the_writers_name_between_two_stories_is_the_next_ones() -> None:
    page = (
        BELOW
        + """\
 文 耕

“人误地一时，地误人一年。”眼下小麦返
青拔节，正是田间管理的紧要关头。

各级干部要多到地头走一走，把工夫下在
春天，才会有秋天的满仓。

莫让春管“管不着”
"""
    )
    story, comment = _articles(page)[1:]
    assert (_headline(story), _headline(comment)) == ("石桥镇栽下两万棵果树", "莫让春管“管不着”")
    assert comment.credits.correspondents == ("文耕",)


def test_an_editors_code_set_wide_ends_its_story() -> None:
    page = BELOW.replace("发现损坏及时维修。", "发现损坏及时维修。① 3")
    assert [_headline(article) for article in _articles(page)] == ["清源县推进春灌", "石桥镇栽下两万棵果树"]


def test_two_marked_headlines_above_two_stories_in_another_order() -> None:
    page = """\
## 李四检查防汛备汛工作时要求

# 宁可备而不用

## 市人大常委会举行第三十二次会议

本报讯(记者 张三)3月20日,市人大常委会举行第三十二次会议,听取环境状况报告,表决通过人事任免事项。

本报讯(记者 王五)昨日下午,李四到沁水大堤检查防汛备汛工作,要求备足物料,宁可备而不用,不可用时无备。
"""
    council, flood = _articles(ABOVE + page)[1:]
    assert _headline(council) == "市人大常委会举行第三十二次会议"
    assert _headline(flood) == "宁可备而不用"


def test_a_sites_line_of_day_and_author_is_no_headline() -> None:
    page = """\
云岭日报数字报
2024年03月12日 星期二
上一版  下一版

小药箱进村 大健康到家
2024-03-12  作者：章可 詹有福
放大  缩小  默认  朗读

　　本报讯（记者章可）3月11日，云岭县启动家庭医生签约服务，村医背着药箱走进农家。

上一篇  下一篇

流动粥摊香满老街
2024-03-12
放大  缩小  默认  朗读

　　本报讯（通讯员庄小）3月9日，云岭县凤岗街道的志愿者给环卫工送粥。

回到顶部
"""
    assert [_headline(article) for article in _articles(page)] == ["小药箱进村大健康到家", "流动粥摊香满老街"]


def test_a_festival_that_is_near_and_a_year_summed_up_tell_the_year() -> None:
    page = BELOW.replace("3月20日", "1月27日").replace("春灌工作会议", "法院院长会议，总结2009年法院工作")
    page = page.replace("果农说今年的苗子比去年壮", "春节将至，果农忙着育苗")
    (issue,) = read(page.encode(), "x.txt").issues
    assert issue.date.date == date(2010, 1, 28)


def test_what_a_notice_ends_with_ends_it_and_a_known_speaker_takes_what_is_below_home() -> None:
    page = """\
# 全市推进脱贫攻坚

本报讯(记者 张三)3月20日,全市脱贫攻坚推进会召开,市委书记韩守正出席会议并讲话,各县汇报了进展。

# 2024年度报纸征订启事

2024年度报纸征订工作现已开始,全年订价360元,各邮政网点均可办理,欢迎单位和个人订阅。

征订热线:3912345

游资源,大力发展乡村旅游和农家乐,让群众在家门口吃上旅游饭。

韩守正强调,要突出抓好产业扶贫,围绕怀药和食用菌,谋划一批到户增收的项目。

会议还对脱贫成效考核进行了安排部署。

# 云岭县栽下两万棵果树

本报讯(通讯员 赵六)截至3月20日,云岭县栽植果树两万棵,补贴已经发到农户手中。
"""
    meeting, notice = _articles(page)[:2]
    assert [paragraph.text[:6] for paragraph in meeting.paragraphs] == [
        "本报讯(记者",
        "游资源,大力",
        "韩守正强调,",
        "会议还对脱贫",
    ]
    assert len(notice.paragraphs) == 2


def test_each_call_to_the_paper_is_a_story_above_its_headline() -> None:
    calls = """\
市民武先生来电：晚高峰水压低，洗澡水
上不了五楼，能不能想想办法？

部门答复：县水务局已装好增压泵，水压
恢复正常。

晚高峰水压低 增压泵来帮忙

市民师女士来电：巷口的井盖破了个口子，
老人孩子路过不安全。

部门答复：城管局当天换了新井盖，并排
查了周边道路。

井盖“张嘴” 当天“换新”
"""
    articles = _articles(BELOW + calls)[2:]
    assert [_headline(article) for article in articles] == ["晚高峰水压低增压泵来帮忙", "井盖“张嘴”当天“换新”"]


def test_the_items_of_a_box_are_paragraphs_above_its_headline() -> None:
    box = """\
●生产总值增长11%

●规模以上工业增加值
增长16%

●公共财政预算收入增长14%

●城镇登记失业率控制在4%以内

全会确定的明年
主要预期目标
"""
    aims = _articles(BELOW + box)[2]
    assert _headline(aims) == "全会确定的明年主要预期目标"
    assert [paragraph.text for paragraph in aims.paragraphs] == [
        "●生产总值增长11%",
        "●规模以上工业增加值增长16%",
        "●公共财政预算收入增长14%",
        "●城镇登记失业率控制在4%以内",
    ]


def test_below_a_row_of_a_table_lines_of_as_many_cells_are_rows() -> None:
    table = """\
项目名称 建设单位 建设地点 总投资（亿元）
年产30万吨新型铝材 昊升铝业 清源县 18.6
锂离子电池扩能 多福新能源 云岭县 15.2
高强度输送机制造 中远重装 石桥区 12.8

全县重点工业项目一览
"""
    listed = _articles(BELOW + table)[2]
    assert (_headline(listed), len(listed.paragraphs)) == ("全县重点工业项目一览", 4)


def test_the_pages_name_and_day_at_its_foot_are_no_headline() -> None:
    foot = """\
根据县委安排，清源县2009年秋季征兵体
检工作定于10月15日开始，请适龄青年报
名登记。

咨询电话：（0391）7281960。

清源县人民政府征兵办公室

清源县2009年秋季征兵公告

清源新闻
2009年9月24日

编辑：姬明 校对：祁真
"""
    (page,) = _pages(BELOW + foot)
    notice = page.articles[-1]
    assert (_headline(notice), len(notice.paragraphs)) == ("清源县2009年秋季征兵公告", 3)
    assert ("page", "清源新闻") in [(row.kind, row.text) for row in page.furniture]


def test_whom_to_ask_ends_a_notice_above_its_headline() -> None:
    notice = """\
为破解小微企业融资难题，县工信局定于
3月28日在会展中心举办春季银企对接会，
十六家金融机构现场受理贷款申请。

请有需求的企业携带营业执照副本报名。

报名电话：（0391） 3568110。联系人：谷楠

春季银企对接会公告
"""
    told = _articles(BELOW + notice)[-1]
    assert (_headline(told), told.kind, len(told.paragraphs)) == ("春季银企对接会公告", "notice", 3)


def test_a_paragraph_that_is_cut_off_and_printed_again_in_narrow_lines_goes_on() -> None:
    page = (
        ABOVE
        + """\
# 清源县三问于民

本报讯(记者 李四)“区里派人来修好了村头的涵洞,今年浇地再也不用发愁了。”3月19日,村民翟运来赞不绝口。

问需于民,解难事。该县组织一百一十六名机关干部进村入户,与群众面对面交流,共收集到涉及农田水利等方面的

问需于民,解难事。该县组织一

百一十六名机关干部进村入户,与

群众面对面交流,共收集到涉及农

田水利等方面的

意见和建议三百四十三条,逐一登

记造册,明确责任人和办结时限。

"""
    )
    story = _articles(page)[1]
    assert story.paragraphs[1].text.endswith(
        "涉及农田水利等方面的意见和建议三百四十三条,逐一登记造册,明确责任人和办结时限。"
    )


def test_in_december_next_years_aims_are_ahead() -> None:
    page = BELOW.replace("3月20日", "12月28日").replace(
        "果农说今年的苗子", "2012年主要目标已定，2012年元旦前发苗，苗子"
    )
    (issue,) = read(page.encode(), "x.txt").issues
    assert issue.date.date == date(2011, 12, 29)


def test_the_first_day_of_a_closure_may_lie_ahead() -> None:
    page = (
        BELOW.replace("3月20日", "2022年8月10日")
        + "因道路改造，8月12日至8月25日，三路公交车临时绕行。\n\n公交线路调整通告\n"
    )
    (issue,) = read(page.encode(), "x.txt").issues
    assert issue.date.date == date(2022, 8, 11)


def _pages(text: str) -> tuple[PageReading, ...]:
    return read(text.encode(), "x.txt").issues[0].pages


def _articles(text: str) -> tuple[ArticleReading, ...]:
    return tuple(article for page in _pages(text) for article in page.articles)


def _headline(article: ArticleReading) -> str:
    return "".join(block.text for block in article.heading.headline)
