"""The editors' view of the archive: what was read is shown and searched; what an import never overwrites is edited."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from . import articles, corrections, issues, officials, places, posts, review, sources, suppressions, users

__all__ = [
    "articles", "corrections", "issues", "officials", "places", "posts", "review", "sources", "suppressions", "users",
]  # fmt: skip

admin.site.site_header = _("县闻 管理")
admin.site.site_title = _("县闻 管理")
admin.site.index_title = _("档案")
