"""Text copied out of a digital newspaper's web page: buttons, lists of headlines and site notes are no text."""

from __future__ import annotations

from datetime import date

from articles.reading import read
from articles.reading.readings import ArticleReading, Heading, SourceReading

WHOLE_PAGE = """\
云岭日报数字报-综合新闻
2014年8月21日 星期四 农历七月廿六
第A2版：综合新闻  上一版  下一版
返回目录  放大  缩小  全文复制
本版标题导航
云岭县召开春耕会议
关于表彰先进的决定
停水通知

云岭县召开春耕会议
【字号 大 中 小】
本报讯（记者 张 三）8月20日，云岭县召开春耕会议，部署下一步工作，要求各乡镇抓紧抓好。

关于表彰先进的决定
【字号 大 中 小】
（2014年8月19日云岭县第六届人民代表大会常务委员会第二十二次会议通过）
会议决定，对五个先进集体予以表彰。

停水通知
【字号 大 中 小】
因管网检修，8月23日6时至20时，白石镇停水。联系电话：2629114。
云岭县自来水公司

版权所有 云岭日报社 未经授权 禁止复制或建立镜像
责任编辑 王 五 编辑 赵小六 校对 钱七七 热线电话：4396669
打印时间：2016-03-02 09:14:55
上一篇  下一篇
"""

ONE_STORY = """\
第04版：综合 上一版3  4下一版
白石镇清淤忙
云岭县召开春耕会议
图片新闻

  数字报

云岭日报 | 云岭晚报 | 云岭网 | 网上投稿
上一期 版面导航
3上一篇  下一篇4 2019 年1月29日 星期 放大 缩小 默认

云岭县召开春耕会议

移动用户：发送短信 abc 到 10658300 即可订阅《手机报》，3元/月。
版权声明：云岭日报社版权所有，未经书面授权，禁止复制、转载。
联系电话：0391-1234567
分享到：

  本报讯 1月26日上午，云岭县召开春耕会议，县委书记张三出席。

  会议要求，各乡镇要抓紧抓好，不误农时。
"""


def reading_of(text: str) -> SourceReading:
    return read(text.encode(), "copy.txt")


def articles_of(text: str) -> list[ArticleReading]:
    return [article for issue in reading_of(text).issues for article in issue.articles]


def test_buttons_and_site_notes_belong_to_no_article() -> None:
    articles = articles_of(WHOLE_PAGE)

    assert [(a.kind, Heading.joined(a.heading.headline), len(a.paragraphs)) for a in articles] == [
        ("news", "云岭县召开春耕会议", 1),
        ("news", "关于表彰先进的决定", 2),
        ("notice", "停水通知", 2),
    ]
    assert articles[0].credits.reporters == ("张三",)


def test_the_papers_day_counts_and_not_the_day_on_which_its_page_was_printed_out() -> None:
    (issue,) = reading_of(WHOLE_PAGE).issues

    assert (issue.date.date, issue.date.basis) == (date(2014, 8, 21), "printed")
    assert [page.number for page in issue.pages] == ["A2"]


def test_one_story_among_the_pages_headlines_keeps_its_own() -> None:
    (article,) = articles_of(ONE_STORY)

    assert Heading.joined(article.heading.headline) == "云岭县召开春耕会议"
    assert [paragraph.text[:6] for paragraph in article.paragraphs] == ["本报讯1月2", "会议要求，各"]


def test_the_day_beside_the_arrows_is_the_papers() -> None:
    (issue,) = reading_of(ONE_STORY).issues

    assert (issue.date.date, issue.date.basis) == (date(2019, 1, 29), "printed")


def test_nothing_of_a_copied_page_is_lost() -> None:
    source = reading_of(WHOLE_PAGE)
    (issue,) = source.issues
    kept = {
        line
        for page in issue.pages
        for block in [*page.furniture, *(part for article in page.articles for part in article.paragraphs)]
        for first, last in block.lines
        for line in range(first, last + 1)
    }
    headings = {
        line
        for article in issue.articles
        for part in (article.heading.kicker, article.heading.headline, article.heading.subheadline)
        for block in part
        for first, last in block.lines
        for line in range(first, last + 1)
    }

    assert kept | headings == {n for n, line in enumerate(WHOLE_PAGE.split("\n"), 1) if line.strip()}


