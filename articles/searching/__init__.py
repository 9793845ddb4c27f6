"""Query text to articles: `index` writes what can be found, `search` finds it, `highlight` and `passage` show where."""

from .grammar import faults_of, terms_of
from .highlighting import highlight, passage
from .indexing import index
from .planning import by_index
from .querying import search

__all__ = ["by_index", "faults_of", "highlight", "index", "passage", "search", "terms_of"]
