"""The API's description in OpenAPI 3.1, made from the forms that check its parameters and from its schemas."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.browsing.lists.fields import MOST_VALUES, ListForm, NamesField, ObjectsField, WordsField
from articles.browsing.lists.filters import ArticleFilter, SharedTextList
from articles.browsing.views.officials import OfficialListForm
from articles.models import Article

from .answers import check, resource
from .issues import IssueListForm
from .json_schema import reference
from .lists import LimitForm
from .places import PlaceListForm
from .posts import DayForm, PostListForm
from .schemas import NEWS, SCHEMAS

VERSION = "1.0.0"
ROOT = "/api/v1"
MEDIA_TYPE = "application/json"


NOTES: dict[str, str | Promise] = {
    "place": gettext_lazy("地方的编号，见 /places"),
    "parent": gettext_lazy("地方的编号，见 /places"),
    "town": gettext_lazy("乡镇、街道的编号，见 /places"),
    "official": gettext_lazy("官员的编号，见 /officials"),
    "with": gettext_lazy("官员的编号；几位都要在场"),
    "post": gettext_lazy("职位的编号，见 /posts"),
    "after": gettext_lazy("翻页的位置；请直接用 next"),
    "year": gettext_lazy("年份；0 是日期不明的"),
    "month": gettext_lazy("这一年的月份"),
    "newspaper": gettext_lazy("报纸的名称"),
    "section": gettext_lazy("版名，如要闻"),
    "banner": gettext_lazy("栏目的名称"),
    "front": gettext_lazy("1：只要头版的"),
    "same": gettext_lazy("1：有文字也见于别篇的，一字不差或略有改动"),
    "pictured": gettext_lazy("1：只要档案里存有照片的"),
}
"""What the label of a form does not say."""
WITHOUT_LABEL: dict[str, str | Promise] = {"q": gettext_lazy("姓名，或拼音的开头")}


def article_filters() -> forms.Form:
    """The form of the site's list of articles, whatever conditions it has."""
    return ArticleFilter(QueryDict(), Article.objects.none()).form


