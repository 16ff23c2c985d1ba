"""A new project, made in an empty folder, checks and builds at once; an installed package has all that it needs."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from generator.authoring.new_project import SKELETON, make_project, make_wheel
from generator.cli import main
from generator.model.errors import GeneratorError
from generator.reading.glossary import read_glossary
from generator.reading.statement import read_statement
from tests.projects import invoke, run, shell
from tests.samples import ROOT

FILES = (
    ".gitattributes",
    ".github/workflows/pages.yml",
    ".gitignore",
    "FINDINGS.md",
    "GUIDE.md",
    "Makefile",
    "README.md",
    "docs/about.md",
    "docs/glossary/harbour-forum.md",
    "docs/glossary/open-sea-compact.md",
    "mkdocs.yml",
    "pinned.txt",
    "requirements.txt",
    "source/reviewed.yml",
    "source/statement.md",
    "vendor/annotated_statement-0.1.0-py3-none-any.whl",
    "zensical.yml",
)


class _Settings(yaml.SafeLoader):
    """Reads mkdocs.yml with MkDocs' own tags as text."""


_Settings.add_multi_constructor("!ENV", lambda _loader, _suffix, node: str(node.value))


def read_settings(path: Path) -> dict[str, object]:
    settings: dict[str, object] = yaml.load(path.read_text(encoding="utf-8"), Loader=_Settings)
    return settings


def read_workflow(path: Path) -> dict[str, object]:
    workflow: dict[str, object] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return workflow


@pytest.mark.posix
def test_a_new_project_checks_and_builds_at_once(tmp_path: Path) -> None:
    made = invoke(tmp_path, "new", "my-statement")
    assert made.exit_code == 0, made.stderr
    folder = tmp_path / "my-statement"
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    assert tuple(files) == FILES
    # By make, with a home that is empty and a python3 that has the generator.
    checked = shell("make check", folder)
    assert (checked.returncode, checked.stderr) == (0, ""), checked.stdout
    built = shell("make site", folder)
    assert built.returncode == 0, built.stderr
    assert "WARNING" not in built.stderr
    page = (folder / "site" / "statement" / "index.html").read_text(encoding="utf-8")
    # The look comes with the package, though mkdocs.yml names no custom_dir.
    assert 'class="find"' in page
    assert "My statement" in page
    assert 'og:image" content="http://127.0.0.1:8000/assets/card.png"' in page
    assert (folder / "site" / "assets" / "edition.css").is_file()
    other = shell("make zensical", folder)
    assert other.returncode == 0, other.stderr
    assert "We, the leaders" in (folder / "site-zensical" / "statement" / "index.html").read_text(encoding="utf-8")
    assert not (folder / ".venv").exists()


def test_the_example_is_replaced_by_an_imported_text(tmp_path: Path) -> None:
    make_project(tmp_path / "p", title="P")
    text = tmp_path / "text.txt"
    text.write_text(
        "Joint Statement of Alba and Borealia\n\nMarch 4, 2025\n\nWe thank the Harbour Forum. We part.\n",
        encoding="utf-8",
    )
    done = invoke(tmp_path / "p", "import", str(text), "--yes")
    assert done.exit_code == 0, done.stderr
    assert invoke(tmp_path / "p", "check").exit_code in {0, 1}
    assert "We thank the Harbour Forum." in (tmp_path / "p" / "source" / "statement.md").read_text(encoding="utf-8")


