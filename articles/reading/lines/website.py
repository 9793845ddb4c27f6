"""What a digital newspaper's web page shows around its articles, where its text was copied out of a browser.

Buttons (`上一版 下一版`, `【字号 大 中 小】`), the list of the page's headlines that stands before the articles, and
the notes of the publisher at the foot. None of it was printed: it is furniture, and its days are not the paper's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from articles.reading.lines import anchors, furniture
from articles.reading.lines.line import Line
from articles.reading.lines.word_lists import words
from articles.reading.readings import FurnitureKind

LONGEST_TITLE = 44.0
"""Ems; a longer line is no headline of the page's list."""
LIST_OPENS = re.compile(r"[标版].{0,2}导航|本版(?:新闻|标题)|版面目录|[上下]一版")
BULLETS = "·•●■▪▲◆○"
"""What some sites set before each headline of the list."""
STORY = re.compile("[上下]一[篇条]|放大|字[号体]")
"""Buttons that stand with one story: its headline follows."""
SIGNS = (
    "一版",
    "一篇",
    "一期",
    "导航",
    "放大缩小",
    "当前位置",
    "首页",
    "来源:",
    "来源：",
    "时间:",
    "时间：",
    "日期:",
    "日期：",
    "PDF版",
    "版名",
    "打印",
    "字号",
    "字体",
    "全文复制",
    "返回目录",
    "版权所有",
    "版权声明",
    "分享到",
)
"""What some line of every copied page holds, so that a dump of print is not searched line by line."""
SIZES = re.compile(r"(?<=字[号体])[:：]?(?:[超特]?大|中|小|默认){1,4}")
ARROW = re.compile(r"(?P<back>\d(?=[上前]一[版篇期页]))|(?<=[下后]一[版篇期页])\d")
"""The arrows of old pages are set in a font of signs; copied, they are figures: `3上一篇`, `下一篇4`."""
LEFT_OVER = re.compile(r"[\W\d_]|年|月|日|星期[一二三四五六日天]?|周[一二三四五六日天]")
NOTICE = re.compile(
    r"^.{0,12}(?:版权所有|版权声明|未经.{0,8}(?:授权|许可|允许)|打印时间|当前位置|您(?:现在)?的位置|技术支持|浏览次数|点击数|阅读次数"
    r"|(?:移动|联通|电信)(?:手机)?用户[:：]|分享到|[Cc]opyright|(?:官方)?微博)|^[^，。“”]{0,12}微信公众号[^，。“”]{0,40}$|^首页[>＞»]|content_\d+\.html?|enpproperty|ICP备|公网安备|建立镜像|[Aa]ll\s?[Rr]ights"
    r"|^(?:联系|热线)?电话[:：][\d\-、－]{7,30}$|浏览器版本|weibo\.com"
)
"""A publisher's note: about the site, never news."""
LONGEST_NOTICE = 120
ABOUT = re.compile(
    r"(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}(?:\d{1,2}:\d{2}(?::\d{2})?)?"
    r"(?:$|(?:作者|来源|稿源|责编|责任编辑|编辑|记者|通讯员|浏览|阅读|点击)(?:次数|量|数)?[:：])|"
    rf"作者[:：][^，。：:]{{0,24}}(?:来源|稿源|(?:发布|更新)?时间|日期)[:：]|(?:{furniture.DAY}|(?:19|20)\d{{2}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?:\s?\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?|[【\[（(])?(?:(?:文章|信息|稿件|新闻)?来源|稿源|(?:发布|发表|更新|录入|上传)?(?:时间|日期)(?=[:：]\d{{4}}-)"
    r"|(?:发布|发表|更新|录入|上传)(?:时间|日期)|(?:浏览|阅读|点击|访问)(?:次数|量|数)|版名|作者(?=[:：]$))[:：]"
)
"""How a line begins that tells where a site has an article from, by whom, where it names nobody, since when, and how
often it was read."""
NUMERIC_DAY = re.compile(r"(?<!\d)((?:19|20)\d{2})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
NEIGHBOUR = re.compile("[上下前后]一(?:篇|条|则)[:：]")
"""How a line begins that names the article before or after the one shown."""
LARGE_DAY = re.compile(r"(?<=\d月)\d{1,2}$")
"""The day of a masthead that sets it large below the month, without 日."""


def furniture_of(source: str, lines: Sequence[Line]) -> Mapping[int, FurnitureKind]:
    """The lines of a dump that only its web page shows, by their numbers; empty for a dump of print."""
    if not any(sign in source for sign in SIGNS):
        return {}
    controls = {line.number: kind for line in lines if (kind := kind_of(line)) is not None}
    told = {line.number: day for line in lines if line.number in controls and (day := _day_told(line.text))}
    if len(set(told.values())) > 1:  # several articles, copied one by one: none of their days is the file's
        controls |= dict.fromkeys(told, "other")
    listed = set(_listed(lines, controls))
    return controls | {line.number: furniture.kind_of(line.text) or "other" for line in lines if line.number in listed}


def kind_of(line: Line) -> FurnitureKind | None:
    """Which furniture a line of buttons or a publisher's note is; None for anything else."""
    if len(line.text) > LONGEST_NOTICE:
        return None
    if NEIGHBOUR.match(line.text):
        return "other"
    if ABOUT.match(line.text) and "。" not in line.text:
        return "date" if _day_told(line.text) else "other"
    if line.text.startswith("首页") and NUMERIC_DAY.search(line.text):
        return "date"
    if NOTICE.search(line.text):
        return "hotline" if "电话" in line.text else "other"
    if not _controls().search(line.text):
        return None
    rest = without_controls(line.text)
    if not LEFT_OVER.sub("", rest):
        return "date" if furniture.prints_day(rest) else "other"
    page = furniture.page_within(rest)[0]
    if page and LIST_OPENS.search(line.text):
        return "page"
    return furniture.kind_of(rest) or ("other" if _is_paper(re.sub(furniture.DAY, " ", rest)) else None)


def without_controls(text: str) -> str:
    """A line of a web page without the words that were buttons.

    >>> without_controls("3上一篇下一篇42019年1月29日星期二放大缩小"), without_controls("【字号大中小】")
    ('2019年1月29日星期二', '【】')
    """
    return _controls().sub("", SIZES.sub("", ARROW.sub("", text)))


def printed_words(text: str) -> str:
    """A line that dates a page, without buttons and with its day in words, as print has it.

    >>> printed_words("发布时间：2024-5-17浏览次数：12")
    '发布时间：2024年5月17日浏览次数：12'
    """
    words = NUMERIC_DAY.sub(r"\1年\2月\3日", without_controls(text))
    return LARGE_DAY.sub(r"\g<0>日", words)


def tells_of_article(text: str) -> bool:
    """Whether a line tells where a site has the article from whose headline stands above, and since when."""
    return ABOUT.match(text) is not None


def _day_told(text: str) -> str:
    """The day in a line about an article; `""` where it tells none."""
    day = NUMERIC_DAY.search(text) if ABOUT.match(text) else None
    return day.group() if day else ""


def _is_paper(text: str) -> bool:
    """Whether names of newspapers and pages are all that is left: 某某日报|某某晚报|某某网, 某某日报-综合新闻."""
    parts = [part for part in re.split(r"[\W_]+", text) if part]
    return bool(parts) and all(
        re.fullmatch(rf"{furniture.PAPER}|[\u4e00-\u9fff]{{2,4}}[网坛]", part) or part in furniture.page_names()
        for part in parts
    )


def _listed(lines: Sequence[Line], controls: Mapping[int, FurnitureKind]) -> Iterator[int]:
    """The lines of the lists of headlines: from a button that opens one to the next button, or to the headline that
    stands above its article and so is printed again."""
    open_list: list[Line] | None = None
    for line in lines:
        if line.number in controls:
            above = (open_list or [])[: -1 if ABOUT.match(line.text) else None]  # its headline
            yield from (title.number for title in above)
            open_list = [] if LIST_OPENS.search(line.text) and not STORY.search(line.text) else None
        elif open_list is not None:
            if _leaves_list(line, open_list):
                yield from (title.number for title in open_list)
                open_list = None
            elif line.stops or line.width > LONGEST_TITLE or anchors.opening(line.text, line.raw)[0]:
                open_list = None
            else:
                open_list.append(line)


def _leaves_list(line: Line, listed: Sequence[Line]) -> bool:
    """Whether a line is the first headline after a list: it is printed there, too, or lacks the mark that all have."""
    marked = len(listed) > 1 and all(title.text[0] in BULLETS for title in listed)
    return (marked and line.text[0] not in BULLETS) or line.text in {title.text.lstrip(BULLETS) for title in listed}


@cache
def _controls() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, words("website_controls.txt")), key=len, reverse=True)))
