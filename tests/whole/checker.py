"""Every output of each event at one ``now``, compared: reads a built tree and nothing else.

What should be said is worked out anew (``life``) from the messages that the API tells;
that the API tells them all is for whoever knows the content to check.
"""

from __future__ import annotations

from tests.whole.said_api import api_faults, status_faults
from tests.whole.said_cap import cap_faults
from tests.whole.said_else import static_faults, withdrawn_faults
from tests.whole.said_feeds import feeds_faults
from tests.whole.said_lists import archives_faults, drills_faults, fronts_faults, rows_faults
from tests.whole.said_pages import pages_faults
from tests.whole.scene import Scene

PARTS = (
    *(api_faults, status_faults, pages_faults, rows_faults, fronts_faults, archives_faults),
    *(drills_faults, feeds_faults, cap_faults, withdrawn_faults, static_faults),
)


def faults(scene: Scene) -> list[str]:
    """Everything that contradicts anything else."""
    return [fault for part in PARTS for fault in part(scene)]
