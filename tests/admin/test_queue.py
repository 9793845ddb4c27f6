"""The review queue: counts, evidence, answers that take effect at once, and taking them back."""

import re
from pathlib import Path

import pytest
from django.urls import reverse

from articles import corrections
from articles.admin.choices import CHOICES, answer, plain_answer
from articles.admin.filters import KINDS
from articles.corrections import Decision
from articles.corrections.conflicts import conflict_of
from articles.models import Article, Correction, Post, ReviewItem, Tenure, TenureProof, ValueRead
from articles.roles import CHIEF, EDITOR, VIEWER
from tests import factories

pytestmark = pytest.mark.django_db


def doubt(kind="boundary", **values) -> ReviewItem:
    values = {"key": f"k{ReviewItem.objects.count()}", "reason": "界线不清", "confidence": 0.3} | values
    return ReviewItem.objects.create(kind=kind, **values)


def namesakes() -> ReviewItem:
    item = doubt("namesake", reason="禾东篱：是否同一人")
    item.candidates.set([factories.official(), factories.official()])
    return item


def decide(client, item, choice, **posted):
    return client.post(reverse("review-decide", args=[item.pk]), {"choice": choice, **posted})


def test_items_stand_least_certain_first_with_counts_by_kind_and_source_beside_text(login):
    article = factories.article(factories.page(factories.issue()), "正文一段。")
    doubt(confidence=0.5)
    doubt("date", confidence=0.1, article=article, reason="日期不明")
    doubt(confidence=0.3)
    response = login(EDITOR).get(reverse("review"))
    assert response.context["current"].reason == "日期不明"
    assert [(kind, number) for kind, _name, number in response.context["kinds"]] == [("boundary", 2), ("date", 1)]
    html = response.content.decode()
    assert "正文一段。" in html and "第一行" in html


def test_who_answers_what_another_has_answered_or_a_reading_withdrawn_is_told_so(login):
    item = namesakes()
    first = answer(item, next(one for one in CHOICES["namesake"] if one.word == "different"), "编辑甲")
    response = login(CHIEF).post(reverse("review-decide", args=[item.pk]), {"choice": "same"}, follow=True)
    assert first and "没有再做什么" in response.content.decode()
    assert list(Correction.objects.values_list("who", flat=True)) == ["编辑甲"]
    ReviewItem.objects.all().delete()
    assert not answer(item, plain_answer("namesake"), "编辑甲")


def test_each_of_two_namesakes_stands_beside_the_sentence_that_shows_the_post(login):
    item = namesakes()
    texts = ("县长禾东篱主持会议。", "县领导禾东篱出席会议。")
    for day, text, official in zip(("2031-05-06", "2031-05-07"), texts, item.candidates.all(), strict=True):
        shown = factories.article(factories.page(factories.issue(day)), text)
        seen = factories.appearance(official, shown)
        if official == item.candidates.first():
            post = Post.objects.create(place_name="禾丰县", organisation="政府", role="县长", rank="chief", name="县长")
            held = Tenure.objects.create(official=official, post=post, first_seen=shown.date, last_seen=shown.date)
            TenureProof.objects.create(tenure=held, appearance=seen, kind=TenureProof.Kind.SEEN)
    html = login(EDITOR).get(reverse("review")).content.decode()
    quoted = [re.sub("<[^>]*>", "", sentence) for sentence in re.findall("<q>(.*?)</q>", html)]
    assert quoted == list(texts)


def test_every_doubt_of_the_readers_has_a_word_for_editors():
    calls = re.compile(r"\bDoubt\(\s*\"(\w+)\"")
    rooms = (path.read_text("utf-8") for path in Path("articles").rglob("*.py"))
    raised = {kind for text in rooms for kind in calls.findall(text)}
    assert {"boundary", "order"} < raised <= KINDS.keys()


def test_an_empty_queue_says_so(login):
    assert "没有待核的事项" in login(EDITOR).get(reverse("review")).content.decode()


def test_a_namesake_answered_same_is_merged_and_taken_back_is_two_again(login):
    item, client = namesakes(), login(CHIEF)
    decide(client, item, "same")
    loser = item.candidates.order_by("pk")[1]
    assert corrections.successor("official", str(loser.pk))
    item.refresh_from_db()
    assert item.decided_by == CHIEF
    client.post(reverse("review-undo"))
    item.refresh_from_db()
    assert item.decided_at is None
    assert corrections.successor("official", str(loser.pk)) is None


