import re
from html import unescape
from pathlib import Path

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.corrections import Decision, learn_names, record, undo, withdraw
from articles.importing.places.gazetteer import load
from articles.models import (
    Appearance,
    Article,
    ArticlePlace,
    Correction,
    ImportRun,
    Issue,
    MailRule,
    Official,
    OfficialName,
    Page,
    Place,
    Post,
    RegisteredTerm,
    ReviewItem,
    SourceFile,
    Suppression,
    Tenure,
)
from articles.roles import VIEWER
from tests import factories

MODELS = [
    Appearance,
    Article,
    ArticlePlace,
    Correction,
    ImportRun,
    Issue,
    MailRule,
    Official,
    Page,
    Place,
    Post,
    RegisteredTerm,
    ReviewItem,
    SourceFile,
    Suppression,
    Tenure,
]
KEPT_BY_HAND = {MailRule}
MOST_QUERIES = 15
"""Session and user (2), counting (1), rows (1), date hierarchy (2), filters (1–2), inlines; never one for each row."""


@pytest.fixture
def admin_user(db, django_user_model):
    """A superuser without a password, whose hashing would take most of the time of these tests."""
    return django_user_model.objects.create(username="editor", is_staff=True, is_superuser=True)


def fill(rounds: int) -> None:
    """Rows of every kind, each round with its own."""
    for _ in range(rounds):
        number = Issue.objects.count()
        issue = factories.issue(f"2031-05-{number + 1:02}")
        page = factories.page(issue)
        county = factories.place(f"云川{number}县", code=f"99{number:04}", aliases=[f"云川{number}"])
        factories.place(f"青石{number}村", "village", parent=county)
        article = factories.article(page, f"云川{number}县县长禾东篱主持防汛会议。")
        official = factories.official()
        factories.appearance(official, article, jurisdiction=county)
        factories.article_place(county, article)
        post = Post.objects.create(
            place=county, organisation="政府", role="县长", rank="chief", name=f"云川{number}县县长"
        )
        Tenure.objects.create(official=official, post=post, first_seen=issue.date, last_seen=issue.date)
        factories.term(official, post)
        record(official, {"disambiguator": "云川"}, Decision(who="editor", reason="另有同名者"))
        doubt(number / 100, article=article, issue=issue, source=page.source)
        log = {"fingerprint": "", "request_number": "1", "reason": "申请", "who": "editor"}
        Suppression.objects.create(kind="withdraw", article=f"gone{number}", **log)
        refused = {"name": "空.txt", "status": "refused", "reason": "文件是空的", "remedy": "请确认复制是否完整"}
        ImportRun.objects.create(tool_version="1", refused=1, files=[refused])
        MailRule.objects.create(name=f"云川{number}", mailbox="信箱", senders=["press@paper.example"])


def doubt(confidence: float = 0.3, **values) -> ReviewItem:
    values = {"kind": "boundary", "key": f"k{ReviewItem.objects.count()}", "reason": "界线不清"} | values
    return ReviewItem.objects.create(confidence=confidence, **values)


def list_url(model: type) -> str:
    return reverse(f"admin:articles_{model._meta.model_name}_changelist")


def page_url(row) -> str:
    return reverse(f"admin:articles_{row._meta.model_name}_change", args=[row.pk])


def queries_of(client, url: str) -> list[str]:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = client.get(url)
    assert response.status_code == 200
    return [query["sql"] for query in captured]


