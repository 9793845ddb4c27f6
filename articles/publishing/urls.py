"""The addresses of data: a page's address with an ending instead of its last slash."""

from django.contrib.sitemaps import views as sitemaps
from django.urls import include, path

from .citations import FORMS
from .linked_data import GRAPHS
from .sitemaps import SITEMAPS
from .views import alerts, citations, collections, exports, feeds, graphs, own_alerts, trends

sitemap_patterns = [
    path("sitemap.xml", sitemaps.index, {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap"}, name="sitemaps"),
    path("sitemap-<slug:section>.xml", sitemaps.sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
]

urlpatterns = [
    path("api/", include("articles.publishing.api.urls")),
    path("articles.csv", exports.as_csv, name="articles-csv"),
    path("articles.jsonl", exports.as_jsonl, name="articles-jsonl"),
    path("articles.atom", feeds.articles, name="articles-atom"),
    path("alerts/", alerts.ask, name="alerts"),
    path("alerts/confirm/<str:token>/", alerts.confirm, name="alert-confirm"),
    path("alerts/warnings/<str:token>/", own_alerts.warnings, name="alert-warnings"),
    path("alerts/<uuid:key>/", own_alerts.alert, name="alert"),
    path("trends.csv", trends.as_csv, name="trends-csv"),
    path("issues.atom", feeds.issues, name="issues-atom"),
    path("officials.atom", feeds.officials, name="officials-atom"),
    path("places.atom", feeds.places, name="places-atom"),
    path("changes/feed.atom", feeds.changes, name="changes-atom"),
    *(
        path(f"collection.{form}", collections.as_file, {"form": form}, name=f"collection-{form}")
        for form in collections.FORMS
    ),
    *(
        path(f"articles/<slug:public_id>.{form}", citations.citation, {"form": form}, name=f"article-{form}")
        for form in FORMS
    ),
    *(
        path(f"{kind}s/<{key}>.{form}", view, {"form": form}, name=f"{kind}-{form}")
        for kind, key, view in (
            ("article", "slug:public_id", graphs.article),
            ("official", "int:pk", graphs.official),
            ("place", "slug:slug", graphs.place),
        )
        for form in GRAPHS
    ),
]
