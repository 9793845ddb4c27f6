"""Django's admin as the editors' site: its first page and its menus list everything in the order of the editors' day.

It stands outside `articles.admin`, which registers itself with it while being imported.
"""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

ORDER = [
    "ReviewItem", "Article", "Appearance", "ArticlePlace", "Issue", "Page", "Official", "Tenure", "Post",
    "RegisteredTerm", "Place", "Correction", "Suppression", "MailRule", "SourceFile", "ImportRun",
]  # fmt: skip
"""What waits, then what is corrected most, down to what is only looked at."""


class EditorsConfig(AdminConfig):
    default_site = "newsroom.editors.EditorsSite"


class EditorsSite(AdminSite):
    site_header = site_title = _("县闻 管理")
    index_title = _("档案")

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """What the user may see, in our order instead of that of the names' code points."""
        listed = super().get_app_list(request, app_label)
        for app in listed:
            if app["app_label"] == "articles":
                app["models"].sort(key=lambda each: ORDER.index(each["object_name"]))
        return listed
