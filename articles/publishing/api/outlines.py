"""The outlines of the counties that the archive covers, as GeoJSON (RFC 7946) that maps are drawn from."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from articles.browsing.maps import geometries_of, labels_of, outlines_file
from articles.models import Place

from .answers import check, resource
from .places import place_item, shown


@resource
def outlines(request: HttpRequest) -> dict[str, Any]:
    """All of them in one answer, in the order of the gazetteer."""
    check(request)
    file = outlines_file()
    geometries, labels = geometries_of(file), labels_of(file)
    places = shown(Place.objects.unmerged().filter(is_covered=True, code__in=geometries)).order_by("pk")
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": place.slug,
                "properties": place_item(place),
                "geometry": geometries[place.code],
                "label": [round(degrees, 3) for degrees in labels[place.code]],
            }
            for place in places
            if place.code
        ],
    }
