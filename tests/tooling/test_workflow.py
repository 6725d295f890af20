"""The workflow for GitHub runs what README.md says, on every Python that the course claims."""

import re
from pathlib import Path

import pytest
import yaml

from nbtools.doctor import NEWEST, OLDEST

ROOT = Path(__file__).resolve().parent.parent.parent
WORKFLOW = ROOT / ".github" / "workflows" / "check.yml"
JOBS = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["jobs"]
STEPS = [step for job in JOBS.values() for step in job["steps"]]


def test_every_python_and_system_is_checked():
    matrix = JOBS["lock"]["strategy"]["matrix"]
    assert matrix["python"] == [f"3.{minor}" for minor in range(OLDEST[1], NEWEST[1] + 1)]
    assert matrix["os"] == ["ubuntu", "macos", "windows"]


def test_windows_runs_the_lines_of_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = re.search(r"On Windows.*?```\n(.*?)```", readme, re.S)[1]
    lines = [line for line in block.splitlines() if "python -m" in line]
    (windows,) = (step["run"] for step in STEPS if step.get("shell") == "pwsh")
    run = [line for line in windows.splitlines() if "python -m" in line]
    assert run[1:] == [line for line in lines if not line.startswith("py -3")]
    assert run[0] == "python -m venv .venv"
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    checks = re.search(r"define checks\n(.*?)endef", makefile, re.S)[1]
    for tool in (
        "ruff check",
        "ruff format --check",
        "lint-imports",
        "mypy",
        "nbtools.build --check",
    ):
        assert f"/{tool}" in checks or f"-m {tool}" in checks
        assert re.search(rf"(-m |\\){tool}$", windows, re.M), tool
    assert asked_for(checks) == ["alone and not (full or slow)", "browser and not full", MOST]
    assert asked_for(windows) == ["(browser or alone) and not full", MOST]  # one after the other


MOST = "not (browser or alone or slow)"


def asked_for(text: str) -> list[str]:
    """Return which tests pytest is asked to run, by their marks."""
    return sorted(re.findall(r"-m ['\"]([^'\"]*browser[^'\"]*|alone[^'\"]*)['\"]", text))


@pytest.mark.parametrize("job", JOBS)
def test_no_job_runs_for_hours_or_may_write(job):
    workflow = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    assert JOBS[job]["timeout-minutes"] <= 60 and "permissions" not in JOBS[job]


def test_actions_are_pinned_by_their_major_version():
    used = [step["uses"] for step in STEPS if "uses" in step]
    assert used and all(re.fullmatch(r"actions/[a-z-]+@v\d+", name) for name in used)


def test_every_make_target_that_the_workflow_calls_exists():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    called = re.findall(r"^make (\w+)", "\n".join(s.get("run", "") for s in STEPS), re.M)
    assert set(called) == {"test", "latest", "browsers"}
    assert all(f"\n{target}:" in makefile for target in called)
