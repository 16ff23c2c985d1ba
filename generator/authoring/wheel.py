"""The generator as it is installed -> a wheel that installs it elsewhere, with no index and no repository at hand."""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
from importlib import metadata
from pathlib import Path, PurePosixPath

DISTRIBUTION = "annotated-statement"

_PACKAGE = Path(__file__).parents[1]
_KEPT = frozenset({"METADATA", "WHEEL", "entry_points.txt"})
_NO_TIME = (1980, 1, 1, 0, 0, 0)
"""Equal files give an equal wheel."""


def make_wheel() -> tuple[str, bytes]:
    """Pack the package; an editable one, too, which pip itself installs as a mere path.

    Returns:
        The wheel's file name, and its bytes.

    Raises:
        PackageNotFoundError: the generator runs without being installed, so nobody knows what it needs.

    Source: the binary distribution format, packaging.python.org.
    """
    distribution = metadata.distribution(DISTRIBUTION)
    name = f"{DISTRIBUTION.replace('-', '_')}-{distribution.version}"
    files = {
        f"{_PACKAGE.name}/{path.relative_to(_PACKAGE).as_posix()}": path.read_bytes()
        for path in _PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    for item in distribution.files or ():
        inside = PurePosixPath(*item.parts[1:])
        if item.parts[0].endswith(".dist-info") and (inside.name in _KEPT or inside.parts[0] == "licenses"):
            files[f"{name}.dist-info/{inside}"] = Path(item.locate()).read_bytes()
    return f"{name}-py3-none-any.whl", _zip(dict(sorted(files.items())), f"{name}.dist-info/RECORD")


def _zip(files: dict[str, bytes], record: str) -> bytes:
    lines = [f"{name},sha256={_hash(content)},{len(content)}" for name, content in files.items()]
    listed = "\n".join([*lines, f"{record},,"]) + "\n"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as wheel:
        for name, content in {**files, record: listed.encode()}.items():
            wheel.writestr(zipfile.ZipInfo(name, _NO_TIME), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _hash(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