@pytest.mark.django_db
class TestEveryPage:
    def test_all_that_editors_need_is_registered(self):
        assert {model for model in admin.site._registry if model._meta.app_label == "articles"} == set(MODELS)

    @pytest.mark.parametrize("model", MODELS)
    def test_lists_answer_with_as_many_queries_for_many_rows_as_for_few(self, admin_client, model):
        fill(2)
        admin_client.get(list_url(model))
        few = queries_of(admin_client, list_url(model))
        fill(6)
        many = queries_of(admin_client, list_url(model))
        assert len(few) == len(many) <= MOST_QUERIES, "\n".join(many)

    @pytest.mark.parametrize("model", MODELS)
    def test_change_pages_answer_with_few_queries(self, admin_client, model):
        fill(2)
        assert len(queries_of(admin_client, page_url(model.objects.first()))) <= MOST_QUERIES

    @pytest.mark.parametrize("model", MODELS)
    def test_no_page_fetches_the_bytes_or_text_of_sources(self, admin_client, model):
        fill(1)
        for url in (list_url(model), page_url(model.objects.first())):
            sql = "\n".join(queries_of(admin_client, url)).replace('LENGTH("articles_sourcefile"."content")', "")
            for field in ("content", "text", "boxes"):
                assert f'"articles_sourcefile"."{field}"' not in sql

    @pytest.mark.parametrize("model", MODELS)
    def test_pages_run_under_a_policy_without_inline_scripts(self, admin_client, model):
        fill(1)
        for url in (list_url(model), page_url(model.objects.first())):
            html = admin_client.get(url).content.decode()
            assert re.findall(r"<script(?![^>]*\bsrc=)[^>]*>|\son[a-z]+=|javascript:", html) == []

    @pytest.mark.parametrize("model", MODELS)
    def test_search_and_odd_queries_answer(self, admin_client, model):
        fill(1)
        for query in ("q=云川", "q=%00", "q=%25'%22", "p=99999", "e=1", "nonsense=1"):
            assert admin_client.get(f"{list_url(model)}?{query}", follow=True).status_code == 200

    @pytest.mark.parametrize("model", MODELS)
    def test_strangers_are_sent_to_the_login(self, client, model):
        fill(1)
        for url in (list_url(model), page_url(model.objects.first())):
            assert client.get(url).headers["Location"] == f"{reverse('admin:login')}?next={url}"

    @pytest.mark.parametrize("model", [model for model in MODELS if model not in KEPT_BY_HAND])
    def test_nobody_adds_or_deletes_by_hand_what_imports_make(self, admin_client, model):
        fill(1)
        row = model.objects.first()
        assert admin_client.get(list_url(model) + "add/").status_code == 403
        assert admin_client.post(page_url(row).replace("change", "delete"), {"post": "yes"}).status_code == 403
        assert model.objects.filter(pk=row.pk).exists()

    def test_the_site_has_a_chinese_title(self, admin_client):
        assert "县闻 管理" in admin_client.get(reverse("admin:index")).content.decode()


@pytest.mark.django_db
class TestArticles:
    def test_search_finds_words_of_the_text_and_permanent_ids(self, admin_client):
        page = factories.page(factories.issue())
        wanted = factories.article(page, "县里修了三座水库。")
        factories.article(page, "今年的麦子长得好。")
        for query in ("水库", wanted.public_id):
            found = admin_client.get(list_url(Article), {"q": query}).context["cl"].result_list
            assert list(found) == [wanted]

    def test_county_filter_lists_articles_that_name_the_county(self, admin_client):
        fill(2)
        county = Place.objects.counties().first()
        found = admin_client.get(list_url(Article), {"county": county.pk}).context["cl"].result_list
        assert list(found) == [county.article_places.get().article]

    def test_the_page_shows_the_text_and_who_appears_and_leads_to_the_public_page(self, admin_client):
        fill(1)
        article = Article.objects.get()
        html = admin_client.get(page_url(article)).content.decode()
        assert "云川0县县长禾东篱主持防汛会议。</textarea>" in html
        assert "县长" in html
        on_site = re.search(r'href="(/admin/r/[^"]+)"', html)[1]
        assert admin_client.get(on_site).headers["Location"].endswith(article.get_absolute_url())

    def test_hostile_text_is_shown_as_text(self, admin_client):
        article = factories.article(factories.page(factories.issue()), "<script>alert(1)</script>")
        assert "<script>alert" not in admin_client.get(page_url(article)).content.decode()

    def test_nothing_is_changed_without_a_reason(self, admin_client):
        article = factories.article(factories.page(factories.issue()))
        response = admin_client.post(page_url(article), {"headline": "改过的标题"})
        assert "reason" in response.context["adminform"].form.errors
        assert Article.objects.get().headline == article.headline


