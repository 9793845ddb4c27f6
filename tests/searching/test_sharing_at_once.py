"""An article that is taken out while another with its text is corrected."""

from threading import Thread

import pytest
from django.db import connection, connections, transaction

from articles import searching
from articles.models import Article, SharedPrint
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

SENTENCE = "五月六日清晨，石桥河水位涨到三十一米，沿岸九个村的一千二百名群众连夜转移到镇中学和粮库。"
WAITING = (
    "SELECT count(*) FROM pg_locks WHERE NOT granted AND pid IN (SELECT pid FROM pg_stat_activity WHERE datname = %s)"
)


def test_whoever_corrects_waits_and_does_not_fail():
    page = factories.page(factories.issue())
    one, other = factories.article(page, "待校订的一篇。"), factories.article(page, SENTENCE)
    one.paragraphs = other.paragraphs
    one.save()
    failed = []

    def correct() -> None:
        try:
            searching.index([one])
        except Exception as error:
            failed.append(error)
        finally:
            connections.close_all()

    with transaction.atomic():
        Article.objects.filter(pk=other.pk).delete()
        editor = Thread(target=correct)
        editor.start()
        with connection.cursor() as cursor:
            waiting = 0
            while not waiting and editor.is_alive():
                cursor.execute(WAITING, [connection.settings_dict["NAME"]])
                (waiting,) = cursor.fetchone()
    editor.join()
    assert failed == [] and not SharedPrint.objects.exists()
