"""Every address that ever answered 200 answers 200, or redirects once to one that does, whatever editors and new
readings do; 410 only where an article was withdrawn."""

import random
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from articles import corrections
from articles.corrections import Decision
from articles.importing.reader import Options
from articles.importing.rereading import read_again
from articles.importing.run import import_sources
from articles.importing.sources import find_sources
from articles.models import (
    Appearance,
    Article,
    ArticlePlace,
    Correction,
    Issue,
    Official,
    Page,
    Place,
    Post,
    SourceFile,
    Suppression,
)
from tests.places import load_places

pytestmark = pytest.mark.django_db

COUNTIES = ("温县", "武陟县", "修武县", "博爱县")
PEOPLE = ("禾东篱", "麦西畴", "粟北陇", "黍南亩")
THINGS = ("防汛", "春耕", "招商", "教育", "环保", "文旅")
STEPS = 14


class Archive:
    """Two papers' folders, and what may happen to what was read of them."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.random = folder, random.Random(seed)
        self.suppressed: list[Suppression] = []
        for number in range(3):
            self.write(number)
        self.take()

    def decide(self) -> Decision:
        return Decision(who="主编", reason="核对")

    def write(self, number: int) -> None:
        """A page with a few stories, with its day printed or not."""
        pick = self.random
        stories = []
        for thing in pick.sample(THINGS, 3):
            county, name = pick.choice(COUNTIES), pick.choice(PEOPLE)
            stories.append(
                f"{county}召开{thing}工作会议\n\n"
                f"本报讯 近日，{county}县长{name}主持召开{thing}工作会议，安排部署{thing}工作。\n\n"
                f"{name}要求，各单位要认真抓好{thing}工作的落实，确保{thing}工作取得实效，让群众满意。\n\n"
            )
        day = f"2021年6月{pick.randint(1, 4)}日\n\n" if pick.random() < 0.8 else ""
        head = f"A0{pick.randint(1, 3)}\n要闻\n\n" if pick.random() < 0.7 else ""
        (self.folder / f"p{number}.txt").write_text(head + day + "".join(stories), encoding="utf-8")

    def take(self) -> None:
        import_sources(list(find_sources([self.folder])), Options(newspaper="云川日报"))

    def step(self) -> str:
        """Something happens; what the rules do not allow does not."""
        what = self.random.choice([name for name in dir(self) if name.startswith("do_")])
        try:
            with transaction.atomic():
                getattr(self, what)()
        except (ValidationError, corrections.AlreadyUndoneError, IndexError):
            return f"({what})"
        return what

    def one(self, model, **asked):
        return self.random.choice(list(model.objects.filter(**asked).order_by("pk")))

    def do_merge(self) -> None:
        corrections.merge(self.one(Official), self.one(Official), self.decide())

    def do_merge_places(self) -> None:
        corrections.merge(self.one(Place, name__in=COUNTIES), self.one(Place, name__in=COUNTIES), self.decide())

    def do_split(self) -> None:
        corrections.split(self.one(Article), 1, self.decide())

    def do_join(self) -> None:
        corrections.join(self.one(Article), self.one(Article), self.decide())

    def do_remove_official(self) -> None:
        corrections.remove(self.one(Appearance), self.decide())

    def do_give_to_another(self) -> None:
        corrections.record(self.one(Appearance), {"official": self.one(Official).pk}, self.decide())

    def do_withdraw(self) -> None:
        self.suppressed.append(corrections.withdraw(self.one(Article), self.decide(), "1"))

    def do_delist(self) -> None:
        self.suppressed.append(corrections.delist(self.one(Article), self.decide(), "1"))

    def do_lift(self) -> None:
        corrections.lift(self.suppressed.pop(self.random.randrange(len(self.suppressed) or 1)), "主编")

    def do_date(self) -> None:
        day = self.random.choice(["2021-06-02", "2021-06-09", "2022-01-01", None])
        corrections.record(self.one(Issue), {"date": day}, self.decide())

    def do_number_a_page(self) -> None:
        corrections.record(self.one(Page), {"number": self.random.choice(["", "A05", "B01"])}, self.decide())

    def do_move_a_page(self) -> None:
        corrections.record(self.one(Page), {"issue": self.one(Issue).pk}, self.decide())

    def do_rename(self) -> None:
        corrections.record(self.one(Official), {"name": self.random.choice(["禾冬篱", "麦西筹"])}, self.decide())

    def do_undo(self) -> None:
        corrections.undo(self.one(Correction, undone_at=None), who="主编")

    def do_rename_a_paper(self) -> None:
        corrections.record(self.one(Issue), {"newspaper": self.random.choice(["云川晚报", "云州日报"])}, self.decide())

    def do_give_all_to_another(self) -> None:
        giver, taker = self.one(Official), self.one(Official)
        for appearance in Appearance.objects.filter(official=giver).order_by("pk"):
            corrections.record(appearance, {"official": taker.pk}, self.decide())

    def do_mask(self) -> None:
        self.suppressed.append(corrections.mask(self.one(Article), self.random.choice(PEOPLE), self.decide(), "1"))

    def do_move_a_jurisdiction(self) -> None:
        county = self.one(Place, name__in=COUNTIES)
        corrections.record(self.one(Appearance), {"jurisdiction": county.pk}, self.decide())

    def do_read_again(self) -> None:
        read_again(SourceFile.objects.all())

    def do_new_version(self) -> None:
        path = self.folder / f"p{self.random.randrange(3)}.txt"
        text = path.read_text(encoding="utf-8")
        stories = re.split(r"(?=\S+召开\S+会议\n\n)", text)
        if len(stories) > 2:
            stories.pop(self.random.randrange(1, len(stories)))
        path.write_text("".join(stories), encoding="utf-8")
        self.take()

    def do_new_source(self) -> None:
        self.write(len(list(self.folder.iterdir())))
        self.take()


def addresses() -> list[str]:
    """Every address that the archive gives out now, of pages and of data."""
    found = ["/", "/issues/", "/articles/", "/places/", "/officials/", "/changes/", "/articles.atom", "/issues.atom"]
    years = Issue.objects.values_list("date__year", flat=True).distinct()
    found += [f"/issues/?year={year or 0}" for year in years]
    for newspaper in Issue.objects.values_list("newspaper", flat=True).distinct():
        found += [
            f"/{shown}?newspaper={newspaper}" for shown in ("issues/", "issues.atom", "api/v1/issues", "articles/")
        ]
    for issue in Issue.objects.all():
        found += [issue.get_absolute_url(), f"/api/v1/issues/{issue.slug}", f"/api/v1/issues?after={issue.slug}"]
        found += [f"/issues/{issue.slug}/{page.number or f'p{page.position}'}/" for page in issue.pages.all()]
    for article in Article.objects.all():
        url = article.get_absolute_url()
        found += [url, f"/en{url}", f"{url}report/", f"{url}source/", f"/api/v1{url[:-1]}"]
        found += [f"{url[:-1]}.{form}" for form in ("bib", "ris", "json", "txt")]
    for place in Place.objects.filter(pk__in=ArticlePlace.objects.values("place")):
        url = place.get_absolute_url()
        found += [url, f"/api/v1{url[:-1]}", *lists(f"place={place.slug}"), f"/api/v1/posts?place={place.slug}"]
        found += [f"/api/v1/places?{asked}={place.slug}" for asked in ("parent", "after")]
    for official in Official.objects.listed():
        found += [unquote(official.get_absolute_url()), f"/en/officials/{official.pk}-{official.name}/"]
        found += [f"/api/v1/officials/{official.pk}{more}" for more in ("", "/appearances")]
        found += [
            *lists(f"official={official.pk}"),
            f"/articles/?with={official.pk}",
            f"/officials/?after={official.pk}",
        ]
    for post in Post.objects.all():
        found += [post.get_absolute_url(), f"/api/v1/posts/{post.pk}", *lists(f"post={post.pk}")]
    return found


def lists(asked: str) -> list[str]:
    """The lists of articles that are asked so, as pages and as data."""
    return [f"/{shown}?{asked}" for shown in ("articles/", "articles.atom", "articles.csv", "api/v1/articles")]


def answered(client, url: str):
    """The answer to the end: an export that nobody reads stays open."""
    answer = client.get(url)
    if answer.streaming:
        list(answer.streaming_content)
    return answer


def is_withdrawn(url: str) -> bool:
    """Whether the address is of something that was withdrawn."""
    found = re.match(r"(?:/en|/api/v1)?/articles/(\w+)", url)
    return bool(found) and corrections.is_withdrawn(found[1])


@pytest.mark.parametrize("seed", range(6))
def test_every_address_goes_on_answering(client, tmp_path, seed):
    load_places()
    archive = Archive(tmp_path, seed)
    known = dict.fromkeys(addresses(), "")
    done: list[str] = []
    for _number in range(STEPS):
        done.append(archive.step())
        known |= {url: done[-1] for url in addresses() if url not in known}
    for url in known:
        answer, now = answered(client, url), url
        if answer.status_code == 301:
            now = unquote(answer["Location"])
            answer = answered(client, answer["Location"])
        said = f"seed {seed}, {done}: {url} → {now} {answer.status_code}"
        assert answer.status_code == (410 if is_withdrawn(now) else 200), said
