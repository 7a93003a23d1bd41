"""What the tests of charts share: every strip is parsed, and its places are read back."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from counterpoise.audit.report.charts import SPRITE, Chart

SVG = "{http://www.w3.org/2000/svg}"
PLACED = ("x", "x1", "x2", "width")


def parsed(svg: str) -> list[ET.Element]:
    """Return the strips of a drawing as elements; fails where they are not well formed."""
    return list(ET.fromstring(f'<root xmlns="http://www.w3.org/2000/svg">{svg}</root>'))  # noqa: S314 - our own drawing


def places(svg: str) -> list[float]:
    """Return every place and width that is given in percent."""
    found = []
    for strip in parsed(svg):
        for element in strip.iter():
            found += [
                float(value.removesuffix("%"))
                for name in PLACED
                if (value := element.get(name)) is not None and value.endswith("%")
            ]
    return found


def uses(svg: str, css: str = "") -> list[float]:
    """Return the places of the marks, of one class if it is given."""
    return [
        float((element.get("x") or "").removesuffix("%"))
        for strip in parsed(svg)
        for element in strip.iter(f"{SVG}use")
        if css in ("", element.get("class"))
    ]


def holds_together(chart: Chart) -> None:
    """Check what every chart must hold to."""
    ET.fromstring(f"<root>{chart.markup}</root>")  # noqa: S314 - our own drawing
    assert "style=" not in chart.markup
    assert "viewBox" not in chart.svg
    assert all(0 <= place <= 100 for place in places(chart.svg))
    assert set(re.findall(r'href="#([\w-]+)"', chart.markup)) <= set(re.findall(r' id="([\w-]+)"', SPRITE))
    assert all(len(row) == len(chart.table.head) for row in chart.table.rows)
    assert chart.reads_out.endswith(".")
    assert chart.table.caption
    for strip in parsed(chart.svg):
        assert strip.get("role") == "img" or strip.get("aria-hidden") == "true"