def test_headings_are_proposed_as_themes_and_drafts_have_that_above_them(tmp_path: Path) -> None:
    project = tmp_path / "p"
    make_project(project)
    text = tmp_path / "text.md"
    text.write_text(
        "# Joint Statement\n\nMarch 4, 2025\n\n## Trade\n\nWe thank the Harbour Fund (HF).\n\n"
        "## II. Safety at Sea\n\nThe Tide Forum (TF) met.\n",
        encoding="utf-8",
    )
    assert invoke(project, "import", str(text), "--party", "Alba", "--yes").exit_code == 0
    kept = read_statement(project / "source" / "statement.md").themes
    assert kept == {"trade": "Trade", "safety": "Safety at sea"}, "entries have them"
    for path in (project / "docs" / "glossary").iterdir():
        path.unlink()
    (project / "source" / "statement.md").unlink()
    assert invoke(project, "import", str(text), "--party", "Alba", "--yes").exit_code == 0
    themes = read_statement(project / "source" / "statement.md").themes
    assert themes == {"trade": "Trade", "safety-sea": "Safety at Sea"}
    assert invoke(project, "scaffold").exit_code == 0
    entries = read_glossary(project / "docs" / "glossary", themes)
    assert {entry.slug: entry.theme for entry in entries} == {"hf": "trade", "tf": "safety-sea"}


def test_its_settings_are_those_of_this_edition() -> None:
    # Not its nav: a page that is missing there fails the strict build above.
    ours, theirs = read_settings(ROOT / "mkdocs.yml"), read_settings(SKELETON / "mkdocs.yml")
    theme = ours["theme"]
    assert isinstance(theme, dict)
    del theme["custom_dir"]
    plugins = ours["plugins"]
    assert isinstance(plugins, list)
    # When its entries were looked at, and what is particular to its pages.
    for name in ("checked_since", "classes", "license", "license_url"):
        del plugins[0]["generator"][name]
    for key in ("theme", "extra_css", "extra_javascript", "plugins", "markdown_extensions", "extra", "validation"):
        assert theirs[key] == ours[key], key


