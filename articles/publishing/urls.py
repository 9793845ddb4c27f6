"""The addresses of data: a page's address with an ending instead of its last slash."""

from django.urls import path

from .citations import FORMS
from .views import citations, exports, feeds

urlpatterns = [
    path("articles.csv", exports.as_csv, name="articles-csv"),
    path("articles.jsonl", exports.as_jsonl, name="articles-jsonl"),
    path("articles.atom", feeds.articles, name="articles-atom"),
    path("issues.atom", feeds.issues, name="issues-atom"),
    *(
        path(f"articles/<slug:public_id>.{form}", citations.citation, {"form": form}, name=f"article-{form}")
        for form in FORMS
    ),
]
