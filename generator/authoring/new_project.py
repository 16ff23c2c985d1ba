"""The skeleton -> a new project's folder, and the generator as a wheel in it, when no address has the generator."""

import base64
import hashlib
import io
import json
import re
import subprocess
import zipfile
from contextlib import suppress
from importlib import metadata
from pathlib import Path
from urllib.parse import urlsplit

from generator.model.errors import GeneratorError
from generator.publishing.replacing import locate_errors

DISTRIBUTION = "annotated-statement"
SKELETON = Path(__file__).parent / "skeleton"

_PACKAGE = Path(__file__).parents[1]
_METADATA = frozenset({"METADATA", "WHEEL", "entry_points.txt"})
_NO_TIME = (1980, 1, 1, 0, 0, 0)  # equal files give an equal wheel
_UNKNOWN = f"# {DISTRIBUTION} @ git+https://github.com/<owner>/<repository>@<commit>"


def make_project(folder: Path, *, title: str = "") -> tuple[list[str], list[str]]:
    """Write a project into a new or empty folder; return its files, as sorted POSIX paths, and what to do next."""
    words = re.sub(r"[-_\s]+", " ", folder.resolve().name).strip()
    title = " ".join(title.split()) or words[:1].upper() + words[1:] or "A statement"
    requirement, files = _find_requirement()
    values = {
        # A JSON string is a YAML string, whatever is in it.
        '"@TITLE@"': json.dumps(title, ensure_ascii=False),
        "@HEADING@": re.sub(r"[\\`*_\[\]<>&#]", r"\\\g<0>", title),
        "@REQUIREMENT@": requirement,
    }
    for path in SKELETON.rglob("*"):
        if path.is_file() and path.suffix != ".pyc":
            text = path.read_text(encoding="utf-8")
            for mark, value in values.items():
                text = text.replace(mark, value)
            # A .gitignore or .github there would be taken for the package's own, so they stand under another name.
            files[re.sub(r"(^|/)dot-", r"\1.", path.relative_to(SKELETON).as_posix())] = text.encode()
    with locate_errors(folder):
        # A repository that was just made is empty to its owner.
        if folder.exists() and (not folder.is_dir() or any(path.name != ".git" for path in folder.iterdir())):
            raise GeneratorError("is there already and not empty", path=folder, hint="name a new folder")
        for target, content in files.items():
            (folder / target).parent.mkdir(parents=True, exist_ok=True)
            (folder / target).write_bytes(content)
    steps = [
        f"cd {folder.as_posix()}",
        "make serve: shows the site and rebuilds it after each change",
        "python -m generator import TEXT.txt: puts your statement in the place of the example",
        "before you publish, set in requirements.txt where the generator comes from",
    ]
    return sorted(files), steps if requirement == _UNKNOWN else steps[:-1]


def _find_requirement() -> tuple[str, dict[str, bytes]]:
    """Return a line for pip with the generator's address (PEP 610) or else a wheel, and the files that it names."""
    try:
        record = metadata.distribution(DISTRIBUTION).read_text("direct_url.json")
        name, wheel = make_wheel()
    except metadata.PackageNotFoundError:
        return _UNKNOWN, {}
    data = json.loads(record or "{}")
    parts = urlsplit(data.get("url", ""))
    if parts.scheme not in {"https", "ssh"}:
        # Other machines cannot reach it.
        return f"./vendor/{name}", {f"vendor/{name}": wheel}
    port = f":{parts.port}" if parts.port and parts.scheme == "https" else ""
    # Without user and password.
    url = f"https://{parts.hostname}{port}{parts.path}"
    return f"{DISTRIBUTION} @ " + (f"git+{url}@{data['vcs_info']['commit_id']}" if "vcs_info" in data else url), {}


def make_wheel() -> tuple[str, bytes]:
    """Pack the generator as it is installed, and return the wheel's name and bytes.

    Packs an editable one, too, which pip itself installs as a mere path. Raises a PackageNotFoundError where it runs
    without being installed, so that nobody knows what it needs. Source: the binary distribution format,
    packaging.python.org.
    """
    distribution = metadata.distribution(DISTRIBUTION)
    name = f"{DISTRIBUTION.replace('-', '_')}-{distribution.version}"
    files = {f"{_PACKAGE.name}/{path.relative_to(_PACKAGE).as_posix()}": path.read_bytes() for path in _list_package()}
    for item in distribution.files or ():
        if item.parts[0].endswith(".dist-info") and (item.name in _METADATA or "licenses" in item.parts):
            files["/".join((f"{name}.dist-info", *item.parts[1:]))] = Path(item.locate()).read_bytes()
    packed, record = io.BytesIO(), ""
    with zipfile.ZipFile(packed, "w") as wheel:
        for inside, content in sorted(files.items()):
            wheel.writestr(zipfile.ZipInfo(inside, _NO_TIME), content, zipfile.ZIP_DEFLATED)
            digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
            record += f"{inside},sha256={digest},{len(content)}\n"
        inside = f"{name}.dist-info/RECORD"
        wheel.writestr(zipfile.ZipInfo(inside, _NO_TIME), f"{record}{inside},,\n", zipfile.ZIP_DEFLATED)
    return f"{name}-py3-none-any.whl", packed.getvalue()


def _list_package() -> list[Path]:
    """Return the package's files; where it lies in a repository, those that git tracks."""
    with suppress(OSError, subprocess.CalledProcessError):
        done = subprocess.run(["git", "ls-files", "-z"], cwd=_PACKAGE, capture_output=True, text=True, check=True)
        if done.stdout:
            return [path for name in done.stdout.split("\0") if (path := _PACKAGE / name).is_file()]
    return [path for path in _PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
