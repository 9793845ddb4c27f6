"""Stories to mentions of officials, places and event dates. The one verb is `recognise`."""

from .findings import Findings, KnownOfficial, PlaceRow, Story
from .gazetteer import Gazetteer
from .known import KnownOfficials
from .recogniser import RECOGNISER_VERSION, recognise

__all__ = [
    "RECOGNISER_VERSION",
    "Findings",
    "Gazetteer",
    "KnownOfficial",
    "KnownOfficials",
    "PlaceRow",
    "Story",
    "recognise",
]
