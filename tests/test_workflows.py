"""Workflows use nothing that somebody else can change, and may do no more than they need."""

from __future__ import annotations

import re

import pytest
import yaml

from tests.samples import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
MAY_WRITE = {"pages.yml": {"pages", "id-token"}, "links.yml": {"issues"}}
"""What a job may write, by workflow; the workflow itself may only read."""

workflows = pytest.mark.parametrize("name", [path.name for path in WORKFLOWS])


def read(name: str) -> str:
    return (ROOT / ".github" / "workflows" / name).read_text(encoding="utf-8")


@workflows
def test_every_action_is_pinned_by_its_commit_and_says_which_version_that_is(name: str) -> None:
    for line in re.findall(r"uses: *(.*)", read(name)):
        assert re.fullmatch(r"[\w-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)


@workflows
def test_no_workflow_may_do_more_than_it_needs(name: str) -> None:
    workflow = yaml.safe_load(read(name))
    assert workflow["permissions"] == {"contents": "read"}
    for job in workflow["jobs"].values():
        allowed = job.get("permissions", {})
        assert {key for key, level in allowed.items() if level == "write"} <= MAY_WRITE.get(name, set())
        assert job["timeout-minutes"] <= 30


@workflows
def test_no_token_stays_in_a_checkout(name: str) -> None:
    text = read(name)
    assert text.count("persist-credentials: false") == text.count("actions/checkout@")


@workflows
def test_no_text_that_strangers_write_is_put_into_a_script(name: str) -> None:
    for job in yaml.safe_load(read(name))["jobs"].values():
        for step in job["steps"]:
            assert not re.search(r"\$\{\{\s*github\.(event|head_ref)", step.get("run", ""))
