"""Lines that belong to no article: masthead, date, page names, the people who made the page, hotlines, ornaments."""

from __future__ import annotations

import re
from functools import cache

from articles.reading.lines.word_lists import words
from articles.reading.readings import FurnitureKind

LONGEST_DAY = 16
"""Characters of a day in words: 二〇二三年十二月二十一日."""
LONGEST = 90
"""Characters; a longer line is text even if it mentions an editor."""
WEEKDAY = r"(?:星期|周)[一二三四五六日天]"
FIGURES = "[一二三四五六七八九十]"
DAY = (
    r"(?:公历)?(?:(?:19|20)\d{2}|二[〇○零][〇○零一二三四五六七八九]{2})年"
    rf"(?:\d{{1,2}}|{FIGURES}{{1,2}})月(?:\d{{1,2}}|{FIGURES}{{1,3}})日"
)
LUNAR = (
    r"(?:农历)?[\u4e00-\u9fff]{2}[（(]?[\u4e00-\u9fff]?[)）]?年?[\u4e00-\u9fff]{1,3}月"
    rf"(?:初|十|廿|二十|三十){FIGURES}?|农历[\u4e00-\u9fff]{{2,12}}"
)
NUMBERING = rf"(?:总?第\d{{1,6}}[期号]|今日(?:\d{{1,2}}|{FIGURES}{{1,3}})版|第?[A-Z]?\d{{1,2}}版)"
PAPER = r"[\u4e00-\u9fff]{2,6}(?:日报|晚报|早报|晨报|时报|商报|周报|都市报|农村报|新报|导报|快报|[\u4e00-\u9fff]报)"
HAS_FIGURE = re.compile(r"\d|[一二三四五六七八九十]版")
NO_PAPER = "预报|简报|通报|海报|公报|情报|汇报|捷报|喜报|举报|申报|播报|战报|月报|年报|警报|回报"
PAPER_NAME = re.compile(rf"(?!.{{0,8}}(?:{NO_PAPER})$){PAPER}")
PUBLISHER = r"[\u4e00-\u9fff]{4,24}(?:主办|主管|出版|承办|编印|承印)"
UNDER_NAME = re.compile(
    rf"{PAPER}[A-Za-z’']{{3,20}}\d{{0,2}}|{PUBLISHER}(?:[\u4e00-\u9fff]{{2,4}}[:：][\d\-]{{5,13}})?|(?:{LUNAR}|{NUMBERING}|{WEEKDAY}){{1,4}}"
    r"|[^，。！？；“”]{0,30}(?:统一刊号|连续出版物号|邮发代号|委机关报)[^，。！？；“”]{0,40}"
    r"|(?:今日|明日|今明两天|市区|未来三天)?天气[:：]?[^。！？；“”]{0,40}气温[^，。！？；“”]{0,30}"
)
"""What is printed under a paper's name on lines of their own: who publishes it, the lunar day, its running number."""
WEATHER = re.compile(
    r"(?:今[天日夜]|明[天日])(?:白天|到夜里|[:：]){0,2}(?:阴|晴|多云|[小中大阵雷]{1,2}雨)[到转有间小中大阵雷阴晴雨雪雾多云]{0,12}"
    r"|[^，。！？；“”]{0,16}-?\d{1,2}(?:℃|度)?[—~～至\-－]{1,2}-?\d{1,2}(?:℃|度)"
)
WEATHER_ENDS = frozenset("℃度阴晴雨雪雾云")
"""The day's weather, there or in its corner."""
PAGE = re.compile(
    r"(?P<number>第?[A-Za-z]?\d{1,3}版|第[一二三四五六七八九十]{1,3}版|[一二三四五六七八九十]{1,3}版|[A-Z]\d{1,3}|0\d)"
    r"[：:·|｜\-—]{0,2}(?P<name>[\u4e00-\u9fff·]{0,8})"
)
BARE_PAGE = re.compile(
    r"(?P<number>\d{1,2})(?P<name>[\u4e00-\u9fff·]{2,8})|(?P<name2>[\u4e00-\u9fff·]{2,8})(?P<number2>[A-Z]?\d{1,2}版?)"
)
PIECES = re.compile(
    rf"{DAY}|{WEEKDAY}|{LUNAR}|{NUMBERING}|{PAPER}"
    r"|[A-Za-z0-9@._/:：|｜■●·\-—（）()]{1,40}|出版|星期|主办|主管|农历"
)
PAPER_EM = 6
"""Characters; a paper whose name does not end in 报 still has a short one."""
LATIN_NAME = re.compile(r"[A-Za-z’']{3,20}(?:RIBAO|WANBAO|CHENBAO|DAILY|NEWS)(?:[\u4e00-\u9fff]{2,8}报)?", re.I)
"""A paper's name in Latin letters, and in Chinese ones."""
LEAST_LETTERS = 8
"""Capital letters alone on a line: a name or a page's title, spelled."""
WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ]")
NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code).isalnum()}
"""Full-width figures and letters, which some dumps have throughout."""
SHORTEST = 12
TEASER = re.compile(
    r"(?:今日|本期|要闻|新闻|今日要闻|要目)?导[读航]|(?:今日|本期)(?:看点|关注|要目)"
    r"|[▲◆●■★▶►△◇○□·☆].{4,40}[（(](?:详见|见|刊)?(?:第?[A-Za-z]?\d{1,2}版?|第?[一二三四五六七八九十]{1,3}版)[)）]"
)
"""The list on a front page of what stands on the others."""
POINTER = re.compile(
    r".{6,40}(?:详见|刊)第?(?:[A-Za-z]?\d{1,2}|[一二三四五六七八九十]{1,3})版|[^，、（(]{8,40}[^\d转接见第.A-Za-z至]\d{1,2}版"
)
"""One line of such a list without a mark: 白石镇清淤忙 2版."""
HINT = re.compile("[0-9０-９:：|｜■●.年@编校版责审主策统热电承刊温短]")
"""What every longer line of furniture holds some of; most lines of text hold none."""
HAN = "\u4e00"
"""The first Chinese character; marks, Latin letters and figures come before."""
MARKUP = re.compile(r"<!--.*-->|!\[.*\]\(.*\)|</?[A-Za-z][^<>]*/?>|\|.*\||(?::?-{2,}:?\|)+(?::?-{2,}:?)?")
"""What OCR programs write where a picture or a table stood."""
BY_PHONE = re.compile("(?:用户|读者)[:：]?(?:请|可)?(?:编辑|发送)[^，。]{0,4}短信.{0,20}[到至]")
"""How the paper can be had as messages on a telephone."""
PICTURE = re.compile(r"<!--image|!\[|[\w\-]{4,80}\.(?:jpe?g|png|gif|webp)$|微信图片_\d+$", re.I)
"""What stands for a picture in a text: a mark of character recognition, the name of a file."""
SEPARATOR = re.compile("[|｜■●]")
ORNAMENT = re.compile(r"[^\w\u3400-\u9fff]+(?:[a-z]{1,2}[^\w\u3400-\u9fff]*)?|[_\-=*—~]+")
"""Marks alone, or with a letter or two, as character recognition reads rules and stains."""
FOLIO = re.compile(r"(?P<number>[A-D]\d{1,2})(?P<name>[\u4e00-\u9fff]{2,4})")
"""A page's number and name, whatever that is, alone on a line."""
OF_COUNTIES = re.compile(r"[\u4e00-\u9fff]{2,4}[·•][\u4e00-\u9fff]{2,4}(?:新闻|要闻)")
"""A page of two counties: 清源·云岭新闻."""
FOLIO_NUMBER = re.compile(
    rf"(?<![A-Za-z0-9])[A-D]\d{{1,2}}(?!\d)|第[A-D]?\d{{1,2}}版|第{FIGURES}{{1,2}}版|^\d{{1,2}}版"
)
HOTLINE = re.compile(
    r"[\u4e00-\u9fff]{2,6}报社?(?:地址|社址)[:：].{4,60}|(?:本报)?(?:24小时)?(?:新闻|广告|发行|报料|爆料|订报|投递|编辑部|总编室|记者部|专刊部)(?:热线|电话)[:：]?\d[\d\-—－]{5,14}"
)
URL = re.compile(r"(?:[\u4e00-\u9fff]{2,8}[:：]?)?(?:https?://|www\.)[\w./\-]{3,60}|[\w.\-]{2,40}@[\w.\-]{3,40}")


