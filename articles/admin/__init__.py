"""The editors' view of the archive: what was read is shown and searched; what an import never overwrites is edited."""

from . import articles, corrections, issues, mailrules, officials, places, posts, review, sources, suppressions, users

__all__ = [
    "articles", "corrections", "issues", "mailrules", "officials", "places", "posts", "review", "sources",
    "suppressions", "users",
]  # fmt: skip
