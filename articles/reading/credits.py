"""Names of reporters, correspondents and photographers, out of the forms in which papers print them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from articles.reading.furniture import surnames
from articles.reading.readings import Credits
from articles.text.words import words

HAN = "\u3400-\u9fff"
ROLE = re.compile(
    r"(?P<photo>摄\s{0,2}影\s{0,2}(?:报\s{0,2}道|记\s{0,2}者)?)"
    r"|(?P<reporter>(?:评\s{0,2}论\s{0,2}员|特\s{0,2}派\s{0,2}员|记\s{0,2}者))"
    r"|(?P<correspondent>(?:特\s{0,2}约\s{0,2})?(?:通\s{0,2}讯\s{0,2}员|撰\s{0,2}稿\s{0,2}人?|作\s{0,2}者))"
)
OUTLET = (
    r"[\u4e00-\u9fff·]{0,16}(?:日报社?|晚报|晨报|早报|商报|时报|都市报|报社|报业(?:集团|传媒)?|客户端|融媒体?中心|新闻网|电视台)"
    r"(?=全媒体|融媒|首席|见习|实习|记者|通讯员|\s)"
)
"""Whose reporter somebody is."""
NOISE = re.compile(
    rf"{OUTLET}|"
    r"本报|本刊|本网|本台|本社|首席|见习|实习生?|特约|全媒体|融媒体|融媒|特派|驻[\u3400-\u9fff]{2,4}(?=记者)|新华社|人民网"
    r"|文\s?[/／]\s?图|图\s?[/／]\s?文|[/／]\s?[文图]|文图|图文|采写|整理|报道|供稿|供图|撰文|[■□○●◎▲△◆◇★☆【】\[\]（）()：:]"
)
SEPARATOR = re.compile(r"[、，,;；/／&\s\u3000]+|和(?=[\u3400-\u9fff]{2,3}$)")
NAME = re.compile(rf"[{HAN}]{{2,4}}(?:·[{HAN}]{{1,8}}){{0,3}}")
SHORTEST_NAME = 2
NO_NAME = re.compile(
    r"记者|通讯|图片|资料|编辑|责编|校对|供稿|本报|本版|据|综合|下转|上接|版$|报道|新华|见习|实习|摄影|以下"
    r"|号$|^[今去明昨前近当次本每]?[一二三四五六七八九十]{0,2}[年月日]$"
)
PHOTO = re.compile(
    r"(?:[。！？”）)]|^)\s{0,6}(?P<who>[^。！？!?；;]{1,40}?)\s{0,6}摄(?:影(?:报道)?)?\s{0,4}(?:[（(][^（()）]{2,10}[)）]|[）)])?\s{0,4}$"
)
PHOTO_END = 30
"""Characters after and with the 摄 of such a credit."""
SIGN_OFF = re.compile(rf"[（(]\s{{0,4}}(?P<who>[{HAN}·、，,\s　/]{{2,40}})\s{{0,4}}[）)]\s{{0,6}}$")
DOTTED = re.compile(rf"[·•]\s{{0,2}}(?P<who>[{HAN}][{HAN}、\s　]{{1,24}})[·•]\s{{0,4}}$")
"""Names set between dots, which some papers sign with."""
IN_BRACKETS = re.compile(r"[（(](?P<who>[^（()）【】]{2,80})[）)】]")
NAMED = re.compile(rf"\S{{0,8}}讯\s{{0,6}}[（(](?P<who>[{HAN}、，\s　]{{2,24}})[）)]")
"""Names without a role behind a dateline: 本报讯（甲乙 丙丁）."""
LED = re.compile(
    r"[【\[]?\S{0,8}讯[】\]]?\s{0,6}"
    r"(?P<who>(?:(?:首席|见习|实习|特约|全媒体|融媒体?)?记\s{0,4}者|通\s{0,4}讯\s{0,4}员)\s{0,4}[^，。！？]{2,40}?)\s{0,4}(?:报道|文[/／]图)"
)
IN_LISTS = re.compile(r"[（(][^（()）]{1,8}[）)]")
"""What a list of the elected says of somebody: （女）."""
ELECTED = re.compile(r"[\u4e00-\u9fff]{2,12}[:：](?P<name>[\u4e00-\u9fff]{2,4})")
ONE_ELECTED = re.compile(
    r"[\u4e00-\u9fff]\s{0,4}[\u4e00-\u9fff]{1,3}\s?[（(](?:女|[\u4e00-\u9fff]{1,4}族)(?:[，、](?:女|[\u4e00-\u9fff]{1,4}族))?[)）]"
)
"""The last line of such a list: 张三（女，回族）."""
LONG_NAME = 3
TITLES_OF_TWO = frozenset(("贺信", "贺词", "贺电", "简讯", "简报", "时评", "时讯", "常识"))
"""What is set wide as names of two characters are, and begins like one."""
LEAST_NAMES = 3
USUAL_SURNAMES = 0.7
"""Share of the names of a list that have a surname of ours."""


SIGN_OFF_ENDS = frozenset("）)·•")


def split_names(text: str) -> tuple[str, ...]:
    """Names out of a printed list. A name of two characters may be set with a space inside it.

    >>> split_names("张 三、李四五 王六七")
    ('张三', '李四五', '王六七')
    """
    names: list[str] = []
    pending = ""
    for token in SEPARATOR.split(text):
        if len(token) == 1 and not pending:
            pending = token
            continue
        name = pending + token if len(token) == 1 else token
        pending = ""
        if NAME.fullmatch(name) and not NO_NAME.search(name):
            names.extend(_parted(name))
    return tuple(names)


def _parted(name: str) -> tuple[str, ...]:
    """Two names of two characters whose space the dump lost; four characters are one name after a compound surname."""
    single, double = surnames()
    if len(name) != 2 * SHORTEST_NAME or name[:2] in double or not {name[0], name[2]} <= single:
        return (name,)
    return name[:2], name[2:]


def parse_byline(text: str) -> Credits:
    """The credits of a byline as printed: `本报记者 甲 通讯员 乙、丙`, `记者甲 文/图`, with or without brackets.

    >>> parse_byline("记者张三 通讯员李四、王五")
    Credits(reporters=('张三',), correspondents=('李四', '王五'), photographers=())
    """
    found: dict[str, list[str]] = {"reporter": [], "correspondent": [], "photo": []}
    roles = list(ROLE.finditer(text))
    first = split_names(NOISE.sub(" ", text[: roles[0].start()]).strip()) if roles else ()
    if all(map(is_author, first)):  # names without a role, as of those who sent the story in
        found["correspondent"] += first
    for role, following in zip(roles, [*roles[1:], None], strict=False):
        rest = text[role.end() : following.start() if following else len(text)]
        kind = role.lastgroup or "reporter"
        if re.search(r"摄\s{0,4}[）)]?\s{0,4}$", rest):
            kind, rest = "photo", rest.rstrip("）) \t\u3000")[:-1]
        names = split_names(NOISE.sub(" ", rest).strip())
        found[kind] += [name for name in names if name not in found[kind]]
    return Credits(tuple(found["reporter"]), tuple(found["correspondent"]), tuple(found["photo"]))


def written(text: str) -> Credits:
    """The credits of a byline that may be the writer's name alone, under a headline.

    >>> written("□丁一凡")
    Credits(reporters=(), correspondents=('丁一凡',), photographers=())
    """
    names = () if ROLE.search(text) else split_names(NOISE.sub(" ", text).strip())
    return Credits(correspondents=names) if names and all(map(is_author, names)) else parse_byline(text)


def dateline_credits(text: str) -> Credits:
    """The credits that follow a dateline: `本报讯（记者甲 通讯员乙）…` or `本报讯 记者甲 报道`. A line may end inside a
    name or between two.

    >>> dateline_credits("本报讯（记者张三、李四）昨日").reporters
    ('张三', '李四')
    >>> dateline_credits("本报讯（记者 张三丰 李\\n四 王五\\n赵六一）昨日").reporters
    ('张三丰', '李四', '王五', '赵六一')
    """
    whole = _dateline_credits(text.replace("\n", ""))
    if "\n" not in text:
        return whole
    parted = _dateline_credits(text.replace("\n", " "))
    written = parted.reporters + parted.correspondents
    more = len(written) > len(whole.reporters + whole.correspondents)
    return parted if more and all(map(is_author, written)) else whole


def _dateline_credits(text: str) -> Credits:
    match = IN_BRACKETS.search(text, 0, 120)
    if match and match.start() <= 40 and ROLE.search(match.group("who")):
        return parse_byline(match.group("who"))
    sent_in = NAMED.match(text.lstrip(), 0, 80)
    if sent_in and all(map(is_author, names := split_names(sent_in.group("who").strip()))):
        return Credits(correspondents=names)
    match = LED.match(text.lstrip(), 0, 80)
    return parse_byline(match.group("who")) if match else Credits()


def residue(text: str) -> str:
    """What a byline holds besides role words, names and separators; empty where it is nothing but a byline."""
    rest = NOISE.sub(" ", ROLE.sub(" ", text))
    tokens = [token for token in SEPARATOR.split(rest) if token]
    names = split_names(rest.strip())
    return "" if sum(map(len, names)) == sum(map(len, tokens)) else rest


def photo_credit(text: str) -> Credits:
    """Everybody in a photo's credit: `甲 摄`, `记者 甲 文 乙 摄`.

    >>> photo_credit("本报记者 张三 文 李四 摄")
    Credits(reporters=('张三',), correspondents=(), photographers=('李四',))
    """
    written, mark, taken = text.rpartition(" 文 ")
    reporters = split_names(ROLE.sub(" ", NOISE.sub(" ", written)).strip()) if mark else ()
    return Credits(reporters=reporters, photographers=photographers(taken))


def photographers(text: str) -> tuple[str, ...]:
    """The names in the `甲 摄` that ends a text; empty where there is none. A line end counts as a space if it must."""
    return _photographers(text.replace("\n", "")) or ("\n" in text and _photographers(text)) or ()


def _photographers(text: str) -> tuple[str, ...]:
    match = PHOTO.search(text, max(0, len(text) - 60)) if "摄" in text[-PHOTO_END:] else None
    if not match:
        return ()
    who = re.sub(r"(?:记\s?者|通\s?讯\s?员)", " ", NOISE.sub(" ", match.group("who")))
    return split_names(who.strip())


def signed(text: str) -> Credits:
    """Who wrote a story, by the brackets or dots that end it; nobody where these hold anything else. Names without a
    role are correspondents': papers sign what was sent in.

    >>> signed("圆满结束。（张三）").correspondents, signed("圆满结束。（县台记者 李四）").reporters
    (('张三',), ('李四',))
    """
    found = _signed(text.replace("\n", ""))
    return _signed(text) if found == Credits() and "\n" in text else found


def signers(text: str) -> tuple[str, ...]:
    """All names in the brackets that end a story."""
    found = signed(text)
    return found.reporters + found.correspondents


def _signed(text: str) -> Credits:
    last = text.rstrip()[-1:]
    if last not in SIGN_OFF_ENDS:
        return Credits()
    match = (SIGN_OFF if last in "）)" else DOTTED).search(text, max(0, len(text) - 60))
    if not match or match.group("who").rstrip().endswith("摄"):
        return Credits()
    who = match.group("who")
    if ROLE.search(who):
        return parse_byline(who)
    who = NOISE.sub(" ", who)
    parts = [part for part in SEPARATOR.split(who.strip()) if part]
    names = split_names(who.strip())
    whole = sum(map(len, names)) == sum(map(len, parts))
    return Credits(correspondents=names) if whole else Credits()


def merge(credits: Iterable[Credits]) -> Credits:
    """All names of several credits, each once, in order."""
    reporters: dict[str, None] = {}
    correspondents: dict[str, None] = {}
    shots: dict[str, None] = {}
    for credit in credits:
        reporters |= dict.fromkeys(credit.reporters)
        correspondents |= dict.fromkeys(credit.correspondents)
        shots |= dict.fromkeys(credit.photographers)
    return Credits(tuple(reporters), tuple(correspondents), tuple(shots))


def is_author(text: str) -> bool:
    """Whether a line is nothing but a person's name: a surname and one or two more characters.

    >>> is_author("丁一凡"), is_author("今日谈")
    (True, False)
    """
    if not 2 <= len(text) <= 4:
        return False
    compound = text[:2] in surnames()[1]
    return (compound and len(text) > 2) or (text[0] in surnames()[0] and len(text) <= 3)


def is_set_author(raw: str) -> bool:
    """Whether a line, with its white space, is a name of two characters, set wide as names are.

    >>> is_set_author("丁 一"), is_set_author("丁一")
    (True, False)
    """
    pieces = raw.split()
    if len(pieces) != 2 or any(len(piece) > 1 for piece in pieces):
        return False
    text = "".join(pieces)
    return text not in TITLES_OF_TWO and is_author(text)


def is_name(text: str) -> bool:
    """Whether a line is a name of three characters, and no word of the dictionary.

    >>> is_name("丁一凡"), is_name("高质量")
    (True, False)
    """
    return len(text) == LONG_NAME and is_author(text) and words(text)[0] == text[0]


def lists_names(raw: str) -> bool:
    """Whether a line of a list, with its white space, is nothing but several persons' names, or an office with one.

    >>> lists_names("丁一凡 王小芳（女） 李 四"), lists_names("秘书长：张三"), lists_names("脱贫攻坚 小康路上")
    (True, True, False)
    """
    if len(raw.split()) < LEAST_NAMES:
        text = raw.strip()
        return (text[-1:] in "）)" and ONE_ELECTED.fullmatch(text) is not None) or elects(text)
    names = split_names(IN_LISTS.sub(" ", raw))
    return len(names) >= LEAST_NAMES and sum(map(is_author, names)) >= USUAL_SURNAMES * len(names)


def elects(text: str) -> bool:
    """Whether a line without white space names an office and who was given it: 秘书长：张三."""
    office = ELECTED.fullmatch(text) if "：" in text or ":" in text else None
    return office is not None and is_author(office["name"])
