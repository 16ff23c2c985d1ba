"""Every command that the documentation names is run: as it stands, or as `PARTS` says."""

from __future__ import annotations

import re
import shlex
import shutil
import sys
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.projects import copy_minimal, invoke, shell
from tests.samples import ROOT

pytestmark = pytest.mark.posix

DOCUMENTS = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "generator/authoring/skeleton/README.md")),
    *sorted((ROOT / "docs").glob("*.md")),
]
SKELETON = "generator/authoring/skeleton/README.md"
SKELETON_FOLDER = (ROOT / SKELETON).parent

_BLOCK = re.compile(r"^```(?P<language>\w*)\n(?P<text>.*?)^```", re.DOTALL | re.MULTILINE)
_PROGRAM = re.compile(
    r"(?:[A-Z]+=\S+ )?(?:(?:\S*/)?(?:python3?|mkdocs|generator|zensical|pytest|pip|git|uv|\.) |make(?: |$))"
)

FILLED_IN = {"FOLDER": "new", "FILE": "text.txt", "communique.pdf": "text.txt"}
"""What stands for something of the reader's."""

PARTS = {
    "make serve": "tests/test_serving.py::test_a_fault_is_shown_and_goes_without_a_restart runs what it runs",
    "python -m generator serve": "tests/test_serving.py::test_a_fault_is_shown_and_goes_without_a_restart",
    "mkdocs build --strict": "tests/test_build.py::test_two_builds_are_the_same_byte_for_byte_and_change_nothing_else",
    "mkdocs serve": "tests/test_serving.py::test_a_fault_is_shown_and_goes_without_a_restart",
    "properdocs build --strict --config-file mkdocs.yml": "tests/test_properdocs.py::test_properdocs_builds_the_same_bytes",
    "properdocs serve --config-file mkdocs.yml": "tests/test_properdocs.py::test_its_server_shows_a_fault_until_it_is_fixed",
    "generator build": "tests/test_commands.py::test_make_deploy_pushes_the_site_to_its_branch",
    "python -m generator build": "tests/test_commands.py::test_make_deploy_pushes_the_site_to_its_branch",
    "make site": "tests/test_build.py::test_a_failed_make_site_leaves_the_last_site_as_it_was",
    "zensical build --strict --config-file zensical.yml": "what `prepared` begins with",
    "make zensical": "tests/test_zensical.py::test_every_page_has_the_same_content builds by its steps",
    "make serve-zensical": "tests/test_serving.py::test_ctrl_c_stops_what_runs_beside_zensicals_server",
    "make clean": "tests/test_commands.py::test_make_clean_removes_what_make_has_made",
    "make deploy": "tests/test_commands.py::test_make_deploy_pushes_the_site_to_its_branch",
    "make test": "the very run that this test is a part of",
    "make check": "what make test begins with",
    "make browser": "a part of make test, on all entries",
    "BUILDER=zensical make browser": "tests/browser/test_zensical.py::test_a_search_finds_the_same_on_both, and those beside it",
    ".venv/bin/pytest tests/unit": "a part of make test",
    "make bench": "tests/unit/test_benchmarks.py::test_matching_is_measured_and_all_find_the_same, and those beside it",
    "python -m benchmarks.importing": "tests/unit/test_benchmarks.py::test_blocks_of_an_imported_file_are_counted",
    "make screenshots": "takes a minute: its steps are only read",
    "make golden": "would rewrite files: its steps are only read",
    "make format": "would rewrite files: its steps are only read",
    "make messages": "would rewrite files: its steps are only read",
    "make lock": "asks a package index: its steps are only read",
    "python -m generator review": "tests/browser/test_review.py::test_names_are_decided_with_the_keyboard_and_with_the_mouse",
    "generator review": "tests/browser/test_review.py::test_names_are_decided_with_the_keyboard_and_with_the_mouse",
    "python -m generator review --import names.csv": "tests/unit/test_review.py::test_a_table_goes_out_and_in_without_a_change",
    "python -m generator adopt ../other/docs/glossary MSP UNSC": "tests/test_adopt.py::test_what_is_adopted_passes_the_check_and_says_nothing_of_the_other_statement",
    "python -m generator consult FILE": "tests/test_statements.py::test_a_consulted_statement_leaves_only_facts",
    "generator consult FILE": "tests/test_statements.py::test_a_consulted_statement_leaves_only_facts",
    "make properties": "takes some minutes: its tests are a part of make test, with fewer examples",
    "make faults": "takes some minutes: its tests are a part of make test, with fewer kills",
    "make fuzz": "takes half an hour: its steps are only read",
    "make mutants": "takes an hour: its steps are only read",
    "make audit": "asks a server for known vulnerabilities: its steps are only read",
    "make setup": "tests/test_new_project.py::test_the_generator_within_a_project_is_whole installs what it installs",
}
"""Commands that last, destroy, or need more than a test has: where they are run instead, or why they are not."""


