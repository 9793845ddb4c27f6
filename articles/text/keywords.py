"""The words that tell what a text is about, by jieba's frequencies."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import jieba
import jieba.analyse

from articles.text.words import words

TOPICAL = frozenset({"n", "nz", "nt", "vn", "an", "j"})
"""Dictionary tags of words that can name a subject. Without names of people and places: who and where is told by
recognition, and names of people without public office must never become something that one can click."""
TOO_COMMON = 4_000
"""Occurrences in the corpus of jieba's dictionary from which a word marks no text: 工作, 会议, 措施, 服务."""
LEAST = 2  # occurrences in the text; what is said once is hardly its subject
POINTING = re.compile(
    "[全各该本我此某](?:[省市县区乡镇村院局校厂站队所处科行司报]|乡镇|县区|县市|街道|部门|单位|公司)"
    "|.{1,4}[日月年期史]以?来"
)
"""Words that mean another thing in each text (该区, 我院, 各乡镇), and stretches of time (连日来)."""
NO_SURNAMES = frozenset("的和与及或等是在为把将对向从以了着到用使让给比被由按就也都还又再更最不未")
"""Single characters before a word that leave no doubt whether both are somebody's name."""
LONG_SURNAMES = frozenset(re.findall("..", "欧阳司马上官诸葛夏侯皇甫尉迟公孙慕容长孙宇文司徒令狐东方南宫西门"))


def keywords(text: str, count: int) -> tuple[str, ...]:
    """Up to `count` dictionary words that mark the text, weightiest first (TF-IDF by jieba's frequencies).

    Words that everything is about, that only point (该区), or that are said but once, are none.

    >>> keywords("小麦返青，小麦浇水，小麦施肥。", 1)
    ('小麦',)
    """
    weights, usual = _weights()
    found = {word: times for word, times in Counter(_free_words(text)).items() if times >= LEAST}
    topical = sorted(found.keys() & _topical_words())
    return tuple(sorted(topical, key=lambda word: -found[word] * weights.get(word, usual))[:count])


def weighed(text: str) -> dict[str, float]:
    """Every word of two letters or more, apart from figures, with its weight: the more, the rarer it is in general and
    the oftener it stands there, though not by as much.

    >>> {word: round(weight, 1) for word, weight in weighed("小麦浇水，小麦施肥。5月17日").items()}
    {'小麦': 11.3, '浇水': 10.0, '施肥': 9.3}
    """
    usual = _weights()[1]
    counts = Counter(word for word in words(text) if len(word) > 1 and word.isalpha())
    return {word: (1 + math.log(times)) * _weights()[0].get(word, usual) for word, times in counts.items()}


def topical(text: str) -> frozenset[str]:
    """The words of a text that can name a subject, and nobody."""
    return _topical_words().intersection(_free_words(text))


def _free_words(text: str) -> Iterator[str]:
    """The words of a text but those behind what may be a surname: dictionary words are given names as well, and
    cutting by the dictionary parts them from the surname."""
    for before, word in pairwise(["", *words(text)]):
        may_be_surname = len(before) == 1 and before.isalpha() and before not in NO_SURNAMES
        if not may_be_surname and before not in LONG_SURNAMES:
            yield word


@cache
def _weights() -> tuple[dict[str, float], float]:
    """The inverse document frequency of words, and of those that are not listed."""
    ranking = jieba.analyse.TFIDF()
    return ranking.idf_freq, ranking.median_idf


@cache
def _topical_words() -> frozenset[str]:
    with jieba.get_dict_file() as dictionary:
        rows = (line.decode().split() for line in dictionary)
        return frozenset(
            word
            for word, frequency, tag in rows
            if tag in TOPICAL and len(word) > 1 and int(frequency) < TOO_COMMON and not POINTING.fullmatch(word)
        )
