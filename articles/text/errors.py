"""The one error that the pure rooms raise for input that cannot be used."""

from __future__ import annotations


class UnreadableInput(Exception):
    """A source that is refused: why (`code`), where in it (`place`, may be empty), and the values the message quotes.

    The codes are stable words (`empty`, `binary`, `undecodable`, `too_large`, `no_article`, …). Their sentences and
    remedies, in the reader's language, live where the report is written, because these rooms know no translation.
    """

    def __init__(self, code: str, place: str = "", **values: object) -> None:
        self.code = code
        self.place = place
        self.values = values
        super().__init__(f"{code} {place} {values}".strip())

    def __reduce__(self) -> tuple[object, ...]:
        """Pickling keeps the values, so that a refusal crosses from a worker process whole."""
        return _rebuild, (self.code, self.place, self.values)


def _rebuild(code: str, place: str, values: dict[str, object]) -> UnreadableInput:
    return UnreadableInput(code, place, **values)