@pytest.mark.django_db
class TestPlaces:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        rows = "code,name,level,parent,aliases\n99,东海省,province,,\n9901,临海市,city,99,临海\n"
        (tmp_path / "divisions.csv").write_text(rows, encoding="utf-8")
        load(tmp_path)
        return tmp_path

    def test_an_alias_added_here_survives_the_next_load(self, admin_client, folder):
        place = Place.objects.get(code="9901")
        admin_client.post(page_url(place), {"aliases": "临海\r\n  海城 \r\n\r\n海城", "reason": "当地写法"})
        load(folder)
        place.refresh_from_db()
        assert place.aliases == ["临海", "海城"]

    def test_what_the_gazetteer_says_cannot_be_posted_over(self, admin_client, folder):
        place = Place.objects.get(code="9901")
        posted = {"aliases": "", "name": "新海市", "parent": "", "is_covered": "on", "slug": "x"}
        admin_client.post(page_url(place), posted)
        place.refresh_from_db()
        assert (place.name, place.parent.name, place.is_covered) == ("临海市", "东海省", False)

    def test_a_village_that_only_stories_name_can_be_moved_to_its_county(self, admin_client):
        county = factories.place("云川县", code="990101")
        village = factories.place("青石村", "village")
        admin_client.post(page_url(village), {"aliases": "青石", "parent": county.pk, "reason": "据报道"})
        village.refresh_from_db()
        assert (village.parent, village.aliases) == (county, ["青石"])

    def test_too_long_an_alias_is_an_error_beside_the_field(self, admin_client):
        place = factories.place()
        response = admin_client.post(page_url(place), {"aliases": "长" * 61, "reason": "核对"})
        assert response.context["adminform"].form.errors.keys() == {"aliases"}


@pytest.mark.django_db
class TestOfficials:
    @staticmethod
    def posted(official: Official, names: str, **values) -> dict[str, str]:
        own = {"name": official.name, "pinyin": official.pinyin, "disambiguator": "", "reason": "核对"}
        return own | {"names": names} | values

    def forms_of(self, official: Official) -> set[str]:
        return set(official.names.values_list("name", flat=True))

    def test_a_disambiguator_and_a_variant_can_be_written_and_the_variant_undone(self, admin_client):
        official = factories.official()
        posted = self.posted(official, "禾东篱\n禾东蓠", disambiguator="云川县县长")
        assert admin_client.post(page_url(official), posted).status_code == 302
        official.refresh_from_db()
        assert str(official) == "禾东篱（云川县县长）"
        assert self.forms_of(official) == {"禾东篱", "禾东蓠"}
        made = Correction.objects.get(field="names")
        assert (made.value_read, made.value, made.reason) == (["禾东篱"], ["禾东篱", "禾东蓠"], "核对")
        undo(made, who="editor")
        assert self.forms_of(official) == {"禾东篱"}

    def test_the_name_itself_is_always_one_of_its_forms(self, admin_client):
        official = factories.official()
        admin_client.post(page_url(official), self.posted(official, "", name="何东篱"))
        assert self.forms_of(official) == {"何东篱"}

    def test_a_form_that_was_taken_out_is_not_learned_again_and_others_are(self, admin_client):
        official = factories.official()
        learn_names([OfficialName(official=official, name="禾冬篱")])
        admin_client.post(page_url(official), self.posted(official, "禾东篱"))
        learn_names([OfficialName(official=official, name=name) for name in ("禾冬篱", "禾栋篱")])
        assert self.forms_of(official) == {"禾东篱", "禾栋篱"}
        undo(Correction.objects.get(), who="editor")
        assert self.forms_of(official) == {"禾东篱", "禾冬篱", "禾栋篱"}

    def test_who_takes_out_a_form_is_led_to_the_appearances_under_it(self, admin_client):
        official = factories.official()
        learn_names([OfficialName(official=official, name="禾冬篱")])
        hanging = factories.appearance(official, factories.article(factories.page(factories.issue())))
        Appearance.objects.update(name="禾冬篱")
        html = admin_client.post(page_url(official), self.posted(official, "禾东篱"), follow=True).content.decode()
        assert "以此名的 1 次出现仍归此人" in html
        link = unescape(re.search(r'<a href="([^"]+)">逐个核对</a>', html)[1])
        assert list(admin_client.get(link).context["cl"].result_list) == [hanging]

    def test_who_may_only_look_sees_the_forms(self, login):
        official = factories.official()
        OfficialName.objects.create(official=official, name="禾冬篱")
        assert "禾东篱；禾冬篱" in login(VIEWER).get(page_url(official)).content.decode()

    def test_the_count_leads_to_the_persons_own_appearances(self, admin_client):
        fill(2)
        official = Official.objects.first()
        html = admin_client.get(page_url(official)).content.decode()
        link = re.search(r'href="(/admin/articles/appearance/\?[^"]+)"', html)[1]
        assert list(admin_client.get(link).context["cl"].result_list) == [official.appearances.get()]