def kind_of(text: str) -> FurnitureKind | None:
    """Which furniture a whole line without white space is; None for a line of text or a heading.

    >>> kind_of("责编:甲乙|校对:丙丁"), kind_of("2022年3月31日星期四"), kind_of("A02版要闻"), kind_of("召开会议")
    ('staff', 'date', 'page', None)
    """
    if len(text) > LONGEST or (len(text) > SHORTEST and text[0] >= HAN and not HINT.search(text)):
        return None
    text = text.translate(NARROW) if not text.isascii() and WIDE.search(text) else text
    if "短信" in text and BY_PHONE.search(text):
        return "hotline"
    if text[0].isascii() and (kind := _in_letters(text)):
        return kind
    is_mark = not text[0].isalnum() and (ORNAMENT.fullmatch(text) or MARKUP.fullmatch(text))
    if len(text) == 1 or is_mark or PICTURE.match(text):
        return "other"
    if text[-1] in "。！？；，、" or (len(text) > SHORTEST and not HINT.search(text)):
        return None
    return _of_sentence(text) if not SENTENCE_MARKS.isdisjoint(text) else _of_words(text)


def _of_sentence(text: str) -> FurnitureKind | None:
    """Which furniture a line is that has a sentence's marks; None for nearly every one, which is text."""
    if "气温" in text and UNDER_NAME.fullmatch(text):
        return "masthead"
    return "other" if _lists_other_pages(text) else None


