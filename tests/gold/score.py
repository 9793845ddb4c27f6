#!/usr/bin/env python3
"""Score exported articles against hand-made gold annotations of the newspaper pages they were read from.

    score.py EXPORT.jsonl GOLD.json... --pages DIR [--misses]

EXPORT.jsonl is the project's own article export (one JSON object a line, keys as in docs/export-format.md).
GOLD.json are annotation files (format: README.md); DIR holds the page files that they name.
Prints one row a page and a total row; --misses also lists what was missed or wrongly added.
Every figure is between 0 and 1, higher is better.
"""
import argparse
import json
import re
from collections import Counter
from pathlib import Path

SHINGLE = 6
# A paragraph that is nothing but a credit may stay in the body or move to the byline: it is not counted.
CREDIT = re.compile(r"(本报)?(记者|通讯员).{0,12}|[（(][^（()）]{2,12}[)）]|.{0,14}摄")


def squash(text):
    return re.sub(r"\s+", "", text or "")


def lines_of(flat):
    return [n for a, b in zip(flat[::2], flat[1::2]) for n in range(a, b + 1)]


def shingles(text):
    text = squash(text)
    return Counter(text[i:i + SHINGLE] for i in range(max(1, len(text) - SHINGLE + 1))) if text else Counter()


def f1(right, predicted, gold):
    if not predicted and not gold:
        return 1.0
    return 2 * right / (predicted + gold) if predicted + gold else 0.0


def beginnings(paragraphs):
    return {p[:8] for p in paragraphs if p and not CREDIT.fullmatch(p)}


def overlap(a, b):
    return f1(sum((a & b).values()), sum(a.values()), sum(b.values()))


def has_seat(official):
    """Whether the gold names a county, city or province as the official's jurisdiction."""
    return official["level"] in ("county", "city", "province")


class Tally:
    """Right / predicted / gold counts of one measure."""

    def __init__(self):
        self.right = self.predicted = self.gold = 0

    def add(self, predicted, gold, label, misses):
        predicted, gold = set(predicted), set(gold)
        self.right += len(predicted & gold)
        self.predicted += len(predicted)
        self.gold += len(gold)
        misses += [f"{label}: missed {x}" for x in sorted(gold - predicted, key=str)]
        misses += [f"{label}: wrongly added {x}" for x in sorted(predicted - gold, key=str)]

    def __iadd__(self, other):
        self.right += other.right
        self.predicted += other.predicted
        self.gold += other.gold
        return self

    def value(self):
        return f1(self.right, self.predicted, self.gold)


MEASURES = [
    "articles",      # an exported article whose body agrees with a gold article's body (shingle F1 >= 0.95)
    "text",          # share of body text that ended in the right article (shingle F1 over the page)
    "headline",      # kicker + headline + subheadline exact
    "paragraphs",    # paragraph beginnings
    "kind",
    "bylines",       # reporters, correspondents, photographers
    "date",          # the issue date (or inside the window, where the page prints none)
    "officials",     # (article, name)
    "titles",        # (article, name, title as printed, a leading 该 left out)
    "jurisdiction",  # (article, name, the county, city or province whose office it is)
    "roles",         # (article, name, role), 提及 left out
    "counties",      # (article, county-level division mentioned)
    "primary",       # (article, county-level division it is about)
    "towns",         # (article, town or street)
    "villages",      # (article, village or community)
    "privacy",       # 1 - share of the persons without public office that are exported as officials
]