@pytest.mark.django_db
def test_the_first_page_leads_to_open_questions_and_to_ones_own_corrections(login):
    article = factories.article(factories.page(factories.issue()))
    ReviewItem.objects.create(kind="boundary", key="k", reason="界线不清", confidence=0.5, article=article)
    record(article, {"kicker": "引题"}, Decision(who=VIEWER, reason="核对"))
    record(article, {"banner": "要闻"}, Decision(who="别人", reason="核对"))
    html = login(VIEWER).get("/admin/").content.decode()
    assert '<a href="/admin/review/?kind=boundary">界线 1</a>' in html
    assert f'<a href="{page_url(article)}">{article.display_title}</a> · ' in html
    assert ">引题</a>" in html and ">栏目</a>" not in html


@pytest.mark.django_db
def test_the_first_page_lists_what_waits_first_and_records_of_imports_last(admin_client):
    names = re.findall(r'<tr class="model-(\w+)', admin_client.get("/admin/").content.decode())
    assert names[:2] == ["reviewitem", "article"] and names.index("importrun") == len(MODELS) - 1


def test_the_record_names_what_was_corrected_and_hides_what_was_taken_out(admin_client):
    page, why = factories.page(factories.issue()), Decision(who="编辑", reason="核对")
    shown, gone = factories.article(page, headline="看得见"), factories.article(page, headline="撤下的")
    appearance = factories.appearance(factories.official(), shown)
    record(appearance, {"title": "副县长"}, why)
    record(page.issue, {"edition": "晚报"}, why)
    withdraw(gone, why, "2031-7")
    html = admin_client.get(reverse("admin:articles_correction_changelist")).content.decode()
    assert f'官员的出现 禾东篱 <a href="{page_url(shown)}">看得见</a>' in html
    assert f'<a href="{page_url(page.issue)}">{page.issue}</a>' in html
    assert "撤下的" not in html and gone.public_id in html


@pytest.mark.django_db
class TestReview:
    def shown(self, client, **query) -> list[ReviewItem]:
        return list(client.get(list_url(ReviewItem), query).context["cl"].result_list)

    def test_open_items_come_least_certain_first(self, admin_client):
        later, first = doubt(0.5), doubt(0.1)
        assert self.shown(admin_client) == [first, later]

    def test_items_are_filtered_by_kind(self, admin_client):
        doubt(kind="boundary")
        dated = doubt(kind="date")
        assert self.shown(admin_client, kind="date") == [dated]

    def test_deciding_takes_an_item_off_the_queue_records_who_and_can_be_taken_back(self, admin_client, admin_user):
        item, other = doubt(), doubt()
        choice = {"action": "decide", "_selected_action": [item.pk]}
        admin_client.post(list_url(ReviewItem), choice)
        assert self.shown(admin_client) == [other]
        assert self.shown(admin_client, status="decided") == [item]
        assert ReviewItem.objects.get(pk=item.pk).decided_by == "editor"
        assert LogEntry.objects.get(object_id=str(item.pk)).user == admin_user
        admin_client.post(list_url(ReviewItem) + "?status=decided", choice | {"action": "reopen"})
        assert self.shown(admin_client) == [item, other]

    def test_who_may_only_look_cannot_decide(self, client, django_user_model):
        viewer = django_user_model.objects.create(username="viewer", is_staff=True)
        viewer.user_permissions.add(*viewer.user_permissions.model.objects.filter(codename="view_reviewitem"))
        client.force_login(viewer)
        item = doubt()
        client.post(list_url(ReviewItem), {"action": "decide", "_selected_action": [item.pk]})
        assert self.shown(client) == [item]


@pytest.mark.django_db
def test_an_import_runs_page_names_the_refused_files(admin_client):
    fill(1)
    html = admin_client.get(page_url(ImportRun.objects.get())).content.decode()
    assert "空.txt：文件是空的。请确认复制是否完整" in html
