"""A delisted article has no row, and yet an editor's word about it counts: at its address at once, and when it is
listed again."""

import pytest
from django.core.exceptions import ValidationError

from articles import corrections
from articles.corrections import CollisionError, Decision
from articles.importing.rereading import read_again
from articles.models import Appearance, Article, Correction, SourceFile, Suppression, ValueRead
from tests import factories

pytestmark = pytest.mark.django_db


def why(reason="与原报核对"):
    return Decision(who="主编", reason=reason)


@pytest.fixture
def article():
    made = factories.article(
        factories.page(factories.issue()), "本报讯 县长禾东篱到会。", "会议要求抓好落实。", headline="禾东篱到会"
    )
    factories.appearance(factories.official(), made)
    return made


@pytest.fixture
def delisting(article):
    return corrections.delist(article, why("申请"), "2031-9")


@pytest.fixture
def kept(article, delisting):
    return corrections.delisted_article(article.public_id)


def shown(client, article) -> str:
    return client.get(article.get_absolute_url()).content.decode()


def test_it_is_corrected_where_it_is_and_stays_so_when_lifted(client, article, delisting, kept):
    text = [{"text": "本报讯 县长禾东篱未到会。", "role": "body"}]
    made = corrections.record(kept, {"headline": "禾东篱未到会", "paragraphs": text}, why())
    assert (made[0].field, made[0].value_read) == ("headline", "禾东篱到会")
    assert "县长禾东篱未到会。" in shown(client, article) and "抓好落实" not in shown(client, article)
    assert not Article.objects.exists()
    corrections.lift(delisting, "主编")
    back = Article.objects.get()
    assert (back.headline, back.body) == ("禾东篱未到会", ["本报讯 县长禾东篱未到会。"])
    assert Appearance.objects.get().spans == [[0, 6, 9]]
    for one in made:
        corrections.undo(one, who="主编")
    back.refresh_from_db()
    assert (back.headline, len(back.body)) == ("禾东篱到会", 2)


def test_undoing_while_it_is_delisted_shows_what_was_read(client, article, kept):
    (made,) = corrections.record(kept, {"headline": "改过"}, why())
    corrections.undo(made, who="主编")
    assert "改过" not in shown(client, article)
    assert not ValueRead.objects.filter(field="headline").exists()


def test_two_editors_collide_as_elsewhere(kept):
    corrections.record(kept, {"headline": "别人的"}, why())
    with pytest.raises(CollisionError):
        corrections.record(kept, {"headline": "我的"}, why(), seen={"headline": "禾东篱到会"})


def test_where_it_stands_is_corrected_when_it_is_listed(article, kept):
    with pytest.raises(ValidationError):
        corrections.record(kept, {"page": article.page_id}, why())


def test_one_that_was_listed_again_meanwhile_is_not_corrected_unseen(delisting, kept):
    corrections.lift(delisting, "主编")
    with pytest.raises(ValidationError):
        corrections.record(kept, {"headline": "改过"}, why())
    assert Article.objects.get().headline == "禾东篱到会"


@pytest.mark.parametrize("first", ["mask", "delist"])
def test_a_name_is_masked_in_it_in_whatever_order_both_are_lifted(client, article, delisting, kept, first):
    masking = corrections.mask(kept, "禾东篱", why("申请"), "2031-10")
    assert "禾某某到会" in shown(client, article) and "禾东篱" not in shown(client, article)
    both = [masking, delisting] if first == "mask" else [delisting, masking]
    corrections.lift(both[0], "主编")
    assert ("禾东篱" in shown(client, article)) == (first == "mask")
    assert not Appearance.objects.exists()
    corrections.lift(both[1], "主编")
    assert Article.objects.get().headline == "禾东篱到会"
    assert Appearance.objects.get().name == "禾东篱"


@pytest.mark.parametrize("first", ["withdraw", "delist"])
def test_it_is_withdrawn_in_whatever_order_both_are_lifted(client, article, delisting, kept, first):
    withdrawing = corrections.withdraw(kept, why("申请"), "2031-10")
    assert client.get(article.get_absolute_url()).status_code == 410
    both = [withdrawing, delisting] if first == "withdraw" else [delisting, withdrawing]
    corrections.lift(both[0], "主编")
    assert client.get(article.get_absolute_url()).status_code == (200 if first == "withdraw" else 410)
    assert not Article.objects.exists()
    corrections.lift(both[1], "主编")
    assert Article.objects.get().headline == "禾东篱到会"


def test_it_is_not_delisted_twice(kept):
    with pytest.raises(ValidationError):
        corrections.delist(kept, why("申请"), "2031-10")
    assert Suppression.objects.count() == 1


def test_what_is_read_anew_does_not_take_the_correction_away(client, article, kept):
    corrections.record(kept, {"headline": "改过"}, why())
    read_again(SourceFile.objects.all())
    assert "改过" in shown(client, article)
    assert Correction.objects.standing().filter(field="headline").exists()