def find_commands(path: Path) -> list[str]:
    """Give the commands in a document: in blocks of shell and in its prose and tables."""
    text = path.read_text(encoding="utf-8")
    shell = [match["text"] for match in _BLOCK.finditer(text) if match["language"] == "sh"]
    lines = [re.sub(r"\s+#.*", "", line).strip() for block in shell for line in block.splitlines()]
    spans = re.findall(r"`([^`\n]+)`", _BLOCK.sub("", text))
    return [line for line in lines if line] + [span for span in spans if _PROGRAM.match(span)]


FOUND = {path.relative_to(ROOT).as_posix(): find_commands(path) for path in DOCUMENTS}
OURS = sorted({command for name, commands in FOUND.items() if name != SKELETON for command in commands})
THEIRS = sorted({command for command in FOUND[SKELETON] if "make" in command})
"""Those of a new project; the others are the same."""


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project with all that a command may ask for."""
    project = copy_minimal(tmp_path_factory.mktemp("commands"))
    shutil.copy(ROOT / "zensical.yml", project)
    (project / "text.txt").write_text(
        "Joint Statement\n\nMarch 4, 2025\n\nWe met at the Harbour Forum.\n", encoding="utf-8"
    )
    assert invoke(project, "export", "build/pages").exit_code == 0
    done = shell("zensical build --strict --config-file zensical.yml", project)
    assert done.returncode == 0, done.stdout + done.stderr
    return project


def test_commands_are_found() -> None:
    assert len(OURS) > 35
    assert len(THEIRS) > 3
    assert all(FOUND[name] for name in ("README.md", "CONTRIBUTING.md", "docs/maintainers.md", "docs/builders.md"))
    assert {command for command in FOUND[SKELETON] if "make" not in command} <= {
        *OURS,
        "python -m generator import FILE",
    }


def is_make(command: str) -> bool:
    return bool(re.search(r"(^| )make( |$)", command))


@pytest.mark.parametrize(
    ("folder", "command"),
    [*((ROOT, command) for command in OURS if is_make(command)), *((SKELETON_FOLDER, command) for command in THEIRS)],
    ids=str,
)
def test_make_knows_a_command_that_is_run_elsewhere(folder: Path, command: str) -> None:
    # Only read, not run; but the list, which does nothing.
    read = command.replace("make", "make --dry-run", 1) if command != "make" else command
    done = shell(read, folder, PATH="/usr/bin:/bin")
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
    assert command == "make" or PARTS[command]


RUN = sorted(
    {
        re.sub("^python -m generator (?!check$)", "generator ", command)
        for command in OURS
        if not is_make(command) and command not in PARTS
    }
)
"""What is run here, without a process where the generator is run as a program, as `prepared` does."""


@pytest.mark.parametrize("command", RUN)
def test_a_command_works(command: str, prepared: Path, tmp_path: Path) -> None:
    if command == ". .venv/bin/activate":
        if sys.prefix == sys.base_prefix:
            pytest.skip("these tests run in no virtual environment")
        activate = shlex.quote(str(Path(sys.prefix, "bin", "activate")))
        assert shell(f". {activate} && command -v mkdocs", tmp_path).stdout.startswith(sys.prefix)
        return
    if command.startswith("pip install "):
        # Not asked of a package index; but there are such a package and such an extra.
        wanted = Requirement(shlex.split(command)[2])
        assert wanted.extras <= set(metadata.metadata(wanted.name).get_all("Provides-Extra") or [])
        return
    project = tmp_path / "project"
    shutil.copytree(prepared, project)
    (project / "new").mkdir()
    words = [FILLED_IN.get(word, word) for word in shlex.split(command)]
    if words[-2:] == ["finish", "new"]:
        words[-1] = "site-zensical"
    if "import" in words:
        words.append("--yes")
    if "tests.gold.measure" in words:
        shutil.copytree(ROOT / "tests", project / "tests")
    if words[0] == "generator":
        ended = invoke(project, *words[1:])
        assert ended.exit_code == 0, ended.output
        return
    done = shell(shlex.join(words), project)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("part", sorted(PARTS.values()))
def test_where_a_command_is_run_instead_is_a_test(part: str) -> None:
    named = re.match(r"(tests/[\w/]+\.py)::(\w+)", part)
    if named:
        assert f"def {named[2]}(" in (ROOT / named[1]).read_text(encoding="utf-8")


def test_every_target_of_make_is_documented() -> None:
    listed = re.findall(r"^  make ([\w-]+)", shell("make", ROOT, PATH="/usr/bin:/bin").stdout, re.MULTILINE)
    assert len(listed) > 10
    assert [name for name in listed if name != "help" and f"make {name}" not in OURS] == []


def make_ready(folder: Path) -> None:
    """Give a folder our Makefile and an environment that it need not set up."""
    for name in ("Makefile", "requirements.txt", "requirements-dev.txt", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    tools = folder / ".venv" / "bin"
    tools.mkdir(parents=True)
    for name, script in {
        "python": f'exec "{sys.executable}" "$@"',
        "mkdocs": f'exec "{sys.executable}" -m mkdocs "$@"',
        "ghp-import": f'exec "{Path(sys.executable).parent}/ghp-import" "$@"',
    }.items():
        (tools / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (tools / name).chmod(0o755)
    for name in (".runtime", ".dev"):
        (folder / ".venv" / name).touch()


def test_make_clean_removes_what_make_has_made(tmp_path: Path) -> None:
    project = copy_minimal(tmp_path)
    before = sorted(path.name for path in project.iterdir())
    make_ready(project)
    for name in ("site", "site-zensical", "build"):
        (project / name).mkdir()
    assert shell("make clean", project).returncode == 0
    made = {"Makefile", "requirements.txt", "requirements-dev.txt", "pyproject.toml"}
    assert sorted(path.name for path in project.iterdir()) == sorted({*before, *made})


def test_make_deploy_pushes_the_site_to_its_branch(tmp_path: Path) -> None:
    project = copy_minimal(tmp_path)
    make_ready(project)
    author = "-c user.name=A -c user.email=a@example.org"
    steps = [
        "git init --quiet --bare ../remote.git",
        "git init --quiet && git remote add origin ../remote.git && git add source",
        f"git {author} commit --quiet --message first",
        "git config user.name A && git config user.email a@example.org",
    ]
    assert shell(" && ".join(steps), project).returncode == 0
    done = shell("make deploy SITE_URL=https://example.org/x/", project)
    assert done.returncode == 0, done.stdout + done.stderr
    pushed = shell("git ls-tree -r --name-only gh-pages", tmp_path / "remote.git").stdout.split()
    assert {"index.html", ".nojekyll", "statement/index.html", "find/names.json"} <= set(pushed)
    # The site is not built again from here on. The same once more, to an address with a password, which git and make could print, and with a quote.
    python = f'case "$*" in *"generator build") exit;; esac; exec "{sys.executable}" "$@"'
    (project / ".venv" / "bin" / "python").write_text(f"#!/bin/sh\n{python}\n", encoding="utf-8")
    assert shell('git remote set-url origin "https://u:s3cret@127.0.0.1:9/x.git"', project).returncode == 0
    assert shell('git remote add token "https://127.0.0.1:9/x.git?private_token=s3cret"', project).returncode == 0
    for more in (
        "",
        "REMOTE=https://u:s3cret@127.0.0.1:9/x.git",
        "SITE_URL=https://u:s3cret@example.org/",
        "REMOTE=token",
    ):
        failed = shell(f"make deploy SITE_URL=https://example.org/x/ {more}", project)
        assert failed.returncode != 0
        assert failed.stderr
        assert "s3cret" not in failed.stdout + failed.stderr
    assert shell('cp -r ../remote.git "../it\'s \\$(touch ran).git"', project).returncode == 0
    assert shell('git remote set-url origin "../it\'s \\$(touch ran).git"', project).returncode == 0
    again = shell("make deploy SITE_URL=https://example.org/x/", project)
    assert "The site has not changed" in again.stdout, again.stdout + again.stderr
    assert not (project / "ran").exists()
    assert shell("git push --quiet origin HEAD:refs/heads/sources && git branch -M main", project).returncode == 0
    for branch, message in (("sources", "holds no site"), ("main", "You are on the branch main")):
        refused = shell(f"make deploy BRANCH={branch} SITE_URL=https://example.org/x/", project)
        assert refused.returncode != 0
        assert message in refused.stderr
