"""Small forms that papers print beside their news: tables, letters, comments, questions, lists. All invented."""

from __future__ import annotations

import pytest

from articles.reading import read
from articles.reading.readings import ArticleReading, Heading

NEWS = """\
本报讯（记者 张三）3月20日，全市农民收入调
查公布结果，人均可支配收入稳步增长，城乡差距
进一步缩小，农民的腰包更鼓了。
“收入多了，日子有盼头。”云岭镇的村民李四
说，今年他家又添了一台农机。
"""


def test_each_row_of_a_table_is_a_paragraph_of_its_story() -> None:
    page = (
        f"{NEWS}附：各县人均可支配收入\n区县（市） 绝对额（元） 增长（%）\n云岭县 24870 5.6\n"
        "石桥县 18912 6.0\n清水区 17335 6.2\n"
    )
    (story,) = _articles(f"全市农民收入稳步增长\n{page}")
    assert [paragraph.text for paragraph in story.paragraphs][-3:] == [
        "云岭县248705.6",
        "石桥县189126.0",
        "清水区173356.2",
    ]


def test_a_table_below_a_headline_is_a_story_of_its_own() -> None:
    prices = (
        "3月20日市区部分农副产品零售均价\n（单位：元/500克）\n富强粉 2.35 东北大米 2.90 玉米面 2.20\n"
        "鸡蛋 5.10 白条鸡 9.60 鲜牛奶 2.80\n"
    )
    articles = _articles(f"全市农民收入稳步增长\n{NEWS}{prices}")
    assert [_headline(article) for article in articles] == ["全市农民收入稳步增长", "3月20日市区部分农副产品零售均价"]


def test_a_list_of_telephones_belongs_to_its_notice() -> None:
    news = (
        "我市发放首批创业贷款\n"
        "　　本报讯（记者 张三）3月20日，我市发放首批创业贷款，为三十家小微企业解了燃眉之急，利率不高于三个百分点。\n"
        "　　“手续简单，放款也快，眼下最缺的就是流动资金。”云岭镇种植户李四说，有了这笔钱，育苗棚这个月就能开工。\n"
    )
    notice = (
        "城区供热企业服务电话\n　　为保障群众温暖过冬，现将城区供热企业24小时服务电话公布如下：\n"
        "　　城区热力公司 2612345\n　　西郊供热站 2656789\n　　市住房局供热监督电话 2688110\n"
        "　　如遇供热不达标、管道漏水等问题，请及时拨打所属供热企业的电话反映，以便上门处理。\n"
    )
    article = _articles(f"{news}\n{notice}")[1]
    assert (_headline(article), len(article.paragraphs)) == ("城区供热企业服务电话", 5)


def test_a_letter_to_the_editor_has_its_own_headline() -> None:
    answers = (
        "天气转凉 谨防感冒\n——访市疾控中心科长王五\n\n本报记者 赵六\n记者：怎样预防感冒？\n"
        "王五：多喝水，多休息，出门戴好口罩，学校每天要通\n风三次，发热三天以上应当就医。\n"
    )
    letter = (
        "\n读者来信\n巷子里的路灯亮了\n编辑同志：\n我是清水街道的居民，我们这条巷子的路灯坏了大半\n"
        "年，社区知道后很快修好了。\n读者 钱 七\n"
    )
    articles = _articles(answers + letter)
    assert [_headline(article) for article in articles] == ["天气转凉 谨防感冒", "巷子里的路灯亮了"]
    assert [Heading.joined(article.heading.banner) for article in articles] == ["", "读者来信"]


def test_a_comment_is_headed_below_its_column_and_above_its_writer() -> None:
    comment = (
        "\n清河沿岸谈\n\n别让便利难住老人\n钱 七\n办事要扫码，看病要预约，智能化带来便利，却也让一\n"
        "些老年人犯了难，窗口不该关掉。\n"
    )
    story = _articles(f"全市农民收入稳步增长\n{NEWS}{comment}")[1]
    assert (_headline(story), Heading.joined(story.heading.banner)) == ("别让便利难住老人", "清河沿岸谈")
    assert (story.paragraphs[0].text, story.paragraphs[0].role) == ("钱七", "byline")


def test_what_looks_like_a_column_is_headline_where_its_story_speaks_of_it() -> None:
    page = "清河大讲堂\n开讲太极文化\n本报讯 3月20日，清河大讲堂开讲，太极拳师王五为干部群众授课。\n"
    (story,) = _articles(page)
    assert _headline(story) == "清河大讲堂 开讲太极文化"


@pytest.mark.parametrize("signed", ["·钱 七·", "·钱七 孙小八·"])
def test_names_between_dots_sign_a_story(signed: str) -> None:
    (story,) = _articles(f"全市农民收入稳步增长\n{NEWS}{signed}\n")
    assert story.credits.correspondents[0] == "钱七"
    assert story.paragraphs[-1].role == "byline"


