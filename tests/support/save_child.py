"""`auditor` in a process of its own with short paces: python save_child.py SETTINGS ARGS…

SETTINGS is JSON of `SaveSettings`, its limits as requests a minute. The rest is the program itself.
"""

from __future__ import annotations

from functools import partial
import json
import sys

from auditor.__main__ import run
from auditor.archives.saving.settings import SaveSettings
from auditor.archives.settings import ArchiveSettings, Limits
from auditor.cli import archive_saving, lookups

if __name__ == "__main__":
    told = json.loads(sys.argv.pop(1))
    paces = {name: Limits(per_minute=told.pop(name, 0)) for name in ("save", "status")}
    unpaced = Limits(per_minute=0, in_flight=4)
    quick = {"replay": unpaced, "cdx": unpaced, "availability": unpaced}
    lookups.ArchiveSettings = partial(ArchiveSettings, **quick)  # type: ignore[misc]
    archive_saving.SaveSettings = partial(SaveSettings, **paces, **told)  # type: ignore[misc]
    run()