def article_of_site(*lines: str) -> SourceReading:
    body = (
        "12月27日，我市举行投资说明会，共签约招商项目14个，涵盖农产品加工、机械制造等多个领域。",
        "市委书记张三，市委常委、常务副市长李四出席活动，副市长王五主持，企业代表参加活动。",
    )
    return read("\n\n".join((*lines[:-1], *body, lines[-1])).encode(), "page.txt")


def test_an_article_of_a_site_is_dated_by_the_line_that_says_since_when_it_has_it() -> None:
    for about in (
        "来源：         时间:2017-12-28        【 字体：大 中 小 】",
        "发布时间：2017-12-28 阅读次数：12次",
        "点击数:460 更新时间:2017-12-28",
        "发表日期：2017/12/28    文章来源：云上云岭",
    ):
        head = ("长者版 无障碍阅读", "当前位置：首页 >> 新闻 >> 要闻动态", "我市举行投资说明会", about)
        (issue,) = article_of_site(*head, "[打印此页] [关闭本页]").issues
        (article,) = issue.articles
        assert (issue.date.date, Heading.joined(article.heading.headline)) == (date(2017, 12, 28), "我市举行投资说明会")
        assert len(article.paragraphs) == 2


def test_articles_of_several_days_in_one_file_leave_its_day_open() -> None:
    one = article_of_site("我市举行投资说明会", "发布时间：2017-12-28", "责任编辑：赵六").text
    (issue,) = read((one + "\n\n" + one.replace("12-28", "11-02")).encode(), "page.txt").issues
    assert issue.date.basis != "printed"


def test_names_of_pictures_are_no_text() -> None:
    source = article_of_site("首页 > 新闻 > 要闻", "我市举行投资说明会", "微信图片_20200131184059", "d7d1bb3e2764.jpg")
    (article,) = source.issues[0].articles
    assert Heading.joined(article.heading.headline) == "我市举行投资说明会"
    assert not any("图片" in p.text or "jpg" in p.text for p in article.paragraphs)


def test_a_list_of_headlines_with_marks_is_told_from_the_headlines() -> None:
    story = "本报讯（记者张三）7月22日，考察团来我市考察，市领导陪同，双方进行了座谈交流。"
    nav = "首页　版面导航　往期回顾\n本版标题导航\n\n· 考察团来我市考察\n· 停水通知"
    (issue,) = read(f"{nav}\n\n考察团来我市考察\n\n{story}".encode(), "page.txt").issues
    assert [Heading.joined(article.heading.headline) for article in issue.articles] == ["考察团来我市考察"]


LISTED = """\
云岭日报数字报
2013年11月19日 星期二 第A1版：要闻 上一版 下一版
标题导航
·张三调研重点项目时强调 咬定目标 决战四季度
·图片新闻
·招领启事

张三调研重点项目时强调
咬定目标 决战四季度
2013年11月19日　稿件来源：云岭日报　作者：　【字号 大 中 小】

　　本报讯（记者 李四）11月15日，县委书记张三到白石镇调研重点项目建设，详细询问项目进度和群众增收情况，要求抓紧抓好。
　　出路：一根扁担挑出去的好生意
　　上世纪九十年代，镇上的人挑着担子外出谋生，一个带一家，一家带一村，一村带一镇，足迹遍布大半个中国。
　　“那时候苦啊，店里打地铺，一天睡四个小时，挣的都是辛苦钱。”六十七岁的老业主回忆说，那些年大人小孩都在外面。
　　瓶颈：满街招牌，到底谁是正宗
　　店多了，烦恼也来了，各家的配方不一，卫生参差不齐，冒牌的也不少，有人挂着镇上的招牌，卖的却是别的东西。
　　县里陆续推出统一标识、统一培训、统一配送的办法，又请来省里的烹饪专家，手把手地教，观望的人这才动了心。

上一篇　下一篇

镇上的秋天
2013年11月19日　稿件来源：云岭日报　作者：　【字号 大 中 小】

　　11月17日，白石镇的烟农在冬翻烟田。
　　张小五 摄

上一篇　下一篇

招领启事
2013年11月19日　稿件来源：云岭日报　作者：　【字号 大 中 小】

　　2013年10月27日在白石镇拾到钱包一个，请失主于一个月内前来认领。
　　云岭县社会福利院
云岭日报社版权所有
"""


