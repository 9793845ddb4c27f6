"""The addresses of data: a page's address with an ending instead of its last slash."""

from django.urls import path

from .views import exports

urlpatterns = [
    path("articles.csv", exports.as_csv, name="articles-csv"),
    path("articles.jsonl", exports.as_jsonl, name="articles-jsonl"),
]
