"""Signs of hazards, drawn by us: each stands beside its word and says nothing without it.

The field ``icon`` of hazards.yml names one; what is not known here gets the warning sign.
"""

from __future__ import annotations

from markupsafe import Markup

_CLOUD = "M7 14a4 4 0 1 1 .6-8A5 5 0 0 1 17 7.4 3.4 3.4 0 0 1 17 14z"
_WARNING = "M12 4 2.5 20h19zM12 10v4M12 17h.01"
_FIRE = (
    "M12 3c1 4 6 6 6 11a6 6 0 0 1-12 0c0-2 1-4 2-5 .5 2 1.5 2.5 2 2.5C9.5 8 11 5 12 3z"
    "M12 20a2.4 2.4 0 0 0 2.4-2.6c0-1.5-1.4-2-2.4-3.4-1 1.4-2.4 2-2.4 3.4A2.4 2.4 0 0 0 12 20z"
)
_SUN = (
    "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2.5M12 19.5V22M2 12h2.5M19.5 12H22"
    "M5 5l1.8 1.8M17.2 17.2 19 19M19 5l-1.8 1.8M6.8 17.2 5 19"
)
_FLAKE = "M12 2v20M3.3 7l17.4 10M20.7 7 3.3 17M9.5 3.5 12 6l2.5-2.5M9.5 20.5 12 18l2.5 2.5"
_WAVES = "M3 8c3-3 6 3 9 0s6 3 9 0M3 13c3-3 6 3 9 0s6 3 9 0M3 18c3-3 6 3 9 0s6 3 9 0"
_FOG = "M5 5h14M3 9h14M6 13h15M3 17h13M8 21h9"
_COLD = "M10 14V5a2 2 0 0 1 4 0v9a4.5 4.5 0 1 1-4 0zM17 5h4M17 9h4M12 18h.01"
_GAS = "M8 9h8v10a2 2 0 0 1-2 2h-4a2 2 0 0 1-2-2zM10 9V6h4v3M9 3h6M8 13h8"
_PEOPLE = (
    "M8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM16 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4z"
    "M4 20v-4a4 4 0 0 1 8 0v4M12 20v-4a4 4 0 0 1 8 0v4"
)

ICONS = {
    "typhoon": "M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM12 5C8 5 5 8 5 12c0-5 3-9 9-10"
    "M12 19c4 0 7-3 7-7 0 5-3 9-9 10",
    "rainstorm": f"{_CLOUD}M8 17l-1 4M12 17l-1 4M16 17l-1 4",
    "gale": "M3 8h11a3 3 0 1 0-3-3M3 12h16a3 3 0 1 1-3 3M3 16h8a2.5 2.5 0 1 1-2.5 2.5",
    "thunder-gale": f"{_CLOUD}M9.5 15 8 18h3l-2 4M14 18h6M14 21h4",
    "snowstorm": f"{_CLOUD}M8 17.5h.01M12 19h.01M16 17.5h.01M10 21.5h.01M14 21.5h.01",
    "road-ice": "M6 21 10 3M18 21 14 3M12 5v2M12 10v2M12 15v2M2 12h3M3.5 9.4v5.2",
    "hail": f"{_CLOUD}M8 16.5a1.2 1.2 0 1 0 .01 0M15 16.5a1.2 1.2 0 1 0 .01 0"
    "M11.5 19.5a1.2 1.2 0 1 0 .01 0",
    "frost": _FLAKE,
    "lightning": "M13 2 5 14h6l-1 8 8-12h-6z",
    "fog": _FOG,
    "haze": _FOG,
    "sandstorm": _FOG,
    "ozone": _FOG,
    "air-pollution": _FOG,
    "cold-wave": _COLD,
    "low-temperature": _COLD,
    "heat": _SUN,
    "drought": _SUN,
    "high-tide": _WAVES,
    "sea-waves": _WAVES,
    "flooding": _WAVES,
    "drowning": _WAVES,
    "earthquake": "M2 12h4l2-7 4 15 3-10 2 2h5",
    "fire": _FIRE,
    "hot-work": _FIRE,
    "fireworks": _FIRE,
    "e-bike": "M5.5 13a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z"
    "M18.5 13a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z"
    "M9 16.5h5l3-9h-2.5M17 7.5h2.5M10 9h4M13 3l-2 3h3l-2 3",
    "gas": _GAS,
    "carbon-monoxide": _GAS,
    "chemicals": _GAS,
    "crowd": _PEOPLE,
    "confined-space": "M4 17a8 3.5 0 1 0 16 0 8 3.5 0 1 0-16 0zM12 2v10M8.5 8.5 12 12l3.5-3.5",
    "falls": "M7 3v18M17 3v18M7 7h10M7 12h10M7 17h10",
    "power-cut": "M9 2v5M15 2v5M6 7h12v4a6 6 0 0 1-12 0zM12 17v5",
}


def icon(name: str) -> Markup:
    """The sign called ``name`` as SVG in the colour of the text."""
    path = ICONS.get(name, _WARNING)
    return Markup(  # noqa: S704 - of our own strings
        '<svg class="yj-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false" fill="none"'
        ' stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">'
        f'<path d="{path}"/></svg>'
    )