def shared_text_filters() -> forms.Form:
    """The form of the list of texts that stand in several articles."""
    return SharedTextList(QueryDict(), Article.objects.none()).form


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address of the API: its path below ROOT, the name of its URL, what it answers, and what it takes."""

    path: str
    name: str
    schema: str
    summary: str | Promise
    forms: tuple[Any, ...] = ()
    key: str = ""
    example: str = ""

    @property
    def parameters(self) -> list[dict[str, Any]]:
        """Its parameters in the words of OpenAPI."""
        fields = {name: field for form in self.forms for name, field in form().fields.items()}
        return [*_of_path(self.path, self.key), *(_of_query(name, field) for name, field in fields.items())]


ENDPOINTS = (
    Endpoint(
        "/articles", "api-articles", "ArticleList", gettext_lazy("报道，条件与网页上的列表相同"),
        (article_filters, ListForm, LimitForm), example="q=会议&limit=2",
    ),
    Endpoint("/articles/{id}", "api-article", "Article", gettext_lazy("一篇报道"), key="string"),
    Endpoint(
        "/articles/{id}/related", "api-related", "Related", gettext_lazy("有同样文字的和内容相近的报道，附理由"),
        key="string",
    ),
    Endpoint(
        "/reuse", "api-reuse", "SharedTextList", gettext_lazy("见于几篇报道的文字，至少一篇合乎条件"),
        (shared_text_filters, ListForm, LimitForm), example="limit=2",
    ),
    Endpoint(
        "/officials", "api-officials", "OfficialList", gettext_lazy("官员，按拼音"),
        (OfficialListForm, LimitForm), example="limit=2",
    ),
    Endpoint(
        "/officials/{id}", "api-official", "OfficialDetail",
        gettext_lazy("一位官员，附任职、名录所载的任职与最近的见报"), key="integer",
    ),
    Endpoint(
        "/officials/{id}/appearances", "api-appearances", "AppearanceList", gettext_lazy("一位官员的见报，新的在前"),
        (ListForm, LimitForm), key="integer",
    ),
    Endpoint(
        "/posts", "api-posts", "PostList", gettext_lazy("有人见报或名录载有任职者的职位"),
        (PostListForm, LimitForm), example="limit=2",
    ),
    Endpoint(
        "/posts/{id}", "api-post", "PostDetail", gettext_lazy("一个职位，附任职者；可问某一天谁在任"),
        (DayForm,), key="integer",
    ),
    Endpoint(
        "/places", "api-places", "PlaceList", gettext_lazy("本地的和报道提到的地方"),
        (PlaceListForm, LimitForm), example="level=county&limit=2",
    ),
    Endpoint("/places/{id}", "api-place", "PlaceDetail", gettext_lazy("一个地方"), key="string"),
    Endpoint("/outlines", "api-outlines", "OutlineCollection", gettext_lazy("本地各县的轮廓，GeoJSON")),
    Endpoint(
        "/issues", "api-issues", "IssueList", gettext_lazy("各期，新的在前；year=0 是日期不明的"),
        (IssueListForm, LimitForm), example="limit=2",
    ),
    Endpoint("/issues/{id}", "api-issue", "IssueDetail", gettext_lazy("一期，附各版与报道"), key="string"),
)  # fmt: skip


@resource
def openapi(request: HttpRequest) -> dict[str, Any]:
    """The description itself."""
    check(request)
    return document()


def document() -> dict[str, Any]:
    """The description in the language that is active."""
    told = {"webhooks": {"articles.new": {"post": _webhook()}}} if settings.WEBHOOKS else {}
    return _in_words(
        {
            "openapi": "3.1.0",
            "info": {
                "title": _("县闻数据接口"),
                "version": VERSION,
                "description": _("只读；固定的编号与导出文件相同。"),
            },
            "servers": [{"url": f"{settings.SITE_URL}{ROOT}"}],
            "paths": {endpoint.path: {"get": _operation(endpoint)} for endpoint in ENDPOINTS},
            **told,
            "components": {"schemas": SCHEMAS | ({"News": NEWS} if told else {})},
        }
    )


def _webhook() -> dict[str, Any]:
    """What programs are sent that readers named."""
    return {
        "summary": _("列表新收的报道，送到读者写明的网址"),
        "requestBody": {"required": True, "content": _content(MEDIA_TYPE, "News")},
        "responses": {"2XX": {"description": _("收下了")}, "410": {"description": _("不要再送")}},
    }


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    return {
        "operationId": endpoint.name.removeprefix("api-"),
        "summary": endpoint.summary,
        "parameters": endpoint.parameters,
        "responses": dict(_responses(endpoint)),
    }


def _responses(endpoint: Endpoint) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "200", {"description": _("所问的数据"), "content": _content(MEDIA_TYPE, endpoint.schema)}
    yield "304", {"description": _("与 If-None-Match 所说的相同")}
    yield "400", _refusal(_("参数有误，逐个说明"))
    if endpoint.key:
        yield "301", {"description": _("已合并或改址，一步转到现在的地址")}
        yield "404", _refusal(_("没有这个对象"))
        yield "410", _refusal(_("曾在档案里，已经撤下"))
    yield "503", _refusal(_("数据库暂时无法应答，或检索过慢；看 Retry-After"))


def _refusal(says: str) -> dict[str, Any]:
    return {"description": says, "content": _content("application/problem+json", "Problem")}


def _content(media_type: str, schema: str) -> dict[str, Any]:
    return {media_type: {"schema": reference(schema)}}


def _of_path(path: str, kind: str) -> list[dict[str, Any]]:
    if "{id}" not in path:
        return []
    return [{"name": "id", "in": "path", "required": True, "description": _("编号"), "schema": {"type": kind}}]


def _of_query(name: str, field: forms.Field) -> dict[str, Any]:
    """A parameter as its form field checks it."""
    parts = (field.label or WITHOUT_LABEL.get(name, ""), field.help_text, NOTES.get(name, ""))
    says = " · ".join(str(part) for part in parts if part)
    return {"name": name, "in": "query", "required": False, "description": says, "schema": _schema_of(field)}


def _schema_of(field: forms.Field) -> dict[str, Any]:
    if isinstance(field, WordsField):
        return {"type": "array", "items": {"type": "string", "enum": list(field.words)}}
    if isinstance(field, ObjectsField | NamesField):
        return {"type": "array", "items": {"type": "string"}, "maxItems": MOST_VALUES}
    if isinstance(field, forms.IntegerField):
        bounds = {"minimum": field.min_value, "maximum": field.max_value}
        return {"type": "integer", **{name: value for name, value in bounds.items() if value is not None}}
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        choices: Any = field.choices
        return {"type": "string", "enum": [str(value) for value, _label in choices if value]}
    if isinstance(field, forms.DateField):
        return {"type": "string", "format": "date"}
    longest = getattr(field, "max_length", None)
    return {"type": "string", **({"maxLength": longest} if longest else {})}


def _in_words(value: Any) -> Any:
    """The value with every message in the language that is active."""
    if isinstance(value, Promise):
        return str(value)
    if isinstance(value, dict):
        return {key: _in_words(item) for key, item in value.items()}
    return [_in_words(item) for item in value] if isinstance(value, list | tuple) else value