def test_a_headline_over_several_lines_is_told_from_the_list_by_the_marks_that_it_lacks() -> None:
    article = articles_of(LISTED)[0]
    assert Heading.joined(article.heading.kicker) == "张三调研重点项目时强调"
    assert Heading.joined(article.heading.headline) == "咬定目标 决战四季度"


def test_an_indented_line_that_ends_no_sentence_is_a_crosshead_where_each_line_is_a_paragraph() -> None:
    roles = [paragraph.role for paragraph in articles_of(LISTED)[0].paragraphs]
    assert roles == ["body", "crosshead", "body", "body", "crosshead", "body", "body"]


def test_a_site_heads_photos_and_notices_too() -> None:
    _, photo, notice = articles_of(LISTED)
    assert (photo.kind, Heading.joined(photo.heading.headline)) == ("photo", "镇上的秋天")
    assert (notice.kind, Heading.joined(notice.heading.headline)) == ("notice", "招领启事")
    assert notice.paragraphs[-1].text == "云岭县社会福利院"


def test_what_a_story_tells_of_messages_is_no_note_of_the_site() -> None:
    text = "本报讯（记者张三）3月8日，村民打开“清风\n云岭”微信公众号，查看上个月\n的收支明细。\n上一篇 下一篇\n"
    assert "微信公众号" in articles_of("云岭县村务晒上网\n\n" + text)[0].paragraphs[0].text


EACH_STORY = """\
云岭日报数字报
首页 | 版面导航 | 标题导航 | 往期回顾
2019年01月12日 星期六
第A02版：要闻

云岭日报    2019年01月12日    A02版：要闻
下一篇 4
放大 + 缩小 - 默认 o

合作社里年味浓

2019年01月12日  作者：
  【PDF版】  【打印】

　　1月9日，云岭县白石镇的花馍合作社里，妇女们正赶制一批枣花馍。
　　（记者 张三 摄）

云岭日报    2019年01月12日    A02版：要闻
3 上一篇  下一篇 4
放大 + 缩小 - 默认 o

农民工拿回血汗钱

来源：云岭日报　　字数：276

李小四 王五五

　　“感谢你们帮我要回了工钱。”11月6日，农民工赵六将一面锦旗送到云岭县人社局，连声道谢。

3 上一篇
放大 + 缩小 - 默认 o

关于封闭施工的通告

　　因管网改造施工需要，自2019年1月14日起对太平路封闭施工，敬请谅解。
　　云岭县公安局交通警察支队
　　云岭县住房和城乡建设局
　　2019年1月11日
"""


def test_what_a_site_prints_between_headline_and_text_keeps_neither_from_the_other() -> None:
    photo, news, notice = read(EACH_STORY.encode(), "page.txt").issues[0].articles
    assert [Heading.joined(article.heading.headline) for article in (photo, news, notice)] == [
        "合作社里年味浓",
        "农民工拿回血汗钱",
        "关于封闭施工的通告",
    ]
    assert photo.kind == "photo"
    assert news.credits.correspondents == ("李小四", "王五五")
    assert [paragraph.text for paragraph in notice.paragraphs][1:] == [
        "云岭县公安局交通警察支队",
        "云岭县住房和城乡建设局",
        "2019年1月11日",
    ]


def test_who_wrote_it_on_the_sites_line_and_its_arrows_are_no_text() -> None:
    about = "作者：张三 李四五  来源：云岭日报  发布时间：2022-06-16 01:11\n 【字号：大 中 小】【打印】【关闭】"
    stories = {
        "云岭县召开春耕会议": "云岭县召开春耕会议，部署下一步工作。",
        "白石镇清淤忙": "白石镇疏通沟渠，村民齐上阵。",
    }
    page = "\n".join(
        f"【上一条】 【下一条】\n\n{title}\n{about}\n\n　　本报讯（记者 张三 通讯员 李四五）6月15日，{text}\n"
        for title, text in stories.items()
    )
    articles = read(page.encode(), "page.txt").issues[0].articles
    assert [Heading.joined(article.heading.headline) for article in articles] == list(stories)
    assert all(len(article.paragraphs) == 1 for article in articles)


def test_a_papers_name_is_told_from_what_stands_before_it() -> None:
    news = "本报讯（记者张三）6月15日，云岭县召开春耕会议，部署下一步工作，要求抓紧抓好。"
    page = f"来源丨今日云岭报\n\n云岭县召开春耕会议\n\n{news}\n"
    assert read(page.encode(), "page.txt").issues[0].newspaper == "今日云岭报"