def _read_guide(name: str) -> str:
    """Return a page of our documentation as a project has it: no page that it lacks, no target of make that it lacks."""
    text = (ROOT / "docs" / name).read_text(encoding="utf-8").split("---\n", 2)[2].lstrip()
    targets = re.findall(r"^([a-z]+):.*## ", (SKELETON / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    text = re.sub(r"\[([^\]]+)\]\((?:builders|architecture|benchmarks)\.md[^)]*\)", r"\1", text)
    text = text.replace("(findings.md)", "(FINDINGS.md)").replace("(maintainers.md", "(GUIDE.md")
    rows = re.compile(rf"^\| `make (?!(?:{'|'.join(targets)})`)[^\n]*\n", re.MULTILINE)
    parts = rows.sub("", text).split("\n\n")
    left_out = re.compile(r"See also|[^|`].*?(?:make test|locales)", re.DOTALL)
    return "\n\n".join(part for part in parts if not left_out.match(part))


@pytest.mark.parametrize(("theirs", "ours"), [("GUIDE.md", "maintainers.md"), ("FINDINGS.md", "findings.md")])
def test_its_guide_is_ours(theirs: str, ours: str, *, golden: bool) -> None:
    path, expected = SKELETON / theirs, _read_guide(ours)
    if golden:
        path.write_text(expected, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == expected
    assert set(re.findall(r"\]\((?!https?:|#)([^)#]*)", expected)) <= {"GUIDE.md", "FINDINGS.md"}


def test_its_packages_and_its_deployment_are_ours() -> None:
    assert (SKELETON / "pinned.txt").read_bytes() == (ROOT / "requirements.txt").read_bytes()
    makes = [(folder / "Makefile").read_text(encoding="utf-8") for folder in (ROOT, SKELETON)]
    ours, theirs = (text.partition("\tto=$$(git remote")[2].partition("\n\n")[0] for text in makes)
    assert ours.replace("$(BIN)/python", "$(PYTHON)") == theirs != ""


def test_a_release_waits_for_the_page_about_it(tmp_path: Path) -> None:
    make_project(tmp_path / "p")
    done = invoke(tmp_path / "p", "check", "--release")
    assert (done.exit_code, done.stdout.count("docs/about.md:"), len(done.stdout.splitlines())) == (1, 2, 2)


def test_its_workflow_uses_what_ours_does() -> None:
    ours = (ROOT / ".github" / "workflows" / "pages.yml").read_text(encoding="utf-8")
    theirs = SKELETON / "dot-github" / "workflows" / "pages.yml"
    uses = [line.strip(" -") for line in theirs.read_text(encoding="utf-8").splitlines() if "uses:" in line]
    assert len(uses) == 5
    assert all(line in ours for line in uses)
    assert (
        read_workflow(theirs)["permissions"]
        == read_workflow(ROOT / ".github" / "workflows" / "pages.yml")["permissions"]
    )


def test_its_other_builder_is_the_one_that_ours_is_tested_with() -> None:
    pinned = next(
        line
        for line in (ROOT / "requirements-dev.in").read_text(encoding="utf-8").splitlines()
        if line.startswith("zensical==")
    )
    assert f'pip install {pinned}"' in (SKELETON / "Makefile").read_text(encoding="utf-8")
    ours, theirs = read_settings(ROOT / "zensical.yml"), read_settings(SKELETON / "zensical.yml")
    assert theirs == ours


def test_a_title_is_written_so_that_it_stays_itself(tmp_path: Path) -> None:
    make_project(tmp_path / "p", title='A "B": *C* # @D\\')
    assert read_settings(tmp_path / "p" / "mkdocs.yml")["site_name"] == 'A "B": *C* # @D\\'


@pytest.mark.parametrize("name", ["my-statement", "my_statement"])
def test_a_title_is_made_from_the_folder(tmp_path: Path, name: str) -> None:
    make_project(tmp_path / name)
    assert read_settings(tmp_path / name / "mkdocs.yml")["site_name"] == "My statement"


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    result = CliRunner().invoke(main, ["new", str(tmp_path)])
    assert result.exit_code == 2
    assert "is there already and not empty; name a new folder" in result.output
    assert len(result.output.splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
    with pytest.raises(GeneratorError, match="not empty"):
        make_project(tmp_path / "mine.txt")


def test_a_fresh_repository_counts_as_empty(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert make_project(tmp_path)[0] == [*FILES]


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"url": "https://github.com/a/b", "vcs_info": {"commit_id": "c0ffee"}}, "git+https://github.com/a/b@c0ffee"),
        ({"url": "https://me:secret@github.com/a/b", "vcs_info": {"commit_id": "c"}}, "git+https://github.com/a/b@c"),
        ({"url": "ssh://git@github.com/a/b.git", "vcs_info": {"commit_id": "c"}}, "git+https://github.com/a/b.git@c"),
        ({"url": "https://example.org/x.whl", "archive_info": {}}, "https://example.org/x.whl"),
        ({"url": "file:///no/such/folder", "dir_info": {}}, None),
        ({"url": "http://example.org/x.whl", "archive_info": {}}, None),
        ({}, None),
    ],
)
def test_it_says_where_the_generator_comes_from(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, record: dict[str, object], expected: str | None
) -> None:
    class Distribution:
        version = "7.8"
        files = ()

        def read_text(self, _name: str) -> str | None:
            return json.dumps(record) if record else None

    monkeypatch.setattr("importlib.metadata.distribution", lambda _name: Distribution())
    files, _ = make_project(tmp_path / "p")
    line = (tmp_path / "p" / "requirements.txt").read_text(encoding="utf-8").splitlines()[-1]
    wheel = "vendor/annotated_statement-7.8-py3-none-any.whl"
    assert line == (f"annotated-statement @ {expected}" if expected else f"./{wheel}")
    assert (wheel in files) == (tmp_path / "p" / wheel).is_file() == (expected is None)


@pytest.mark.posix
def test_a_generator_that_is_not_installed_asks_where_it_comes_from(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def missing(name: str) -> None:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr("importlib.metadata.distribution", missing)
    _, steps = make_project(tmp_path / "p")
    assert any("requirements.txt" in step for step in steps)
    told = subprocess.run(["make", "setup"], cwd=tmp_path / "p", capture_output=True, text=True, check=False)
    assert (told.returncode, "Say in requirements.txt" in told.stderr) == (2, True)


def test_the_generator_within_a_project_is_whole(tmp_path: Path) -> None:
    folder = tmp_path / "p"
    make_project(folder)
    (wheel,) = (folder / "vendor").iterdir()
    with zipfile.ZipFile(wheel) as packed:
        record = packed.read("annotated_statement-0.1.0.dist-info/RECORD").decode().splitlines()
        for name, told, size in (line.rsplit(",", 2) for line in record[:-1]):
            content = packed.read(name)
            assert (told, size) == (f"sha256={hash_of(content)}", str(len(content)))
        assert len(record) == len(packed.namelist())
    pip = ["pip", "--disable-pip-version-check", "install", "--quiet", "--no-index", "--no-deps", "--target"]
    done = run(folder, *pip, str(tmp_path / "lib"), "--requirement", "requirements.txt")
    assert done.returncode == 0, done.stderr
    checked = run(folder, "generator", "check", PYTHONPATH=str(tmp_path / "lib"))
    assert (checked.returncode, checked.stderr) == (0, "")
    assert make_wheel() == (wheel.name, wheel.read_bytes())


def hash_of(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()


def test_what_git_does_not_track_is_in_no_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "it's [a]"
    for path in ("generator/__init__.py", "README.md", "LICENSE"):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("tracked", encoding="utf-8")
    for name in ("pyproject.toml", "hatch_build.py"):
        (root / name).write_bytes((ROOT / name).read_bytes())
    assert shell("git init --quiet && git add .", root).returncode == 0
    for path in ("generator/.env", "generator/se[c]ret.py", "generator/more/a.py", "b c.txt"):
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text("secret", encoding="utf-8")
    monkeypatch.setattr("generator.authoring.new_project._PACKAGE", root / "generator")
    done = shell("python -m hatchling build --directory dist", root)
    assert done.returncode == 0, done.stderr
    (archive,), (wheel,) = (root / "dist").glob("*.tar.gz"), (root / "dist").glob("*.whl")
    with (
        tarfile.open(archive) as source,
        zipfile.ZipFile(wheel) as built,
        zipfile.ZipFile(io.BytesIO(make_wheel()[1])) as vendored,
    ):
        held = [source.getnames(), built.namelist(), vendored.namelist()]
    for names in held:
        assert any(name.endswith("generator/__init__.py") for name in names)
        assert not [name for name in names if name.endswith((".env", "ret.py", "more/a.py", "b c.txt"))]
    # A copy without its repository.
    shutil.rmtree(root / ".git")
    (root / "generator" / "key").write_text("secret", encoding="utf-8")
    (root / "generator" / "linked.py").symlink_to("key")
    assert shell("python -m hatchling build --target wheel --directory copied", root).returncode == 0
    (wheel,) = (root / "copied").glob("*.whl")
    with zipfile.ZipFile(wheel) as built:
        names = built.namelist()
    assert "generator/__init__.py" in names
    assert not [name for name in names if name.endswith((".env", "key", "linked.py"))]


def test_the_wheel_has_all_that_a_site_needs(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    package = ROOT / "generator"
    needed = {
        path.relative_to(ROOT).as_posix()
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert not needed - held
    assert {f"generator/authoring/skeleton/{name}" for name in ("Makefile", "mkdocs.yml", "dot-gitignore")} <= held
    # What a new project holds is the same.
    with zipfile.ZipFile(io.BytesIO(make_wheel()[1])) as ours, zipfile.ZipFile(wheel) as theirs:
        assert set(ours.namelist()) == held
        assert all(ours.read(name) == theirs.read(name) for name in held if not name.endswith("/RECORD"))
