"""The public URLs. Everything but robots.txt and the health check also stands under /en/ (see newsroom.urls)."""

from django.urls import path

from .views import (
    about,
    articles,
    changes,
    collections,
    home,
    issues,
    officials,
    photographs,
    pictures,
    places,
    posts,
    reports,
    reuse,
    sealed,
    service,
    sources,
    trends,
)

service_patterns = [
    path("healthz", service.healthz, name="healthz"),
    path("robots.txt", service.robots, name="robots"),
    path("favicon.ico", service.favicon, name="favicon"),
    path("pages/<slug:sha256>/<int:number>-<int:width>.webp", pictures.page_picture, name="page-picture"),
    path("pages/<slug:sha256>/<int:number>/<int:row>-<int:column>.webp", pictures.page_square, name="page-square"),
    path("photographs/<slug:public_id>/<int:number>-<int:width>.webp", pictures.article_photograph, name="photograph"),
]

urlpatterns = [
    path("", home.home, name="home"),
    path("about/", about.about, name="about"),
    path("opensearch.xml", service.opensearch, name="opensearch"),
    path("issues/", issues.issues, name="issues"),
    path("issues/<slug:slug>/", issues.issue, name="issue"),
    path("issues/<slug:slug>/<path:number>/print/", issues.enlarged, name="enlarged"),
    path("issues/<slug:slug>/<path:number>/", issues.page, name="page"),
    path("articles/", articles.article_list, name="articles"),
    path("articles/<slug:public_id>/", articles.article, name="article"),
    path("articles/<slug:public_id>/source/", sources.article_source, name="article-source"),
    path("articles/<slug:public_id>/report/", reports.report, name="report"),
    path("collection/", collections.collection, name="collection"),
    path("collection/sealed/<slug:key>/", sealed.sealed, name="sealed"),
    path("changes/", changes.changes, name="changes"),
    path("places/", places.places, name="places"),
    path("places/<slug:slug>/", places.place, name="place"),
    path("officials/", officials.officials, name="officials"),
    path("officials/<int:pk>-<path:name>/", officials.official, name="official"),
    path("posts/<int:pk>/", posts.post, name="post"),
    path("photographs/", photographs.photographs, name="photographs"),
    path("reuse/", reuse.reuse, name="reuse"),
    path("trends/", trends.trends, name="trends"),
    path("search/", articles.search, name="search"),
]
