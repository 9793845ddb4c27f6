"""Query text to articles: `index` writes what can be found, `search` finds it, `highlight` and `passage` show where."""

from .highlighting import highlight, passage
from .indexing import index
from .planning import by_index
from .querying import search
from .terms import terms_of

__all__ = ["by_index", "highlight", "index", "passage", "search", "terms_of"]