def test_questions_may_be_headlines() -> None:
    marked = "## 慢性病怎么报销?\n\n## 市医保局解答\n\n本报讯 3月20日，市医保局回答了群众的问题。\n"
    assert _headline(_articles(marked)[0]) == "慢性病怎么报销? 市医保局解答"
    copied = (
        "公交站台能否加装座椅？\n　　网友“清水”：医院门口的公交站没有座椅，老人只能站着等车，能不能加装？\n"
        "　　市交通局回复：经现场核查，将在月底前加装。\n"
    )
    assert _headline(_articles(copied)[0]) == "公交站台能否加装座椅？"


def test_a_numbered_list_is_one_paragraph_a_number() -> None:
    notice = (
        "云岭县发布高温提示\n\n请注意：\n\n1.午后减少户外活动；\n\n"
        "2.不到江河、水库游泳，家长要切实履行监护责任；\n\n3.注意用电安全。\n\n云岭县应急管理局\n"
    )
    (article,) = _articles(notice)
    assert [paragraph.text[:2] for paragraph in article.paragraphs][1:3] == ["2.", "3."]


def test_the_last_words_of_a_notice_head_nothing() -> None:
    page = (
        "讣  告\n　　退休干部王五同志因病医治无效，于3月19日逝世。\n　　特此讣告\n王五同志治丧委员会\n"
        "2019年3月20日\n\n遗失声明\n　　李四遗失运输证，声明作废。\n"
    )
    obituary, lost = _articles(page)
    assert (len(obituary.paragraphs), _headline(lost)) == (4, "遗失声明")


def test_narrow_text_beside_a_picture_is_its_caption() -> None:
    caption = "昨日，市民在\n清水公园的湖\n边赏菊。\n连日来，公园\n的菊花陆续开\n放，好看极了。\n"
    story, photo = _articles(f"全市农民收入稳步增长\n\n{NEWS}\n{caption}")
    assert (story.kind, photo.kind) == ("news", "photo")
    assert photo.paragraphs[0].text.startswith("昨日，市民在清水公园的湖边赏菊。")


def test_a_subheadline_that_tells_of_a_feature_ends_a_cut_sentence() -> None:
    """The dump prints the end of the sentence elsewhere."""
    feature = (
        "本报记者 张三\n\n石桥镇把村庄划成网格，要求网格员每\n周入户，谁家有难处都记在本子上，钱\n"
        "七曾经是云岭村有名的困难户，\n\n“串门账本”解民忧\n——石桥镇网格治理见闻\n\n"
    )
    page = f"{feature}本报讯（记者李四）3月20日，云岭镇\n举行运动会，村民们跑得满头大汗。\n\n云岭镇举行运动会\n"
    story = _articles(page)[0]
    assert _headline(story) == "“串门账本”解民忧"
    assert Heading.joined(story.heading.subheadline) == "——石桥镇网格治理见闻"


def _articles(page: str) -> list[ArticleReading]:
    reading = read(page.encode(), "2023-03-21.txt")
    return [article for issue in reading.issues for one in issue.pages for article in one.articles]


def _headline(article: ArticleReading) -> str:
    return Heading.joined(article.heading.headline)


def test_what_a_meeting_did_besides_is_a_paragraph() -> None:
    page = (
        "全市春耕会议召开\n\n本报讯 3月20日，全市春耕会议召开，\n会议要求，管好每一条水渠，用好每一\n"
        "眼机井，让水早一天流进每一块麦田里。\n\n会议还研究了其他事项。\n\n"
    )
    (story,) = _articles(page)
    assert story.paragraphs[-1].text == "会议还研究了其他事项。"


def test_a_label_in_hollow_brackets_is_a_column() -> None:
    page = "〖县域速览〗\n云岭县：香椿进入冬管\n　　本报讯 3月20日，云岭县的村民给香椿修枝，五万亩香椿进入冬管。\n"
    (story,) = _articles(page)
    assert (_headline(story), Heading.joined(story.heading.banner)) == ("云岭县：香椿进入冬管", "〖县域速览〗")


def test_the_weather_has_a_headline_and_is_a_notice() -> None:
    weather = "今日天气\n\n3月21日，全市多云转晴，气温8℃到19℃，早晚温差大，请注意添衣。\n"
    story = _articles(f"全市农民收入稳步增长\n{NEWS}\n{weather}")[1]
    assert (_headline(story), story.kind) == ("今日天气", "notice")


def test_a_few_characters_above_a_headline_of_which_the_story_has_none_are_a_column() -> None:
    page = "凤凰山下\n别让“适老化”只停在墙上\n本报讯 3月20日，清水街道的居民说，扶手装好了，老人却用不上。\n"
    (story,) = _articles(page)
    assert (_headline(story), Heading.joined(story.heading.banner)) == ("别让“适老化”只停在墙上", "凤凰山下")
    spoken = "凤凰山下\n建起养老公园\n本报讯 3月20日，凤凰山下的养老公园开园，老人们高兴极了。\n"
    assert _headline(_articles(spoken)[0]) == "凤凰山下 建起养老公园"