def test_a_namesake_answered_different_is_remembered(login):
    item = namesakes()
    decide(login(CHIEF), item, "different")
    assert corrections.declared_different() == {frozenset(item.candidates.values_list("pk", flat=True))}


def test_an_editor_who_is_not_chief_cannot_merge_here_either(login):
    item = namesakes()
    client = login(EDITOR)
    decide(client, item, "same")
    assert "由主编判定" in client.get(reverse("review")).content.decode()
    item.refresh_from_db()
    assert item.decided_at is None and not Correction.objects.exists()


def test_a_conflict_is_answered_by_keeping_or_by_taking_the_new_reading(login):
    article = factories.article(factories.page(factories.issue()))
    (made,) = corrections.record(article, {"headline": "改过"}, Decision(who="编辑乙", reason="核对"))
    corrections.ask([conflict_of(made, "新读", article=article)])
    decide(login(EDITOR), ReviewItem.objects.get(), "take")
    assert Article.objects.get().headline == "云川县召开防汛会议"


def test_an_answer_goes_on_to_the_next_item_of_the_kind(login):
    first, second = doubt(confidence=0.1), doubt(confidence=0.2)
    doubt("date", confidence=0.0)
    client = login(EDITOR)
    address = decide(client, first, "fine", kind="boundary")["Location"]
    assert client.get(address).context["current"] == second


def test_every_item_is_reached_by_going_on_however_many_there_are(login):
    items, client = [doubt(confidence=number / 100) for number in range(70)], login(EDITOR)
    seen, link = [], reverse("review")
    while link:
        context = client.get(link).context
        seen.append(context["current"])
        link = f"{reverse('review')}?item={context['following'].pk}" if context["following"] else ""
    assert seen == items
    assert client.get(f"{reverse('review')}?item={items[50].pk}").context["previous"] == items[49]


def test_bulk_confirmation_shows_all_and_closes_the_ticked(login):
    kept, closed = doubt(), doubt()
    client = login(EDITOR)
    shown = client.get(reverse("review-bulk") + "?kind=boundary")
    assert list(shown.context["items"]) == [kept, closed]
    assert client.get(f"{reverse('review')}?kind=boundary&item={closed.pk}").context["current"] == closed
    assert f"?kind=boundary&amp;item={closed.pk}" in shown.content.decode()
    client.post(reverse("review-bulk"), {"kind": "boundary", "item": [closed.pk]})
    assert list(ReviewItem.objects.open()) == [kept]


def test_who_may_only_look_sees_and_decides_nothing(login):
    item, client = doubt(), login(VIEWER)
    assert client.get(reverse("review")).status_code == 200
    assert decide(client, item, "fine").status_code == 403
    assert client.post(reverse("review-undo")).status_code == 403
    assert client.get(reverse("review-bulk")).status_code == 403


def test_strangers_are_sent_to_the_login(client):
    assert reverse("admin:login") in client.get(reverse("review"))["Location"]


def test_two_editors_answering_one_item_give_one_answer(login):
    item = doubt()
    client = login(EDITOR)
    decide(client, item, "fine")
    decide(client, item, "mended")
    item.refresh_from_db()
    assert item.decision.startswith("fine")


def test_a_conflict_names_the_field_in_words_and_shows_the_difference(login):
    article = factories.article(factories.page(factories.issue()))
    (made,) = corrections.record(article, {"headline": "云川县召开防旱会议"}, Decision(who="编辑乙", reason="核对"))
    ValueRead.objects.filter(field="headline").update(value="云川县召开防汛会")
    corrections.ask([conflict_of(made, "云川县召开防汛会", article=article)])
    item = ReviewItem.objects.get()
    assert item.reason.startswith("标题：原读“云川县召开防汛会议”")
    html = login(EDITOR).get(reverse("review")).content.decode()
    assert "防汛会<del>" in html and "议</del>" in html
    assert "汛会</del>" in html and "旱会议</ins>" in html


def test_a_conflict_about_a_person_names_the_person(login):
    article = factories.article(factories.page(factories.issue()))
    one, other, third = factories.official("禾东篱"), factories.official("麦西畴"), factories.official("粟北陇")
    seen = factories.appearance(one, article)
    (made,) = corrections.record(seen, {"official": other.pk}, Decision(who="编辑乙", reason="核对"))
    assert conflict_of(made, third.pk, article=article).reason == (
        "官员：原读“禾东篱”，已改为“麦西畴”，现在读得“粟北陇”"
    )