def _of_words(text: str) -> FurnitureKind | None:
    """Which furniture a line without them is."""
    kind: FurnitureKind | None = None
    if "年" in text and _is_date_line(text):
        kind = "date"
    elif page_of(text) is not None:
        kind = "page"
    elif _is_staff(text):
        kind = "hotline" if re.search(r"热线|电话|邮箱|信箱|投稿|地址|邮编", text[:12]) else "staff"
    elif _is_masthead(text):
        kind = "masthead"
    elif _lists_other_pages(text):
        kind = "other"
    elif ("." in text and URL.fullmatch(text)) or HOTLINE.fullmatch(text):
        kind = "hotline"
    elif SEPARATOR.search(text):
        kind = _of_parts(text)
    return kind


def _lists_other_pages(text: str) -> bool:
    """Whether a line is of the list of what stands on the other pages."""
    return TEASER.fullmatch(text) is not None or (text[-1] == "版" and POINTER.fullmatch(text) is not None)


def _is_masthead(text: str) -> bool:
    """Whether a line is a paper's name, or of what is printed under it."""
    if (len(text) <= 8 and text[-1] == "报" and PAPER_NAME.fullmatch(text)) or UNDER_NAME.fullmatch(text):
        return True
    return text[-1] in WEATHER_ENDS and WEATHER.fullmatch(text) is not None


def _in_letters(text: str) -> FurnitureKind | None:
    """Which furniture a line is that begins with Latin letters."""
    if LATIN_NAME.fullmatch(text):
        return "masthead"
    return "other" if len(text) >= LEAST_LETTERS and text.isascii() and text.isalpha() and text.isupper() else None


def _of_parts(text: str) -> FurnitureKind | None:
    """Which furniture a folio is whose parts, set apart by bars, are furniture each; the day in it counts most."""
    kinds = [kind_of(part) for part in SEPARATOR.split(text) if part]
    if len(kinds) < 2 or None in kinds:
        return None
    return min((kind for kind in kinds if kind), key=("date", "page", "masthead", "staff", "hotline", "other").index)


SENTENCE_MARKS = frozenset("，。！？“”")
"""A line of furniture holds none."""
HEADS_NOTICES = frozenset(("公告",))
"""Names of pages that, without a page's number, are the headline of a notice."""


