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


@pytest.mark.parametrize(
    "lines",
    [
        ("时间:4月8日上午9:00", "地点:市图书馆一楼广场", "内容:经典诵读、旧书交换。欢迎广大读者参加。"),
        ("3月19日8:30—16:30停城中线：北街、南街部分用户。", "3月20日7:30—17:00停白石线：白石镇石桥村。"),
        (
            "为加强监督，现对张三等2名同志进行任职前公示：",
            "张三，男，1979年5月生，现任白石镇党委书记。",
            "李四，女，1982年2月生，现任云岭镇镇长。",
        ),
        ("2013年9月，县里出台意见。", "2014年8月，山区道路开工。", "2015年，接待游客2万人次。"),
        ("举报电话公布如下：", "市市场监督管理局 12315", "市农业农村局0932—8210000", "欢迎广大群众举报。"),
    ],
)
def test_each_line_of_a_notice_that_lists_is_a_paragraph(lines: tuple[str, ...]) -> None:
    page = f"全市农民收入稳步增长\n{NEWS}\n公告\n\n" + "\n".join(lines)
    notice = _articles(page)[-1]
    assert (notice.kind, _headline(notice)) == ("notice", "公告")
    assert [paragraph.text for paragraph in notice.paragraphs] == ["".join(line.split()) for line in lines]


def test_appointments_each_have_a_paragraph_where_lines_are_paragraphs() -> None:
    appointed = [
        "决定任命:",
        "张三为云岭县农业农村局局长;",
        "李四为云岭县审计局局长。",
        "决定免去:",
        "王五的云岭县审计局局长职务。",
    ]
    page = "# 云岭县人大常委会任免名单\n\n(2023年4月6日云岭县人大常委会第二次会议通过)\n" + "\n".join(appointed)
    (notice,) = _articles(page)
    assert [paragraph.text for paragraph in notice.paragraphs][1:] == appointed


def test_what_calls_its_readers_to_something_is_a_notice_and_no_part_of_the_story_above() -> None:
    call = "市图书馆定于12月9日（本周五）下午3时，在四楼报告厅举办“清河讲坛”，欢迎市民免费听讲。"
    page = f"{NEWS}\n全市农民收入稳步增长\n{call}\n\n“清河讲坛”本周五开讲\n\n{NEWS}\n农民腰包更鼓了\n"
    articles = _articles(page)
    assert [(article.kind, _headline(article)) for article in articles] == [
        ("news", "全市农民收入稳步增长"),
        ("notice", "“清河讲坛”本周五开讲"),
        ("news", "农民腰包更鼓了"),
    ]


def test_stars_that_hide_figures_are_no_bold_type() -> None:
    lost = (
        "●张三的身份证（3729281976****0427）丢失，声明作废。",
        "●云A3G5**号车道路运输证丢失，声明作废。",
        "●**李四**的驾驶证丢失，声明作废。",
    )
    page = "# 遗失声明\n\n" + "\n\n".join(lost)
    (notice,) = _articles(page)
    assert [paragraph.text for paragraph in notice.paragraphs] == [
        "●张三的身份证（3729281976****0427）丢失，声明作废。",
        "●云A3G5**号车道路运输证丢失，声明作废。",
        "●李四的驾驶证丢失，声明作废。",
    ]


def test_advertisements_for_lost_papers_in_narrow_lines_hold_no_headlines() -> None:
    lines = (
        "云岭县天泽商贸有限公 司公章丢失,声明作废。 白石镇南街石桥村村民张 三宅基地使用证丢失,声明作 废。"
        " 云岭县丰禾农资经营部 税务登记证副本丢失,声明 作废。"
    )
    narrow = lines.replace(" ", "\n\n")
    whole = (
        "本报讯(记者张三)3月20日,全市农民收入调查公布结果,人均可支配收入稳步增长,城乡差距进一步缩小,"
        "农民的腰包更鼓了,日子越过越有盼头,干劲也更足了。"
    )
    page = f"全市农民收入稳步增长\n\n{whole}\n\n遗失声明\n\n{narrow}"
    notice = _articles(page)[-1]
    assert _headline(notice) == "遗失声明"
    assert [paragraph.text[-5:] for paragraph in notice.paragraphs] == ["声明作废。"] * 3


def test_a_caption_may_have_two_paragraphs() -> None:
    shown = "6月3日，在云岭县白石镇麦田，村民将刚收获的小麦装车。"
    page = f"{NEWS}\n全市农民收入稳步增长\n\n{shown}\n\n今年，全县小麦喜获丰收，预计7日前收割完毕。 李四 摄\n"
    photo = _articles(page)[-1]
    assert photo.kind == "photo" and len(photo.paragraphs) == 2
    assert photo.credits.photographers == ("李四",)


def test_a_headline_that_says_whose_news_it_is_is_told_from_the_text_right_below_it() -> None:
    page = (
        "乡镇传真\n\n白石镇：楼道党小组管起楼道事\n楼道灯坏了找谁？杂物堆在过道谁来\n管？近日，白石镇把党小组建到楼道里，\n67名党员分别认领了楼道。\n\n（张三）\n\n"
        "云岭镇：三十名村官下田学农技\n昨日，云岭镇组织三十名村官来到田间，\n跟着农技员学习机械插秧等技术，今后这\n样的课堂每月举办一次。\n\n（李四）\n"
    )
    assert [_headline(article) for article in _articles(page)] == [
        "白石镇：楼道党小组管起楼道事",
        "云岭镇：三十名村官下田学农技",
    ]


def test_where_to_send_it_is_the_last_line_of_a_notice_and_the_papers_own_number_is_not() -> None:
    call = "本版面向广大读者征集理论文章和工作稿件，理论文章以一千五百字为宜，文责自负，一经采用即付稿酬，欢迎投稿。"
    (notice,) = _articles(f"# 征稿启事\n\n{call}\n\n投稿邮箱:llb@163.com\n\n新闻热线:0391-8797000\n")
    assert [paragraph.text for paragraph in notice.paragraphs] == [call, "投稿邮箱:llb@163.com"]


@pytest.mark.parametrize("byline", ["本报记者（记者张三 通讯员\n李四、王五）", "本报记者 张三 通讯员 李四\n王五"])
def test_a_byline_on_two_lines_stands_apart_from_the_text(byline: str) -> None:
    (story,) = _articles(
        f"云岭镇：网格员敲开千家门\n\n{byline}\n\n3月20日一早，云岭镇的网格员又敲开了独居老人赵六\n"
        "家的门。入冬以来，全镇二十名网格员每天上门一次，\n问冷暖，送米面，查用电，老人们都说心里踏实。\n"
    )
    assert (story.credits.reporters, story.credits.correspondents) == (("张三",), ("李四", "王五"))
    assert _headline(story) == "云岭镇：网格员敲开千家门"
    assert [paragraph.lines for paragraph in story.paragraphs] == [((3, 4),), ((6, 8),)]
