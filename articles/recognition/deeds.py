"""What was seen of one person's doings in a story, and the roles that are left of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import cast

from .findings import Role
from .lexicon import ROLE_NAMES
from .predicates import FIELD_ROLES

MEETING_ROLES = frozenset({"主持", "出席", "参加", "列席", "讲话", "签约"})


class Sign(Enum):
    """What tells a role only where nothing clearer does."""

    LOOKS = auto()
    TOURS = auto()
    """调研, 检查: more than looking at something."""
    JOINS = auto()
    """Taking part in another's tour (参加调研)."""
    MEETS = auto()
    CHAIRS = auto()
    GRACES = auto()
    SPEAKS = auto()
    SPEAKS_IN_MEETING = auto()
    STATES = auto()
    """说, 表示: a speech, or an answer to a reporter."""
    TELLS = auto()
    ANSWERS = auto()
    """Words in quotation marks right before a name and a verb of saying."""
    REPORTS = auto()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the others of a story do: `toured` that somebody else goes and sees, `attended` that somebody else does
    anything, `accompanied` that somebody goes along; `press` that it is a press conference."""

    toured: bool
    attended: bool
    accompanied: bool
    press: bool


@dataclass(slots=True)
class Deeds:
    """What one person was found doing: clear roles, and signs of others."""

    roles: set[str] = field(default_factory=set)
    signs: set[Sign] = field(default_factory=set)
    at_home: bool = False
    """Whether it is somebody of a village, a judge or a policeman, who looks around there without touring it."""

    def settle(self) -> None:
        """Drop what only looked like touring: somebody of the village looks at the fields or goes to see others', a
        visitor of the poor looks at their stove."""
        if self.at_home or (Sign.TOURS not in self.signs and "慰问" in self.roles):
            self.roles.discard("调研")
        if self.at_home:
            self.signs.discard(Sign.LOOKS)

    @property
    def in_field(self) -> bool:
        """Whether the person goes and sees, so that the story is the report of that tour."""
        return Sign.JOINS in self.signs or Sign.LOOKS in self.signs or bool(self.roles & FIELD_ROLES)

    def add(self, other: Deeds) -> None:
        """Take over what another passage tells of the person."""
        self.roles |= other.roles
        self.signs |= other.signs
        self.at_home |= other.at_home

    def resolved(self, around: Surroundings) -> tuple[Role, ...]:
        """The roles as they are shown, in the fixed order; 提及 where nothing is found."""
        roles, signs = set(self.roles), self.signs
        looks = Sign.LOOKS in signs
        if Sign.CHAIRS in signs and not roles & MEETING_ROLES and not self.in_field:
            roles.add("主持")
        if Sign.MEETS in signs and not roles - {"讲话", "受访"} and not looks:
            roles.add("参加")
        if self._speaks(roles) and not (around.press and Sign.STATES in signs):
            roles.add("讲话")
        if self._tells(around) and (around.press or not roles) and not looks and "讲话" not in roles:
            roles.add("受访")
        if (looks or (around.accompanied and Sign.SPEAKS in signs)) and not roles - {"讲话"}:
            roles = {"调研"}
        if not roles:
            roles = {"出席" if Sign.GRACES in signs else "提及"}
        return tuple(cast(Role, role) for role in (*ROLE_NAMES, "提及") if role in roles)

    def _tells(self, around: Surroundings) -> bool:
        """Whether the person tells the reporter, and no visitor."""
        if Sign.ANSWERS in self.signs or (Sign.REPORTS in self.signs and not around.attended):
            return True
        is_visited = around.toured or Sign.SPEAKS_IN_MEETING in self.signs
        return bool(self.signs & {Sign.TELLS, Sign.STATES}) and (around.press or not is_visited)

    def _speaks(self, roles: set[str]) -> bool:
        """Whether the person speaks to a meeting, or speaks and does nothing else."""
        if "受访" in roles:
            return False
        speaks = Sign.SPEAKS in self.signs
        in_meeting = bool(roles & MEETING_ROLES) and not roles & FIELD_ROLES and Sign.JOINS not in self.signs
        if Sign.SPEAKS_IN_MEETING in self.signs or ((speaks or Sign.STATES in self.signs) and in_meeting):
            return True
        return speaks and not (roles or Sign.LOOKS in self.signs)