def page_of(text: str) -> tuple[str, str] | None:
    """The number and name of the page that a line announces; None where it announces none.

    >>> page_of("A02版：政务要闻"), page_of("政务要闻"), page_of("3要闻")
    (('A02', '政务要闻'), ('', '政务要闻'), ('3', '要闻'))
    """
    if len(text) > 16:
        return None
    if (text in page_names() or (text[:2] in page_names() and text[2:] in page_names())) and text not in HEADS_NOTICES:
        return "", text
    if text[-2:] in ("新闻", "要闻") and OF_COUNTIES.fullmatch(text):
        return "", text
    if not HAS_FIGURE.search(text):
        return None
    if match := FOLIO.fullmatch(text):
        return match["number"], match["name"]
    match = PAGE.fullmatch(text)
    if match and (match.group("name") in page_names() or not match.group("name") or "版" in match.group("number")):
        return page_number(match.group("number")), match.group("name")
    match = BARE_PAGE.fullmatch(text)
    if match and (match.group("name") or match.group("name2")) in page_names():
        number = match.group("number") or match.group("number2")
        return page_number(number), match.group("name") or match.group("name2")
    return None


def is_day(text: str) -> bool:
    """Whether a text is nothing but a day with its year, as under a notice."""
    if text[-1:] != "日" or len(text) > LONGEST_DAY:
        return False
    return re.fullmatch(DAY, text.translate(NARROW)) is not None


def prints_day(text: str) -> bool:
    """Whether a day with its year stands in a text."""
    return re.search(DAY, text) is not None


def page_within(text: str) -> tuple[str, str]:
    """The page number and name inside a longer folio line such as `A02 政务要闻 2022年3月31日 责编:甲`."""
    match = FOLIO_NUMBER.search(text)
    number = page_number(match.group()) if match else ""
    names = sorted(page_names(), key=len, reverse=True)
    name = next((name for name in names if text.endswith(name) or (len(name) > 2 and name in text)), "")
    return number, name


def page_number(printed: str) -> str:
    """A page number without 第 and 版; Chinese figures become digits.

    >>> page_number("第三版"), page_number("A02版")
    ('3', 'A02')
    """
    number = printed.removeprefix("第").removesuffix("版")
    figures = {figure: str(value) for value, figure in enumerate("一二三四五六七八九十", start=1)}
    if number in figures:
        return figures[number]
    return number.upper()


@cache
def page_names() -> frozenset[str]:
    return frozenset(words("page_names.txt"))


@cache
def _staff_roles() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, words("staff_words.txt")), key=len, reverse=True)))


@cache
def _staff_list() -> re.Pattern[str]:
    """Roles and names in turn, whose separating marks the dump lost: 编辑甲乙校对丙丁热线电话1234567."""
    reached = r"(?:电话[:：]?)?(?:[（(]\d{3,4}[）)])?[\d\-]{5,13}|[\w.\-]{2,40}@[\w.\-]{3,40}"
    one = rf"(?:{_staff_roles().pattern})[:：/／]?(?:[\u4e00-\u9fff]{{2,4}}?|{reached})"
    return re.compile(rf"(?:{one}|电话[:：]?(?:[（(]\d{{3,4}}[）)])?[\d\-]{{5,13}}){{2,8}}")


@cache
def _staff() -> re.Pattern[str]:
    roles = _staff_roles().pattern
    before, after = r"(?:^|[（(|｜■●□/／、\s\u4e00-\u9fff\d])", r"(?:[:：]|电话|[\u4e00-\u9fff]{2,4}(?:$|[）)|｜■]))"
    return re.compile(f"{before}(?:{roles}){after}")


def _is_staff(text: str) -> bool:
    if not SENTENCE_MARKS.isdisjoint(text):
        return False
    if _staff_list().fullmatch(text):
        return True
    match = _staff().search(text)
    if match is None:
        return False
    return match.start() <= 2 or len(_staff().findall(text)) >= 2 or text[0] in "■□●|｜"


def _is_page_and_paper(page: str, paper: str) -> bool:
    return (not page or page_of(page) is not None) and (not paper or re.fullmatch(PAPER, paper) is not None)


def _is_date_line(text: str) -> bool:
    if not re.search(DAY, text) or not SENTENCE_MARKS.isdisjoint(text):
        return False
    if (staff := _staff_list().search(text)) is not None:
        rest = re.sub(rf"{DAY}|{WEEKDAY}", "", text[: staff.start()] + text[staff.end() :])
        return any(_is_page_and_paper(rest[:at], rest[at:]) for at in range(len(rest) + 1))
    left = PIECES.sub("", text)
    left = next((left.removesuffix(name) for name in page_names() if left.endswith(name)), left)
    return not left or (len(left) <= PAPER_EM and bool(re.search(f"{WEEKDAY}|{NUMBERING}", text)))
