"""Query text to articles: `index` writes what can be found, `search` finds it, `highlight` and `passage` show where.

An article to others: `reuses` finds those that have passages of its text, `retold` those that tell of the same event in
other words, `alike` those with the same traits, `with_same_photographs` those that show a photograph of it,
`showing` those that show one of which only a miniature is known.
"""

from .alike import Alike, alike
from .grammar import faults_of, terms_of
from .highlighting import found_in, highlight, marked, passage
from .indexing import index
from .photographs import showing, with_same_photographs
from .planning import by_index
from .querying import search
from .retold import retold
from .reuse import Piece, Reuse, reuses, reuses_of_each
from .sharing import FORMULA, beside, with_shared_text

__all__ = [
    "FORMULA",
    "Alike",
    "Piece",
    "Reuse",
    "alike",
    "beside",
    "by_index",
    "faults_of",
    "found_in",
    "highlight",
    "index",
    "marked",
    "passage",
    "retold",
    "reuses",
    "reuses_of_each",
    "search",
    "showing",
    "terms_of",
    "with_same_photographs",
    "with_shared_text",
]
