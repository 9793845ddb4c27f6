"""Text cut into words by jieba's dictionary."""

from __future__ import annotations


def words(text: str) -> list[str]:
    """The text cut into words of jieba's dictionary, nothing guessed: unknown names fall into single characters.

    Cut by rjieba, which cuts as jieba does, fifteen times as fast.

    >>> words("召开防汛工作会议")
    ['召开', '防汛', '工作', '会议']
    """
    import rjieba  # reads its dictionary, which takes a tenth of a second

    return rjieba.cut(text, False)
