"""Names are decided in files that check accepts, every step can be taken back, and nobody else can take one."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.authoring.review.server import HEADER, ReviewServer
from generator.authoring.review.steps import Decision, Review, Step, change_list
from generator.model.errors import GeneratorError
from generator.model.fields import Origin
from generator.reading.project import read_project
from tests.projects import OBEDIENT, copy_minimal, hashes, invoke
from tests.samples import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = """
The Tide Rights Council (TRC) met. The Tide Rights Council grew; the TRC's Shore Fund pays, and so does
the Global Shore Youth Summit. A next Youth Summit follows, as "Open-Sea Compact" members said of the WE RISE plan.

The Pact of the Blue Lamp Council holds.

## Tide Rights Council
"""


def copy_with_names(folder: Path) -> Path:
    """Copy the smallest site, with names in its statement that are not decided."""
    project = copy_minimal(folder)
    with (project / "source" / "statement.md").open("a", encoding="utf-8") as statement:
        statement.write(NAMES)
    (project / "source" / "reviewed.yml").write_text("# Ours.\nnames: []\n", encoding="utf-8")
    return project


def begin(project: Path) -> Review:
    return Review(read_project(project / "mkdocs.yml"))


def step(decision: str, name: str, **more: str) -> Step:
    return Step.model_validate({"decision": decision, "name": name} | more, context=Origin(path=Path("request")))


@pytest.mark.parametrize(
    ("text", "key", "add", "drop", "changed"),
    [
        pytest.param("", "later", ["A: b"], (), "later:\n  - 'A: b'\n", id="no-file"),
        pytest.param("# c\nnames: []\n\nsilenced: []\n", "names", [{"name": "A", "reason": "b"}], (), "# c\nnames:\n  - name: A\n    reason: b\n\nsilenced: []\n", id="empty"),
        pytest.param("later:\n# one\n- a # of a\n- b\n\n# s\nsilenced: []\n", "later", ["c"], (1,), "later:\n# one\n- a # of a\n- c\n\n# s\nsilenced: []\n", id="comments"),
        pytest.param("names:\n  - name: a\n    reason: >-\n      x\n      y\n  - {name: b, reason: z}\n", "names", [], (0,), "names:\n  - {name: b, reason: z}\n", id="folded"),
        pytest.param("names:\n  - name: a\n    reason: >-\n      x\n\n# s\nsilenced: []\n", "names", [{"name": "b"}], (), "names:\n  - name: a\n    reason: >-\n      x\n  - name: b\n\n# s\nsilenced: []\n", id="behind-folded"),
        pytest.param("later:\n  - a\n# s\n", "later", [], (0,), "later: []\n# s\n", id="nothing-left"),
        pytest.param("later: [a, 'b, c']\n", "later", ["d"], (0,), "later:\n  - b, c\n  - d\n", id="in-brackets"),
        pytest.param("---\nname: x\naliases:\n  - a\nkind: y\n---\n\n---\nText", "aliases", ["yes"], (), "---\nname: x\naliases:\n  - a\n  - 'yes'\nkind: y\n---\n\n---\nText", id="front-matter"),
        pytest.param("---\r\nname: x\r\n---\r\n", "aliases", ["a"], (), "---\r\nname: x\r\naliases:\r\n  - a\r\n---\r\n", id="windows"),
    ],
)  # fmt: skip
def test_a_list_changes_and_all_else_stays(
    text: str, key: str, add: list[object], drop: tuple[int, ...], changed: str
) -> None:
    assert change_list(Path("x"), text, key, add=add, drop=drop) == changed


def test_a_list_that_is_not_understood_is_left_alone() -> None:
    with pytest.raises(GeneratorError, match='the list "later" cannot be changed by itself; change it by hand'):
        change_list(Path("x"), "{later: [a],\n names: []}\n", "later", add=["b"])


@settings(max_examples=6)
@given(st.data())
def test_check_accepts_whatever_is_decided_and_undo_leaves_no_trace(data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        project = copy_with_names(Path(folder))
        before, files = check(project), hashes(project)
        review = begin(project)
        for name in data.draw(st.lists(st.sampled_from([name.text for name in review.names]), min_size=4, max_size=12)):
            decision = data.draw(st.sampled_from([Decision.DRAFT, Decision.ALIAS, Decision.NO_NAME, Decision.LATER]))
            entry = data.draw(st.sampled_from([entry.slug for entry in review.edition.entries]))
            with suppress(GeneratorError):
                review.take(step(decision.value, name, entry=entry, reason="Known: a place."))
        assert check(project) <= before
        while review.steps:
            review.undo()
        assert hashes(project) == files


def check(project: Path) -> set[tuple[str, str]]:
    found = json.loads(invoke(project, "check", "--format", "json").stdout)
    return {(item["code"], item.get("name") or item["message"]) for item in found}


def test_a_decision_is_changed_and_what_gets_an_entry_leaves_the_list(tmp_path: Path) -> None:
    project = copy_with_names(tmp_path)
    review, listed = begin(project), project / "source" / "reviewed.yml"
    review.take(step("later", "WE RISE"))
    review.take(step("no name", "WE RISE", reason="A motto"))
    ours = "# Ours.\nnames:\n  - name: WE RISE\n    reason: A motto\nlater: []\n"
    assert listed.read_text(encoding="utf-8") == ours
    review.take(step("later", "Youth Summit"))
    review.take(step("alias", "Youth Summit", entry="north-star"))
    assert listed.read_text(encoding="utf-8") == ours
    assert "  - Youth Summit\n---" in (project / "docs/glossary/north-star.md").read_text(encoding="utf-8")
    # A name that stands only within another has an entry with it.
    review.take(step("later", "Blue Lamp Council"))
    review.take(step("draft", "Pact of the Blue Lamp Council"))
    assert listed.read_text(encoding="utf-8") == ours
    assert (
        review.undo()
        == "Pact of the Blue Lamp Council: draft, " + (project / "docs/glossary/pact-blue-lamp-council.md").as_posix()
    )
    assert listed.read_text(encoding="utf-8") == ours.replace(": []", ":\n  - Blue Lamp Council")


@pytest.mark.parametrize(
    ("taken", "words"),
    [
        pytest.param({"name": "Shore Fun"}, 'does not name "Shore Fun"; did you mean "Shore Fund"?', id="name"),
        pytest.param({"decision": "no name"}, 'no reason; say why "Shore Fund"', id="reason"),
        pytest.param({"decision": "alias", "entry": "north"}, 'no entry "north"; did you mean "north-star"?', id="entry"),
        pytest.param({"name": "North Star"}, '"North Star" has an entry', id="has-one"),
    ],
)  # fmt: skip
def test_a_step_that_cannot_be_taken_says_why(taken: dict[str, str], words: str, tmp_path: Path) -> None:
    project = copy_with_names(tmp_path)
    review, files = begin(project), hashes(project)
    with pytest.raises(GeneratorError) as caught:
        review.take(step(**({"decision": "later", "name": "Shore Fund"} | taken)))
    assert (words in str(caught.value), hashes(project)) == (True, files), str(caught.value)


def test_a_step_that_check_would_not_accept_is_refused(tmp_path: Path) -> None:
    project = copy_with_names(tmp_path)
    with (project / "source" / "statement.md").open("a", encoding="utf-8") as statement:
        statement.write("\nThe North Star Rescue Pact holds.\n")
    assert invoke(project, "addresses", "--accept").exit_code in {0, 1}
    review, files = begin(project), hashes(project)
    # Its entry would take the words of a mention that was published.
    with pytest.raises(GeneratorError, match="not done, since check would find: #m-north-star-4"):
        review.take(step("draft", "North Star Rescue Pact"))
    assert hashes(project) == files


def test_a_step_whose_file_somebody_changed_stays_and_those_before_it_are_taken_back(tmp_path: Path) -> None:
    project = copy_with_names(tmp_path)
    review, files = begin(project), hashes(project)
    review.take(step("later", "WE RISE"))
    review.take(step("draft", "Shore Fund"))
    path = project / "docs" / "glossary" / "shore-fund.md"
    path.write_text(path.read_text(encoding="utf-8") + "Mine.\n", encoding="utf-8")
    with pytest.raises(GeneratorError, match=r'shore-fund\.md:1: has changed since, so this stays: "Shore Fund: draft'):
        review.undo()
    assert path.read_text(encoding="utf-8").endswith("Mine.\n")
    assert review.undo() == "WE RISE: later"
    path.unlink()
    assert hashes(project) == files


@pytest.mark.posix
def test_ctrl_c_ends_it_and_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    project = copy_with_names(tmp_path)
    command = [sys.executable, "-c", OBEDIENT, sys.executable, "-m", "generator", "review"]
    env = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, cwd=project, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None
        address = process.stdout.readline().split()[-1]
        port = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/#[\w-]{43}", address)
        assert port
        taken = invoke(project, "review", "--port", port[1])
        process.send_signal(signal.SIGINT)
        said = process.stdout.read()
    assert (process.returncode, said) == (0, "Ctrl+C ends it; all that is decided is written.\n\n")
    assert (taken.exit_code, taken.stderr.startswith(f"port {port[1]} cannot be used: ")) == (2, True)


HEAD = "decision,entry,reason,name\n"


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        pytest.param("draft,,,Shore Fund\nlater,,,Tide Rights Council (TRC)\n,,,WE RISE\nentry,north-star,,North Star\n", ["Shore Fund: draft, docs/glossary/shore-fund.md", "Tide Rights Council (TRC): later"], id="good"),
        pytest.param("alias,north-star,,'=Shore Fund\ndrft,,,Shore Fund\nlater,,,Shore Fund\n\nno name,,,Youth Summit\n", ["t.csv:2: ", "t.csv:3: ", "t.csv:6: "], id="every-fault-with-its-line"),
        pytest.param("Draft,,,Shore Fund\nNo Name,,Not ours.,WE RISE\n", ["Shore Fund: draft, ", "WE RISE: no name, Not ours."], id="capitals"),
        pytest.param("drop,,,Shore Fund\n", ['t.csv:2: "decision" is "drop", which is unknown; choose one of: entry, draft, alias, no name, later'], id="choices"),
        pytest.param("alias,,,Shore Fund\n", ["t.csv:2: an alias needs the slug of its entry; "], id="alias-of-nothing"),
        pytest.param("entry,north-star,,North Star\n", ["nothing changed"], id="nothing-to-do"),
        pytest.param("draft;;;Shore Fund\n", ["t.csv:1: there is no column"], id="rows-and-head-differ"),
    ],
)  # fmt: skip
def test_a_table_is_taken_as_a_whole_or_not_at_all(rows: str, told: list[str], tmp_path: Path) -> None:
    project = copy_with_names(tmp_path)
    head = HEAD.replace(",", ":") if ";" in rows else HEAD
    (project / "t.csv").write_text(f"\ufeff{head}{rows}", encoding="utf-8")
    files = hashes(project)
    done = invoke(project, "review", "--import", "t.csv")
    lines = (done.stdout or done.stderr).splitlines()
    assert [line[: len(start)] for line, start in zip(lines, told, strict=False)] == told
    is_good, is_same = "t.csv" not in told[0], told == ["nothing changed"]
    assert (done.exit_code, hashes(project) == files) == (0 if is_good else 2, is_same or not is_good)


def test_no_table_is_replaced_unasked(tmp_path: Path) -> None:
    project = copy_with_names(tmp_path)
    (project / "names.csv").write_text(f"{HEAD}draft,,,Shore Fund\n", encoding="utf-8")
    files = hashes(project)
    both = ("review", "--import", "names.csv", "--export", "names.csv")
    for words, told in (
        (both, "names.csv:1: there is a table already; replace it with --yes, or name another file\n"),
        (("review", "--export", "new/names.csv"), "new:1: there is no such folder; create it\n"),
        (("review", "--import", "nope.csv"), "File 'nope.csv' does not exist."),
    ):
        done = invoke(project, *words)
        assert (done.exit_code, told in done.stderr, hashes(project) == files) == (2, True, True), done.stderr
    assert invoke(project, *both, "--yes").stdout.splitlines()[-1] == "wrote names.csv"
    assert "entry,shore-fund,,Shore Fund" in (project / "names.csv").read_text(encoding="utf-8-sig")


def test_a_table_goes_out_and_in_without_a_change(tmp_path: Path) -> None:
    project = copy_with_names(tmp_path)
    review = begin(project)
    review.take(step("no name", "Shore Fund", reason="=1+1"))
    review.take(step("later", "Youth Summit"))
    files = hashes(project)
    assert invoke(project, "review", "--export", "names.csv").stdout == "wrote names.csv\n"
    text = (project / "names.csv").read_text(encoding="utf-8-sig")
    assert "no name,,'=1+1,Shore Fund,0." in text
    # As a spreadsheet of another country saves it.
    (project / "names.csv").write_text(text.replace(",", ";"), encoding="utf-8")
    done = invoke(project, "review", "--import", "names.csv")
    assert (done.exit_code, done.output) == (0, "nothing changed\n")
    (project / "names.csv").unlink()
    assert hashes(project) == files


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReviewServer]:
    """A review that is served."""
    with ReviewServer(begin(copy_with_names(tmp_path_factory.mktemp("served"))), 0) as server:
        thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        pytest.param({}, "{}", 200, id="the-page-itself"),
        pytest.param({HEADER: "guessed"}, "{}", 403, id="wrong-token"),
        pytest.param({HEADER: ""}, "{}", 403, id="no-token"),
        pytest.param({"Origin": "https://example.org"}, "{}", 403, id="other-site"),
        pytest.param({"Origin": "null"}, "{}", 403, id="sandbox"),
        pytest.param({"Host": "example.org:{port}"}, "{}", 403, id="other-name-for-this-machine"),
        pytest.param({"Content-Type": "text/plain"}, "{}", 400, id="no-json"),
        pytest.param({}, "[]", 400, id="no-object"),
        pytest.param({}, "{", 400, id="broken"),
        pytest.param({}, " " * 60_000 + "{}", 413, id="too-long"),
    ],
)
def test_only_the_page_itself_is_answered(
    headers: dict[str, str], body: str, status: int, server: ReviewServer
) -> None:
    own = {HEADER: server.token, "Content-Type": "application/json", "Origin": f"http://127.0.0.1:{server.server_port}"}
    sent = own | {name: value.format(port=server.server_port) for name, value in headers.items()}
    answer = ask(server, "POST", "/", sent, body)
    assert answer[0] == status
    assert ("names" in answer[1]) == (status == 200)


@pytest.mark.parametrize(
    ("path", "host", "status"), [("/", "", 200), ("/steps.py", "", 403), ("/", "example.org", 403)]
)
def test_the_page_holds_nothing_of_the_project(path: str, host: str, status: int, server: ReviewServer) -> None:
    answered, text = ask(server, "GET", path, {"Host": host} if host else {})
    assert (answered, "Tide" in text) == (status, False)


def ask(
    server: ReviewServer, method: str, path: str, headers: dict[str, str], body: str | None = None
) -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=20)
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    assert answer.getheader("Access-Control-Allow-Origin") is None
    text = answer.read().decode()
    connection.close()
    return answer.status, text
