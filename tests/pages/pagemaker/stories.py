"""What a page says: the stories that are set and that a reader should give back."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from pagemaker import words

JUMP_FIGURES = "①②③④⑤⑥⑦⑧⑨"
PAGE_WORDS = ("二", "三", "四")


@dataclass(frozen=True)
class Paragraph:
    """One printed paragraph; `role` is `body`, `crosshead` or `byline`."""

    text: str
    role: str = "body"


@dataclass(frozen=True)
class Story:
    """One article as it should be read. Heading parts hold printed lines."""

    kind: str
    paragraphs: tuple[Paragraph, ...]
    kicker: str = ""
    headline: tuple[str, ...] = ()
    subheadline: str = ""
    banner: str = ""
    dateline: str = ""
    reporters: tuple[str, ...] = ()
    correspondents: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()
    jump_to: str = ""
    jump_from: str = ""


@dataclass(frozen=True)
class Page:
    """One page of a paper and what is printed around its stories."""

    paper: str
    number: str
    name: str
    day: date
    editors: tuple[str, ...]
    slogan: str
    stories: tuple[Story, ...] = field(default=())


class Writer:
    """Writes stories by chance; the same seed writes the same stories."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.used: set[str] = set()
        self.day = date(2019, 1, 1) + timedelta(days=self.random.randrange(1800))

    def name(self) -> str:
        surname = self.random.choice(words.SURNAMES)
        if self.random.random() < 0.02:
            surname = self.random.choice(words.COMPOUND_SURNAMES)
        return surname + "".join(self.random.sample(words.GIVEN, self.random.choice((1, 2, 2, 2))))

    def names(self, most: int) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.name() for _ in range(self.random.randint(1, most))))

    def fill(self, template: str) -> str:
        """A phrase with its blanks filled; one blank has one value within the phrase."""
        pick = self.random.choice
        day = self.day - timedelta(days=self.random.randint(1, 3))
        deeds = self.random.sample(words.DEEDS, 3)
        towns = self.random.sample(words.TOWNS, 2)
        return template.format(
            day=pick((f"{day.month}月{day.day}日", f"{day.month}月{day.day}日上午", "昨日", "近日")),
            place=pick((*words.COUNTIES, words.CITY)),
            post=pick(words.POSTS),
            topic=pick(words.TOPICS),
            town=towns[0],
            town2=towns[1],
            village=pick(words.VILLAGES),
            body=pick(words.BODIES),
            company=pick(words.COMPANIES),
            campaign=pick(words.CAMPAIGNS),
            goal=pick(words.GOALS),
            deed=deeds[0],
            deed2=deeds[1],
            deed3=deeds[2],
            crop=pick(words.CROPS),
            event=pick(words.EVENTS),
            name=self.name(),
            name2=self.name(),
            name3=self.name(),
            roster="、".join(self.names(9)),
            num=self.random.randint(11, 4800),
            num2=self.random.randint(3, 90),
            num3=self.random.randint(900, 30000),
            small=self.random.randint(2, 40),
            pct=round(self.random.uniform(2, 98), 1),
            month=self.random.randint(2, 11),
            phone=self.random.randint(2000000, 8999999),
            phone2=self.random.randint(2000000, 8999999),
        )

    def sentences(self, fewest: int, most: int) -> str:
        return "".join(self.sentence() for _ in range(self.random.randint(fewest, most)))

    def sentence(self) -> str:
        """A sentence that this writer has not yet written: no paper prints one sentence in two stories."""
        draw = self.random.random()
        unused = [template for template in words.SENTENCES if template not in self.used]
        if draw < 0.3 and unused:
            template = self.random.choice(unused)
            self.used.add(template)
        elif draw < 0.42:
            said = "，".join(self.random.sample(words.SPEECH, self.random.randint(2, 4)))
            template = f"“{said}。”{self.random.choice(('村民', '居民', '职工', '种粮大户'))}{{name2}}说。"
        else:
            clauses = self.random.sample(words.CLAUSES, self.random.randint(2, 4))
            if self.random.random() < 0.6:
                clauses.append(self.random.choice(words.ENDINGS))
            template = "，".join([self.random.choice(words.OPENINGS), *clauses]) + "。"
        return self.fill(template)

    def body(self, opening: str, most: int) -> list[Paragraph]:
        lead = opening + self.fill(self.random.choice(words.LEADS))
        if self.random.random() < 0.3:
            lead += self.fill(words.ROSTER)
        paragraphs = [Paragraph(lead)]
        headed = self.random.random() < 0.12  # by several 小标题: papers set none or more than one
        count = self.random.randint(1, most)
        below = self.random.sample(range(count), self.random.randint(2, count)) if headed and count > 1 else []
        for number in range(count):
            if number in below:
                paragraphs.append(Paragraph(self.fill(self.random.choice(words.CROSSHEADS)), "crosshead"))
            paragraphs.append(Paragraph(self.sentences(1, 4)))
        return paragraphs

    def heading(self) -> dict[str, object]:
        lines = [self.fill(self.random.choice(words.HEADLINES))]
        if self.random.random() < 0.15:
            lines.append(self.fill(self.random.choice(words.HEADLINES)))
        draw = self.random.random()
        kicker = self.kicker() if draw < 0.12 else ""
        subheadline = self.fill(self.random.choice(words.SUBHEADLINES)) if draw > 0.88 else ""
        banner = words.BANNERS[int(draw * 1000) % len(words.BANNERS)] if 0.4 < draw < 0.5 else ""
        return {"headline": tuple(lines), "kicker": kicker, "subheadline": subheadline, "banner": banner}

    def kicker(self) -> str:
        """A 引题 that this writer has not yet set: one that stands over two stories is a 栏目."""
        kicker = self.fill(self.random.choice(words.KICKERS))
        while kicker in self.used:
            kicker = self.fill(self.random.choice(words.KICKERS))
        self.used.add(kicker)
        return kicker

    def news(self, most: int = 5) -> Story:
        """A news story with one of the usual ways of crediting it."""
        reporters, correspondents = self.names(2), self.names(2)
        style = self.random.choice(("both", "reporter", "reporter", "correspondent", "end", "line"))
        opening, end, first, dateline = "本报讯", "", [], "本报讯"
        if style == "both":
            opening += f"（记者{'、'.join(reporters)} 通讯员{'、'.join(correspondents)}）"
        elif style == "reporter":
            opening, correspondents = opening + f"（记者{'、'.join(reporters)}）", ()
        elif style == "correspondent":
            opening, reporters = opening + f"（通讯员{'、'.join(correspondents)}）", ()
        elif style == "end":
            reporters, correspondents, opening = (), correspondents[:1], "本报讯 "
            end = f"（{correspondents[0]}）"
        else:
            opening, dateline, correspondents = "", "", ()
            first = [Paragraph("本报记者 " + " ".join(reporters), "byline")]
        paragraphs = first + self.body(opening, most)
        if end:
            paragraphs[-1] = Paragraph(paragraphs[-1].text + end)
        return Story(
            "news",
            tuple(paragraphs),
            dateline=dateline,
            reporters=reporters,
            correspondents=correspondents,
            **self.heading(),
        )

    def jump_start(self, figure: str) -> Story:
        """A story that stops in mid-sentence and says where it goes on."""
        story = self.news()
        target = f"第{self.random.choice(PAGE_WORDS)}版{figure}"
        last = Paragraph(cut_short(self.sentences(2, 4), self.random) + f"（下转{target}）")
        kept = tuple(p for p in story.paragraphs if not p.text.endswith("）") or p is story.paragraphs[0])
        credits = {} if story.reporters or "通讯员" in story.paragraphs[0].text else {"correspondents": ()}
        return Story(**{**vars(story), "paragraphs": (*kept, last), "jump_to": target, **credits})

    def jump_end(self, figure: str) -> Story:
        """The second part of a story of another page, without a headline."""
        source = f"A01版{figure}"
        rest = self.sentences(1, 3)
        first = Paragraph(f"（上接{source}）" + rest[self.random.randrange(4, 12) :])
        more = tuple(Paragraph(self.sentences(1, 3)) for _ in range(self.random.randint(0, 3)))
        return Story("jump", (first, *more), jump_from=source)

    def photo(self) -> Story:
        photographer = self.name()
        caption = self.fill(self.random.choice(words.CAPTIONS))
        credit = self.random.choice((f"{photographer} 摄", f"本报记者 {photographer} 摄", f"（{photographer} 摄）"))
        return Story("photo", (Paragraph(caption), Paragraph(credit, "byline")), photographers=(photographer,))

    def notice(self) -> Story:
        paragraphs = (
            Paragraph(self.fill(self.random.choice(words.NOTICES))),
            Paragraph(self.fill(self.random.choice(words.NOTICE_ENDS))),
        )
        return Story("notice", paragraphs, headline=(self.fill(self.random.choice(words.NOTICE_HEADLINES)),))

    def page(self, number: str = "A02", most: int = 8) -> Page:
        """A page of news with some photos, jumps and notices among it."""
        stories: list[Story] = []
        for at in range(self.random.randint(4, most)):
            draw, figure = self.random.random(), JUMP_FIGURES[at]
            if draw < 0.10:
                stories.append(self.photo())
            elif draw < 0.18:
                stories.append(self.jump_start(figure))
            elif draw < 0.26:
                stories.append(self.jump_end(figure))
            elif draw < 0.30:
                stories.append(self.notice())
            else:
                stories.append(self.news(self.random.choice((2, 4, 6))))
        return Page(
            self.random.choice(words.PAPERS),
            number,
            self.random.choice(words.PAGE_NAMES),
            self.day,
            self.names(1) + self.names(1),
            self.random.choice(words.SLOGANS),
            tuple(stories),
        )


def cut_short(text: str, chance: random.Random) -> str:
    """The text up to a place inside its last sentence."""
    start = text[:-1].rfind("。") + 1
    return text[: chance.randint(min(start + 4, len(text) - 2), len(text) - 2)].rstrip("“《（")
