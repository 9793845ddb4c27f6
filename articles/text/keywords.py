"""The words that tell what a text is about, by jieba's frequencies."""

from __future__ import annotations

from functools import cache

import jieba
import jieba.analyse

from articles.text.words import words

TOPICAL = frozenset({"n", "nz", "nt", "vn", "an", "l", "i", "j", "ns"})
"""Dictionary tags of words that can name a subject. Without person names: who is in a text is not its subject, and
names of people without public office must never become something that one can click."""


def keywords(text: str, count: int) -> tuple[str, ...]:
    """Up to `count` dictionary words that mark the text, weightiest first (TF-IDF by jieba's frequencies).

    >>> keywords("小麦返青，小麦浇水，小麦施肥。", 1)
    ('小麦',)
    """
    ranked = _ranking().extract_tags(text, topK=count * 4)
    return tuple(word for word in ranked if word in _topical_words())[:count]


class _DictionaryWords:
    """What jieba's ranking asks for words: `words`, because its own cutting guesses names."""

    @staticmethod
    def cut(text: str) -> list[str]:
        return words(text)


@cache
def _ranking() -> jieba.analyse.TFIDF:
    ranking = jieba.analyse.TFIDF()
    ranking.tokenizer = _DictionaryWords()
    return ranking


@cache
def _topical_words() -> frozenset[str]:
    with jieba.get_dict_file() as dictionary:
        rows = (line.decode().split() for line in dictionary)
        return frozenset(word for word, _frequency, tag in rows if tag in TOPICAL)
