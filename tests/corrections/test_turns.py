"""A decision that falls into the middle of a reading that is being stored is shown when both are done."""

import threading
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from articles import corrections
from articles.corrections import Decision
from articles.models import Appearance, Article
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

WAITING = """SELECT count(*) FROM pg_locks JOIN pg_database ON database = pg_database.oid
WHERE locktype = 'advisory' AND NOT granted AND datname = current_database()"""


@pytest.fixture
def article():
    made = factories.article(factories.page(factories.issue()), "本报讯 县长禾东篱到会。")
    factories.appearance(factories.official(), made)
    return made


def meanwhile(act: Callable[[], object]) -> threading.Thread:
    """Lets somebody decide, and returns as soon as that waits or is done."""

    def decide() -> None:
        try:
            act()
        finally:
            connection.close()

    thread = threading.Thread(target=decide)
    thread.start()
    with connection.cursor() as cursor:
        while thread.is_alive():
            cursor.execute(WAITING)
            if cursor.fetchone()[0]:
                break
    return thread


def why() -> Decision:
    return Decision(who="编辑甲", reason="核对")


def test_a_corrected_headline_is_not_written_over_by_what_was_read(article):
    with corrections.storing():
        read = Article.objects.get(pk=article.pk)
        read.headline = "又读得的标题"
        corrections.hold([read], ["headline"])
        editor = meanwhile(lambda: corrections.record(article, {"headline": "改过"}, why()))
        read.save()
    editor.join()
    article.refresh_from_db()
    assert article.headline == "改过"


def test_who_was_taken_out_does_not_come_back_with_what_was_recognised(article):
    seen = article.appearances.get()
    with corrections.storing():
        corrections.replay_findings([article])
        editor = meanwhile(lambda: corrections.remove(seen, why()))
        Appearance.objects.filter(pk=seen.pk).update(title="书记")
    editor.join()
    assert not Appearance.objects.exists()


def test_what_a_reading_took_away_while_somebody_decided_is_refused_in_words(article):
    seen, other = article.appearances.get(), factories.article(article.page, "别的报道。")
    Appearance.objects.all().delete()
    Article.objects.filter(pk=article.pk).delete()
    for decide in (
        lambda: corrections.remove(seen, why()),
        lambda: corrections.record(article, {"headline": "改过"}, why()),
        lambda: corrections.join(other, article, why()),
    ):
        with pytest.raises(ValidationError, match="已不在档案里"):
            decide()


def test_a_merge_waits_and_then_moves_what_came_meanwhile(article):
    one, other = article.appearances.get().official, factories.official("禾冬篱")
    with corrections.storing():
        editor = meanwhile(lambda: corrections.merge(one, other, why()))
        factories.appearance(one, factories.article(article.page, "县长禾东篱又到会。"))
    editor.join()
    assert set(Appearance.objects.values_list("official", flat=True)) == {other.pk}