def score_page(gold, exported, page_lines, misses):
    tallies = {m: Tally() for m in MEASURES}
    golds = []
    for article in gold["articles"]:
        paragraphs = [squash("".join(page_lines[n - 1] for n in lines_of(p))) for p in article["paragraphs"]]
        golds.append((article, paragraphs, shingles("".join(paragraphs))))
    found = [(e, [squash(p) for p in e.get("paragraphs", [])]) for e in exported]
    found = [(e, ps, shingles("".join(ps))) for e, ps in found]

    pairs = sorted(((overlap(g[2], e[2]), i, j) for i, g in enumerate(golds) for j, e in enumerate(found)), reverse=True)
    match, taken = {}, set()
    for score, i, j in pairs:
        if score > 0.3 and i not in match and j not in taken:
            match[i] = (j, score)
            taken.add(j)

    text = tallies["text"]
    text.gold = sum(sum(g[2].values()) for g in golds)
    text.predicted = sum(sum(e[2].values()) for e in found)
    tallies["articles"].gold = len(golds)
    tallies["articles"].predicted = len(found)

    for i, (article, paragraphs, body) in enumerate(golds):
        label = article["id"]
        if i in match:
            j, score = match[i]
            export, export_paragraphs, export_body = found[j]
            text.right += sum((body & export_body).values())
            if score >= 0.95:
                tallies["articles"].right += 1
            else:
                misses.append(f"{label}: body agrees to {score:.2f} only: {article['headline'] or paragraphs[0][:20]}")
        else:
            export, export_paragraphs = {}, []
            misses.append(f"{label}: not found: {article['headline'] or paragraphs[0][:20]}")

        def heads(source):
            return ["".join(squash(source.get(k)) for k in ("kicker", "headline", "subheadline"))]

        tallies["headline"].add(heads(export) if export else [], heads(article), f"{label} headline", misses)
        tallies["paragraphs"].add(beginnings(export_paragraphs), beginnings(paragraphs), f"{label} paragraph", misses)
        tallies["kind"].add([export["kind"]] if export.get("kind") else [], [article["kind"]], f"{label} kind", misses)

        def names(source):
            return {(role, squash(n)) for role in ("reporters", "correspondents", "photographers")
                    for n in source.get(role, [])}

        tallies["bylines"].add(names(export), names(article), f"{label} byline", misses)

        low, high = gold.get("date_window") or [gold["issue_date"], gold["issue_date"]]
        date = export.get("issue_date") or ""
        tallies["date"].gold += 1
        tallies["date"].predicted += bool(date)
        tallies["date"].right += bool(date) and low <= date <= high

        officials = {o["name"]: o for o in article["officials"]}
        exported_officials = {squash(o["name"]): o for o in export.get("officials", [])
                              if squash(o["name"]) not in article["doubtful"]}
        tallies["officials"].add(exported_officials, officials, f"{label} official", misses)
        tallies["titles"].add({(n, squash(o.get("title"))) for n, o in exported_officials.items()},
                              {(n, squash(o["title"])) for n, o in officials.items()}, f"{label} title", misses)
        tallies["jurisdiction"].add(
            {(n, o.get("jurisdiction")) for n, o in exported_officials.items() if n in officials and has_seat(officials[n])},
            {(n, o["jurisdiction"]) for n, o in officials.items() if has_seat(o)}, f"{label} jurisdiction", misses)
        tallies["roles"].add({(n, r) for n, o in exported_officials.items() for r in o.get("roles", []) if r != "提及"},
                             {(n, r) for n, o in officials.items() for r in o["roles"] if r != "提及"},
                             f"{label} role", misses)
        counties = {c["name"]: c.get("primary") for c in export.get("counties", [])}
        tallies["counties"].add(counties, article["counties_mentioned"], f"{label} county", misses)
        tallies["primary"].add([c for c, primary in counties.items() if primary], article["counties_primary"],
                               f"{label} primary county", misses)
        places = export.get("places", [])
        tallies["towns"].add({squash(p["name"]) for p in places if p["level"] == "town"}, article["towns"],
                             f"{label} town", misses)
        tallies["villages"].add({squash(p["name"]) for p in places if p["level"] == "village"}, article["villages"],
                                f"{label} village", misses)
        exposed = set(exported_officials) & set(article["others"])
        tallies["privacy"].gold += len(article["others"])
        tallies["privacy"].predicted += len(article["others"])
        tallies["privacy"].right += len(article["others"]) - len(exposed)
        misses += [f"{label}: {name} holds no public office and is exported as an official" for name in sorted(exposed)]
    return tallies


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("export")
    parser.add_argument("gold", nargs="+")
    parser.add_argument("--pages", required=True)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--json", action="store_true", help="print the total as one JSON object instead of the table")
    options = parser.parse_args()

    by_file = {}
    for line in Path(options.export).read_text(encoding="utf-8").splitlines():
        if line.strip():
            article = json.loads(line)
            by_file.setdefault(Path(article["source"]["file"]).name, []).append(article)

    total = {m: Tally() for m in MEASURES}
    rows, misses = [], []
    for path in sorted(options.gold):
        gold = json.loads(Path(path).read_text(encoding="utf-8"))
        page_lines = (Path(options.pages) / gold["source"]).read_text(encoding="utf-8").split("\n")
        tallies = score_page(gold, by_file.get(gold["source"], []), page_lines, misses)
        rows.append((gold["source"][:3], tallies))
        for m in MEASURES:
            total[m] += tallies[m]
    if options.misses:
        print("\n".join(misses), "\n")
    if options.json:
        print(json.dumps({m: round(total[m].value(), 4) for m in MEASURES}))
        return
    print(f"{'measure':12}" + "".join(f"{name:>8}" for name, _ in rows) + f"{'all':>8}{'right/exported/gold':>24}")
    for m in MEASURES:
        t = total[m]
        print(f"{m:12}" + "".join(f"{tallies[m].value():8.3f}" for _, tallies in rows)
              + f"{t.value():8.3f}{f'{t.right}/{t.predicted}/{t.gold}':>24}")


if __name__ == "__main__":
    main()
