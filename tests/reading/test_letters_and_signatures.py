"""Who signs what: readers their letters, offices their notices; and what stands inside a feature. All invented."""

from __future__ import annotations

from datetime import date

from articles.reading import read
from articles.reading.readings import ArticleReading

NEWS = """\
# 清源县推进春灌

本报讯(记者 张三)3月20日,清源县召开春灌工作会议,部署全县水利设施检修和用水调度,确保麦田适时浇水。

会议要求,各乡镇要组织人员排查机井和渠道,发现损坏及时维修,把水送到田间地头。

"""


def test_two_letters_below_their_two_headlines_are_two_articles_signed_by_readers() -> None:
    letters = """\
## 巷口该装盏路灯

## 给热心司机点个赞

编辑同志:我家住在石桥街道,巷口到了晚上一片漆黑,老人孩子出门很不方便,希望有关部门早日装上路灯。

石桥区读者 吴小满

编辑同志:前天我把背包落在出租车上,热心司机当天就送了回来,谢绝了酬金,我要通过贵报向司机说声谢谢。

清源县读者 郑大有
"""
    lamp, driver = _articles(NEWS + letters)[1:]
    assert (_headline(lamp), lamp.paragraphs[-1].text) == ("巷口该装盏路灯", "石桥区读者吴小满")
    assert (_headline(driver), driver.paragraphs[-1].text) == ("给热心司机点个赞", "清源县读者郑大有")


def test_whoever_signs_a_notice_is_no_line_of_the_next_headline() -> None:
    notices = """\
停水通知

因供水主管道维修,定于3月22日22时至次日6时,对清源大道沿线用户停水,请广大用户提前做好储水准备,不便之处,敬请谅解。

清源市水务有限责任公司   2017年3月20日

图书拍卖公告

受委托,我馆定于3月28日上午10时公开拍卖旧书架一批,有意者请于拍卖前到馆内看样,并交纳保证金办理竞买手续。

清源市图书馆

清源市第二中学招聘启事

因工作需要,我校面向社会公开招聘语文教师2名,有意者请携带个人简历到学校办公室报名,联系电话:3912345。
"""
    articles = _articles(NEWS + notices)[1:]
    assert [_headline(article) for article in articles] == ["停水通知", "图书拍卖公告", "清源市第二中学招聘启事"]
    signed = [article.paragraphs[-1].text for article in articles[:2]]
    assert signed == ["清源市水务有限责任公司2017年3月20日", "清源市图书馆"]


def test_what_parts_an_interview_below_which_its_headline_stands_is_no_headline() -> None:
    page = """\
本报讯（记者张三）3月20日，清源县召开
春灌工作会议，部署全县水利设施检修和用
水调度，确保麦田适时浇水。

会议要求，各乡镇要组织人员排查机井和
渠道，发现损坏及时维修。

清源县推进春灌

本报记者 李四

订单少了，这家农机厂却没有停工，
去年还添了两条生产线。秘诀何在？记者
与厂长王五进行了对话。

不减一人

问：去年订单锐减，您为什么承诺一
个人也不减？

答：厂里的师傅都干了十几年，没活
的时候，我们检修设备、培训新人，手艺
一样没丢。

多跑乡村

问：新订单从哪里来？

答：跑出来的。春节后我们走了四十
多个村，问农户要什么样的农机。

活儿是跑出来的
——对话清源农机厂厂长王五

本报讯（通讯员赵六）截至3月20日，
石桥镇栽植果树两万棵，补贴已经发到农
户手中。

石桥镇栽下两万棵果树
"""
    interview = _articles(page)[1]
    assert [block.text for block in interview.heading.headline] == ["活儿是跑出来的"]
    inside = [paragraph.text for paragraph in interview.paragraphs if paragraph.role == "crosshead"]
    assert inside == ["不减一人", "多跑乡村"]


def test_a_photo_below_a_crosshead_does_not_part_it_from_its_text() -> None:
    feature = """\
# 深山里的小学

## ——云岭乡教学点见闻

本报记者 李四

清晨,雾气还没有散尽,云岭乡教学点的灯已经亮了起来,老校长在灶前给孩子们烧水,水桶是他自己挑上来的。

“走了谁来教娃”

老校长在这里教了四十年书,几次有人劝他下山,他都没有答应,说孩子们走到哪里,他就教到哪里。

“一个都不能少”

3月20日,清源县幼儿园的小朋友在做游戏。王五 摄

学生最多的年级有四个人,最少的只有一个人。年轻的老师给一年级讲拼音,二年级的学生就在旁边写字。

“让大山连上世界”

来到这里的第一件事就是架网线,去年教学点装上了新黑板,孩子们和县城的学生一起上音乐课。

"""
    other = NEWS.replace("春灌", "护林")
    articles = _articles(feature + NEWS + other + NEWS.replace("春灌", "防汛"))
    (told,) = [article for article in articles if _headline(article) == "深山里的小学"]
    inside = [paragraph.text for paragraph in told.paragraphs if paragraph.role == "crosshead"]
    assert inside == ["“走了谁来教娃”", "“一个都不能少”", "“让大山连上世界”"]


def test_a_day_said_to_be_a_sunday_tells_the_year() -> None:
    page = NEWS.replace("3月20日", "5月19日") + (
        "# 农机厂里忙\n\n本报讯(记者 李四)5月17日是星期天,清源农机厂的车间却没有停工。国际金融危机之下,"
        "订单仍排到了秋后。\n"
    )
    (issue,) = read(page.encode(), "x.txt").issues
    assert issue.date.date == date(2009, 5, 20)


def test_what_begins_on_a_day_of_this_week_lies_ahead() -> None:
    page = NEWS.replace("3月20日", "2023年11月16日") + (
        "# 村里要赛球\n\n本报讯(记者 李四)农民篮球赛本周六(11月18日)在云岭村灯光球场开赛,十二支球队报名。\n"
    )
    (issue,) = read(page.encode(), "x.txt").issues
    assert issue.date.date == date(2023, 11, 17)


def _articles(text: str) -> tuple[ArticleReading, ...]:
    return tuple(article for page in read(text.encode(), "x.txt").issues[0].pages for article in page.articles)


def _headline(article: ArticleReading) -> str:
    return "".join(block.text for block in article.heading.headline)
