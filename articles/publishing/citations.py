"""An article's citation in the forms that readers and their programs know. An inferred day is marked in each."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from articles.models import RegisteredTerm

from .cited import UNKNOWN_DAY, Cited

MOST_AUTHORS = 3  # GB/T 7714 names three and then says 等
INFERRED_NOTE = "日期据内文推断"
LANGUAGE = "zh-CN"
LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def gbt_2015(source: Cited, today: date) -> str:
    """GB/T 7714—2015, sequential numbering: half-width marks, the day of the visit.

    作者. 题名: 副题[N/OL]. 报纸名, 2031-05-06(A01)[2031-06-01]. 网址.
    """
    page = f"({source.page})" if source.page else ""
    paper = f"{source.newspaper}, " if source.newspaper else ""
    printed = f"{paper}{source.day_as_cited}{page}"
    return f"{_authors(source, ', ')}{source.titled(': ')}[N/OL]. {printed}[{today}]. {source.url}."


def gbt_2025(source: Cited) -> str:
    """GB/T 7714—2025, sequential numbering: full-width marks in Chinese; a fixed page needs no day of the visit.

    作者. 题名：副题[N/OL]. 报纸名，2031-05-06（A01）. 网址.
    """
    page = f"（{source.page}）" if source.page else ""
    paper = f"{source.newspaper}，" if source.newspaper else ""
    return f"{_authors(source, '，')}{source.titled()}[N/OL]. {paper}{source.day_as_cited}{page}. {source.url}."


def gbt_of_term(term: RegisteredTerm) -> str:
    """The source of a register's term by the same standard.

    题名[EB/OL]. 2032-01. 网址. Without an address it is 题名[Z].
    """
    if not term.source_url:
        return f"{term.source_title}[Z]. {term.source_date}."
    return f"{term.source_title}[EB/OL]. {term.source_date}. {term.source_url}."


def bibtex(source: Cited, today: date) -> str:
    """An @article of BibTeX and biblatex. Each name stands in braces, because no rule for Western names fits it."""
    fields = [
        ("author", " and ".join(f"{{{_latex(name)}}}" for name in source.authors)),
        ("title", f"{{{_latex(source.titled())}}}"),
        ("journal", _latex(source.newspaper)),
        ("entrysubtype", "newspaper"),
        ("year", f"{source.day:%Y}" if source.day else ""),
        ("month", str(source.day.month) if source.day else ""),
        ("day", str(source.day.day) if source.day else ""),
        ("pages", _latex(source.page)),
        ("url", source.url),
        ("urldate", str(today)),
        ("language", "chinese"),
        ("note", _note(source)),
        ("annote", _latex(source.remark)),
    ]
    lines = [f"  {name} = {{{value}}}" for name, value in fields if value]
    return f"@article{{xianwen-{source.key},\n" + ",\n".join(lines) + "\n}\n"


def ris(source: Cited, today: date) -> str:
    """A NEWS record of RIS."""
    fields = [
        ("TY", "NEWS"),
        *(("AU", name) for name in source.authors),
        ("TI", source.titled()),
        ("T2", source.newspaper),
        ("PY", f"{source.day:%Y}" if source.day else ""),
        ("DA", f"{source.day:%Y/%m/%d}" if source.day else ""),
        ("SP", source.page),
        ("UR", source.url),
        ("Y2", f"{today:%Y/%m/%d}"),
        ("LA", LANGUAGE),
        ("ID", f"xianwen-{source.key}"),
        ("N1", _note(source)),
        ("N1", source.remark),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in fields if value) + "ER  - \r\n"


def csl(source: Cited, today: date) -> list[dict[str, Any]]:
    """CSL-JSON: a list of one item. `issued` is circa where the day was inferred."""
    item: dict[str, Any] = {
        "id": f"xianwen-{source.key}",
        "type": "article-newspaper",
        "title": source.titled(),
        "author": [{"literal": name} for name in source.authors],
        "container-title": source.newspaper,
        "section": source.section,
        "issued": _issued(source),
        "page": source.page,
        "URL": source.url,
        "accessed": {"date-parts": [[today.year, today.month, today.day]]},
        "language": LANGUAGE,
        "note": _note(source),
        "annote": source.remark,
    }
    return [{key: value for key, value in item.items() if value}]


def csl_text(source: Cited, today: date) -> str:
    return json.dumps(csl(source, today), ensure_ascii=False, indent=2) + "\n"


def gbt_text(source: Cited, today: date) -> str:
    """Both editions of the standard, each under its name."""
    return f"GB/T 7714—2025\n{gbt_2025(source)}\n\nGB/T 7714—2015\n{gbt_2015(source, today)}\n"


FORMS: dict[str, tuple[Callable[[Cited, date], str], str]] = {
    "txt": (gbt_text, "text/plain"),
    "bib": (bibtex, "application/x-bibtex"),
    "ris": (ris, "application/x-research-info-systems"),
    "json": (csl_text, "application/vnd.citationstyles.csl+json"),
}
"""By the ending of the address: what writes the form, and its media type."""


def _numbered(lines: Iterable[str]) -> str:
    return "".join(f"[{number}] {line}\n" for number, line in enumerate(lines, 1))


def gbt_texts(sources: Sequence[Cited], today: date) -> str:
    """A list of references in both editions of the standard, each numbered, with remarks below them."""
    remarks = [f"\n    {source.remark}" if source.remark else "" for source in sources]
    newer = (gbt_2025(source) + remark for source, remark in zip(sources, remarks, strict=True))
    older = (gbt_2015(source, today) + remark for source, remark in zip(sources, remarks, strict=True))
    return f"GB/T 7714—2025\n{_numbered(newer)}\nGB/T 7714—2015\n{_numbered(older)}"


def csl_texts(sources: Sequence[Cited], today: date) -> str:
    items = [item for source in sources for item in csl(source, today)]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def together(form: str, sources: Sequence[Cited], today: date) -> str:
    """The citations of several articles as one file in one of the FORMS."""
    write, _media_type = FORMS[form]
    whole = {"txt": gbt_texts, "json": csl_texts}.get(form)
    return whole(sources, today) if whole else "".join(write(source, today) for source in sources)


def _authors(source: Cited, comma: str) -> str:
    """`甲, 乙. `; more than three end with 等, and without any the title comes first."""
    named = [*source.authors[:MOST_AUTHORS], *(["等"] if len(source.authors) > MOST_AUTHORS else [])]
    return f"{comma.join(named)}. " if named else ""


def _issued(source: Cited) -> dict[str, Any]:
    if source.day is None:
        return {}
    parts = {"date-parts": [[source.day.year, source.day.month, source.day.day]]}
    return {**parts, "circa": True} if source.is_inferred else parts


def _note(source: Cited) -> str:
    if source.day is None:
        return UNKNOWN_DAY
    return INFERRED_NOTE if source.is_inferred else ""


def _latex(text: str) -> str:
    return "".join(LATEX.get(character, character) for character in text)
