"""Every page of the admin × every role × looking and sending: a page that is not in these tables fails the tests."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Group, User
from django.urls import get_resolver, reverse

from articles import corrections
from articles.admin.bulk import ACTION
from articles.corrections import Decision
from articles.models import ImportRun, MailRule, Post, ReviewItem, Suppression, Tenure
from articles.roles import CHIEF, EDITOR, VIEWER
from tests import factories

pytestmark = pytest.mark.django_db

NO_ROLE, STRANGER = "无组", "未登录"
EVERYBODY = {VIEWER, EDITOR, CHIEF, NO_ROLE}
VIEWERS, EDITORS, CHIEFS, NOBODY = {VIEWER, EDITOR, CHIEF}, {EDITOR, CHIEF}, {CHIEF}, set()

CORRECTED = ("article", "appearance", "articleplace", "issue", "page", "official", "place", "registeredterm")
"""Models whose rows have a form; what else was read or recorded is looked at."""
OF_A_MODEL = {
    "changelist": VIEWERS, "change": VIEWERS, "history": VIEWERS, "add": NOBODY, "delete": NOBODY,
    "split": EDITORS, "join": EDITORS, "move": EDITORS, "heading": EDITORS, "arrange": EDITORS,
    "delist": CHIEFS, "mask": CHIEFS, "withdraw": CHIEFS, "correct": CHIEFS, "merge": CHIEFS, "differ": CHIEFS,
    "original": CHIEFS,
}  # fmt: skip
OTHERS = {
    "review": VIEWERS, "review-bulk": EDITORS, "review-decide": EDITORS, "review-undo": EDITORS,
    "index": EVERYBODY, "password_change": EVERYBODY, "password_change_done": EVERYBODY, "jsi18n": EVERYBODY,
    "upload": CHIEFS,
    "auth_user_changelist": CHIEFS, "auth_user_add": CHIEFS, "auth_user_change": CHIEFS, "auth_user_history": CHIEFS,
    "auth_user_password_change": CHIEFS, "auth_user_delete": NOBODY,
    "auth_group_changelist": NOBODY, "auth_group_add": NOBODY, "auth_group_change": NOBODY,
    "auth_group_history": NOBODY, "auth_group_delete": NOBODY,
}  # fmt: skip
OPEN = {"login", "logout"}
ASKED_OTHERWISE = {"autocomplete", "view_on_site", "app_list"}
"""Pages that need something asked of them; tested below."""


def names() -> Iterator[str]:
    """The name of every page under /admin/ that has one; the others lead to these or nowhere."""

    def walk(patterns, prefix):
        for pattern in patterns:
            route = prefix + str(pattern.pattern)
            if hasattr(pattern, "url_patterns"):
                yield from walk(pattern.url_patterns, route)
            elif route.startswith("admin/") and pattern.name:
                yield pattern.name

    return walk(get_resolver().url_patterns, "")


PAGES = sorted(set(names()) - OPEN - ASKED_OTHERWISE)


def may_look(page: str) -> set[str]:
    if page in OTHERS:
        return OTHERS[page]
    _app, model, what = page.split("_")
    if model == "mailrule":
        return CHIEFS
    return OF_A_MODEL[what] & CHIEFS if model == "suppression" else OF_A_MODEL[what]


def may_send(page: str) -> set[str]:
    _app, _line, rest = page.partition("articles_")
    model, _line, what = rest.partition("_")
    if what == "change" and model != "mailrule":
        return EDITORS if model in CORRECTED else NOBODY
    return may_look(page)


@pytest.fixture
def rows():
    """A row of each model, by its name in addresses."""
    page = factories.page(factories.issue())
    article, county, official = factories.article(page), factories.place(), factories.official()
    seen, named = factories.appearance(official, article), factories.article_place(county, article)
    post = Post.objects.create(place=county, organisation="政府", role="县长", rank="chief", name="云川县县长")
    (made,) = corrections.record(article, {"kicker": "引题"}, Decision(who="编辑乙", reason="核对"))
    corrections.delist(factories.article(page), Decision(who="主编", reason="申请"), "7")
    return {
        "article": article, "page": page, "issue": page.issue, "place": county, "official": official,
        "appearance": seen, "articleplace": named, "post": post, "sourcefile": page.source, "correction": made,
        "tenure": Tenure.objects.create(official=official, post=post),
        "registeredterm": factories.term(official, post),
        "suppression": Suppression.objects.get(),
        "mailrule": MailRule.objects.create(name="日报", mailbox="信箱", senders=["press@paper.example"]),
        "importrun": ImportRun.objects.create(tool_version="1"),
        "reviewitem": ReviewItem.objects.create(kind="boundary", key="k", reason="界线不清", confidence=0.5),
        "user": User.objects.create(username="别人", is_staff=True),
        "group": Group.objects.get(name=VIEWER),
    }  # fmt: skip


def address(page: str, rows) -> str:
    if page == "upload":
        return reverse(page)
    if page.startswith("review"):
        return reverse(page, args=[rows["reviewitem"].pk] if page == "review-decide" else [])
    model = page.split("_")[1] if page.startswith(("articles_", "auth_")) else ""
    needs_row = model and not page.endswith(("_changelist", "_add"))
    return reverse(f"admin:{page}", args=[rows[model].pk] if needs_row else [])


def is_let_in(answer) -> bool:
    """405 says that the page is only sent to, and so is open to who may."""
    assert answer.status_code in (200, 302, 400, 403, 405), answer.status_code
    return answer.status_code != 403 and not answer.get("Location", "").startswith("/admin/login/")


@pytest.mark.parametrize("role", [VIEWER, EDITOR, CHIEF, NO_ROLE, STRANGER])
def test_every_page_lets_in_who_may(client, login, rows, role):
    if role != STRANGER:
        login(role)
    urls = {page: address(page, rows) for page in PAGES}
    looked = {page for page, url in urls.items() if is_let_in(client.get(url))}
    sent = {page for page, url in urls.items() if is_let_in(client.post(url, {}))}
    assert looked == {page for page in PAGES if role in may_look(page)}
    assert sent == {page for page in PAGES if role in may_send(page)}


def test_what_is_asked_otherwise_asks_who_may_as_well(login, rows):
    asked = {"app_label": "articles", "model_name": "appearance", "field_name": "official", "term": "禾"}
    for role in (VIEWER, EDITOR, CHIEF, NO_ROLE):
        client = login(role)
        assert client.get("/admin/autocomplete/", asked).status_code == (403 if role == NO_ROLE else 200)
        assert client.get("/admin/articles/").status_code == (404 if role == NO_ROLE else 200)
        assert client.get("/admin/auth/").status_code == (200 if role == CHIEF else 404)


@pytest.mark.parametrize("role", [VIEWER, EDITOR, CHIEF])
@pytest.mark.parametrize("model", [model for model in CORRECTED if model != "registeredterm"])
def test_many_rows_are_edited_by_editors(login, rows, model, role):
    chosen = {"action": ACTION, "_selected_action": [rows[model].pk]}
    html = login(role).post(reverse(f"admin:articles_{model}_changelist"), chosen).content.decode()
    assert ('name="stage"' in html) == (role in EDITORS)


class TestUsers:
    """Who keeps users gives the roles of the archive and can take no right beyond."""

    @pytest.fixture
    def chief(self, login):
        return login(CHIEF)

    def url(self, user) -> str:
        return reverse("admin:auth_user_change", args=[user.pk])

    def test_a_chief_editor_gives_roles(self, chief, rows):
        posted = {
            "username": "别人",
            "is_active": "on",
            "is_staff": "on",
            "groups": [Group.objects.get(name=EDITOR).pk],
        }
        assert chief.post(self.url(rows["user"]), posted).status_code == 302
        assert rows["user"].groups.get().name == EDITOR

    def test_and_neither_other_rights_nor_groups_with_them(self, chief, django_user_model):
        me = django_user_model.objects.get(username=CHIEF)
        powers = Group.objects.create(name="机房")
        posted = {"username": CHIEF, "is_active": "on", "is_staff": "on", "is_superuser": "on", "user_permissions": [1]}
        chief.post(self.url(me), posted | {"groups": [Group.objects.get(name=CHIEF).pk]})
        refused = chief.post(self.url(me), posted | {"groups": [powers.pk]})
        me.refresh_from_db()
        assert refused.status_code == 200
        assert (me.is_superuser, me.user_permissions.count()) == (False, 0)
        assert [group.name for group in me.groups.all()] == [CHIEF]

    def test_nor_the_account_of_a_superuser(self, chief, django_user_model):
        root = django_user_model.objects.create(username="root", is_staff=True, is_superuser=True, password="x")
        assert chief.post(self.url(root), {"username": "x"}).status_code == 403
        password = reverse("admin:auth_user_password_change", args=[root.pk])
        assert chief.post(password, {"password1": "a long phrase", "password2": "a long phrase"}).status_code == 403

    def test_nor_the_account_of_somebody_with_other_rights(self, chief, rows):
        powers = Group.objects.create(name="机房")
        rows["user"].groups.add(powers)
        assert chief.post(self.url(rows["user"]), {"username": "x"}).status_code == 403
        password = reverse("admin:auth_user_password_change", args=[rows["user"].pk])
        assert chief.post(password, {"password1": "a long phrase", "password2": "a long phrase"}).status_code == 403

    def test_a_superuser_gives_any_right(self, client, rows, django_user_model):
        client.force_login(django_user_model.objects.create(username="root", is_staff=True, is_superuser=True))
        posted = {"username": "别人", "is_active": "on", "is_staff": "on", "is_superuser": "on"}
        client.post(self.url(rows["user"]), posted)
        rows["user"].refresh_from_db()
        assert rows["user"].is_superuser
