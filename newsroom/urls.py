"""The project's URLs: the archive at the root, in English under /en/, and the admin beside it."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from articles.browsing.urls import service_patterns
from articles.publishing.urls import sitemap_patterns

urlpatterns = [
    path("admin/", include("articles.admin.urls")),
    path("admin/", admin.site.urls),
    *service_patterns,
    *sitemap_patterns,
    *i18n_patterns(
        path("", include("articles.publishing.urls")),
        path("", include("articles.browsing.urls")),
        prefix_default_language=False,
    ),
]

handler404 = "articles.browsing.views.errors.not_found"
