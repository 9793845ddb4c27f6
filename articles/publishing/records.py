"""Issues, officials, posts and places as plain values: the same in the API and in a dump of the archive."""

from __future__ import annotations

from typing import Any

from articles.models import Issue, Official, Place, Post, RegisteredTerm, Tenure

from .addresses import permanent_url
from .citations import gbt_of_term

DAYS_OF_A_TENURE = ("first_seen", "last_seen", "started", "ended", "over_by")
DAYS_OF_AN_ISSUE = ("date", "date_basis", "date_from", "date_to")


def issue_record(issue: Issue) -> dict[str, Any]:
    """An issue, and how its day is known."""
    return {
        "id": issue.slug,
        "url": permanent_url(issue),
        "newspaper": issue.newspaper,
        "edition": issue.edition,
        **{key: _text(getattr(issue, key)) for key in DAYS_OF_AN_ISSUE},
        "date_confidence": issue.date_confidence,
        "date_evidence": issue.date_evidence,
    }


def official_record(official: Official) -> dict[str, Any]:
    """An official, with every printed form of the name; fetch `names` along with many of them."""
    return {
        "id": official.pk,
        "url": permanent_url(official),
        "name": official.name,
        "pinyin": official.pinyin,
        "disambiguator": official.disambiguator,
        "names": sorted(form.name for form in official.names.all()),
    }


def post_record(post: Post) -> dict[str, Any]:
    """A post; fetch `place` along with it."""
    return {
        "id": post.pk,
        "url": permanent_url(post),
        "name": post.name,
        "place": post.place.slug if post.place else "",
        "place_name": post.place.name if post.place else post.place_name,
        "organisation": post.organisation,
        "role": post.role,
        "rank": post.rank,
    }


def place_record(place: Place) -> dict[str, Any]:
    """A place; fetch `parent` along with it."""
    return {
        "id": place.slug,
        "url": permanent_url(place),
        "code": place.code or "",
        "name": place.name,
        "level": place.level,
        "parent": place.parent.slug if place.parent else "",
        "aliases": place.aliases,
        "is_covered": place.is_covered,
    }


def tenure_days(tenure: Tenure) -> dict[str, str]:
    """When the archive shows somebody in a post, and what articles announce."""
    return {key: _text(getattr(tenure, key)) for key in DAYS_OF_A_TENURE}


def registered_record(term: RegisteredTerm) -> dict[str, Any]:
    """A register's term with its source; whose it is, or in which post, is said by whoever lists it."""
    return {
        "since": term.since,
        "until": term.until,
        "source": {
            "title": term.source_title,
            "url": term.source_url,
            "date": term.source_date,
            "citation": gbt_of_term(term),
        },
        "fit": term.fit,
        "confidence": term.confidence,
    }


def named(shown: Official | Post | Place) -> dict[str, Any]:
    """Just enough of an object to name it and to ask for it."""
    return {"id": shown.slug if isinstance(shown, Place) else shown.pk, "name": shown.name}


def _text(value: object) -> str:
    return str(value) if value else ""
