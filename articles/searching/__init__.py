"""Query text to articles: `index` writes what can be found, `search` finds it, `highlight` and `passage` show where."""

from .highlighting import highlight, passage
from .indexing import index
from .querying import search
from .terms import terms_of

__all__ = ["highlight", "index", "passage", "search", "terms_of"]
