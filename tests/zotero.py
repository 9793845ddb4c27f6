"""What Zotero makes of a page: the rules of its translators “Embedded Metadata” and “RDF” that our pages touch.

The rules, as read in the translators:

- A name or property is a statement of RDF where what stands before its first `.`, `:` or `_` is a known prefix.
- Of the other names, some decide what the item is, whatever else the page says; `citation_journal_title` makes it a
  journal article. After them comes what RDF says, Open Graph before Dublin Core, and then a guess.
- `citation_*` fields override those of RDF. A field that a kind of item does not have is lost.
- Without a date, the first `<time datetime>` of the page becomes the date; without authors, an element whose class
  says “byline” becomes the authors; without a title, the title of the document becomes the title.
"""

from __future__ import annotations

import re
from collections import defaultdict
from html.parser import HTMLParser
from typing import Any

PREFIXES = {"dc", "dcterms", "prism", "eprints", "og", "article", "z", "so", "bib", "bibo"}
DECIDING = {
    "citation_journal_title": "journalArticle",
    "citation_technical_report_institution": "report",
    "citation_conference_title": "conferencePaper",
    "citation_conference": "conferencePaper",
    "citation_book_title": "bookSection",
    "citation_inbook_title": "bookSection",
    "citation_dissertation_institution": "thesis",
}
GUESSED = {"citation_title": "journalArticle", "citation_series_title": "journalArticle", "citation_isbn": "book"}
OPEN_GRAPH = {"book": "book", "website": "webpage", "video.other": "videoRecording"}
ITEM_TYPES = {"newspaperArticle", "journalArticle", "magazineArticle", "webpage", "blogPost", "report", "document"}
FIELDS_OF_A_NEWSPAPER_ARTICLE = {
    "itemType", "title", "creators", "publicationTitle", "place", "edition", "date", "section", "pages", "language",
    "url", "abstractNote", "rights", "ISSN", "shortTitle",
}  # fmt: skip
FROM_RDF = {
    "title": ("dc.title", "dcterms.title", "og.title"),
    "publicationTitle": ("prism.publicationName", "dc.source", "dcterms.source", "og.site_name"),
    "place": ("eprints.place_of_pub",),
    "date": ("prism.publicationDate", "og.published_time", "article.published_time", "dc.date", "dcterms.date"),
    "section": ("article.section",),
    "url": ("og.url", "prism.url"),
    "abstractNote": ("prism.teaser", "og.description", "dcterms.abstract"),
}
FROM_CITATION = {
    "title": "citation_title",
    "date": "citation_publication_date",
    "publicationTitle": "citation_journal_title",
    "pages": "citation_firstpage",
    "url": "citation_public_url",
    "language": "citation_language",
}


class _Page(HTMLParser):
    """The metadata of a page, and where the translators look when there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.metadata: list[tuple[str, str]] = []
        self.times: list[str] = []
        self.bylines = 0
        self.language = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "html":
            self.language = given.get("lang", "")
        if tag == "meta":
            names = (given.get("name") or given.get("property", "")).split()
            self.metadata += [(name, given["content"]) for name in names if given.get("content")]
        if tag == "time" and given.get("datetime"):
            self.times.append(given["datetime"])
        self.bylines += "byline" in given.get("class", "").lower()


def item_of(html: str) -> dict[str, Any]:
    """The item that a reader saves from the page, without empty fields."""
    page = _Page()
    page.feed(html)
    rdf, names = _statements(page.metadata)
    found: dict[str, Any] = {"itemType": _item_type(rdf, names)}
    for field, properties in FROM_RDF.items():
        found[field] = next((rdf[each][0] for each in properties if each in rdf), "")
    for field, name in FROM_CITATION.items():
        found[field] = " ".join(names.get(name, [""])[0].split()) or found.get(field, "")
    found["creators"] = _once([name for value in names.get("citation_author", []) for name in value.split(";")])
    if not found["creators"] and page.bylines:
        found["creators"] = ["(guessed from a byline)"]
    found["date"] = found["date"] or (page.times[0] if page.times else "")
    found["language"] = found["language"] or page.language
    found["abstractNote"] = found["abstractNote"] or names.get("description", [""])[0]
    allowed = FIELDS_OF_A_NEWSPAPER_ARTICLE if found["itemType"] == "newspaperArticle" else found.keys()
    return {field: value for field, value in found.items() if value and field in allowed}


def _statements(metadata: list[tuple[str, str]]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """What is a statement of RDF, as `prefix.property`, and what is not, by name."""
    rdf, names = defaultdict(list), defaultdict(list)
    for name, value in metadata:
        prefix, *rest = re.split(r"[.:_]", name, maxsplit=1)
        if prefix.lower() in PREFIXES and rest:
            rdf[f"{prefix.lower()}.{rest[0][:1].lower()}{rest[0][1:]}"].append(value)
        else:
            names[name].append(value)
    return dict(rdf), dict(names)


def _item_type(rdf: dict[str, list[str]], names: dict[str, list[str]]) -> str:
    decided = next((kind for name, kind in DECIDING.items() if name in names), "")
    if decided:
        return decided
    stated = [
        *rdf.get("z.itemType", []),
        *(OPEN_GRAPH.get(value, "") for value in rdf.get("og.type", [])),
        *rdf.get("dc.type", []),
    ]
    known = next((value for value in stated if value in ITEM_TYPES), "")
    return known or next((kind for name, kind in GUESSED.items() if name in names), "") or "webpage"


def _once(creators: list[str]) -> list[str]:
    """Creators without those that repeat the one before."""
    cleaned = [name.strip() for name in creators if name.strip()]
    return [name for number, name in enumerate(cleaned) if number == 0 or name != cleaned[number - 1]]
