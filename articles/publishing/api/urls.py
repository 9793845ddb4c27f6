"""The addresses of the API. No slash stands at the end of a resource."""

from django.urls import path

from . import articles, issues, officials, openapi, outlines, pages, places, posts, related, reuse

urlpatterns = [
    path("", pages.start, name="api"),
    path("docs", pages.documentation, name="api-docs"),
    path("v1/openapi.json", openapi.openapi, name="api-openapi"),
    path("v1/articles", articles.article_list, name="api-articles"),
    path("v1/articles/<slug:public_id>", articles.article, name="api-article"),
    path("v1/articles/<slug:public_id>/related", related.related, name="api-related"),
    path("v1/reuse", reuse.reuse, name="api-reuse"),
    path("v1/officials", officials.official_list, name="api-officials"),
    path("v1/officials/<int:pk>", officials.official, name="api-official"),
    path("v1/officials/<int:pk>/appearances", officials.appearances, name="api-appearances"),
    path("v1/posts", posts.post_list, name="api-posts"),
    path("v1/posts/<int:pk>", posts.post, name="api-post"),
    path("v1/places", places.place_list, name="api-places"),
    path("v1/places/<slug:slug>", places.place, name="api-place"),
    path("v1/outlines", outlines.outlines, name="api-outlines"),
    path("v1/issues", issues.issue_list, name="api-issues"),
    path("v1/issues/<slug:slug>", issues.issue, name="api-issue"),
    path("<path:rest>", pages.unknown),
]
