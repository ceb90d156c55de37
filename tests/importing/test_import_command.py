"""`wishboard import` on real files: what it prints, writes and stores."""

import csv
import stat
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner, Result

from tests.importing.tables import workbook
from wishboard.cli import main
from wishboard.demo import data

DEMO_WISHES = Path(data.__file__).parent / "demo_wishes.tsv"
Run = Callable[..., Result]


@pytest.fixture
def run(town_of_commands: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A `wishboard` command on a town of its own, on an English terminal."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def invoke(*words: str | Path) -> Result:
        return CliRunner().invoke(main, [str(word) for word in words])

    return invoke


def count(url: str, table: str) -> int:
    with psycopg.connect(url) as db:
        found = db.execute(f"SELECT count(*) FROM {table}".encode()).fetchone()
    assert found is not None
    return int(found[0])


def test_the_demo_wishes_come_in_whole_and_only_once(run: Run, town_of_commands: str) -> None:
    words = ("import", "wishes", DEMO_WISHES, "--area", "柳荫社区", "--registered", "--consented")
    first = run(*words)
    assert first.exit_code == 0, first.output
    assert "title_zh" in first.output and "Not used: title_en" in first.output
    assert "115 rows taken in, 0 known before, 0 refused" in first.output
    again = run(*words)
    assert "0 rows taken in, 115 known before, 0 refused" in again.output
    assert count(town_of_commands, "wish") == 115


def test_refusals_are_printed_and_reported_with_their_rows(run: Run, tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "台账.xlsx",
        ["标题", "社区"],
        ["台灯", "柳荫社区"],
        ["轮椅", "月球"],
        ["", "河东社区"],
    )
    report = tmp_path / "report.csv"
    result = run("import", "wishes", path, "--report", report)
    assert result.exit_code == 0, result.output
    assert "1 rows taken in, 0 known before, 2 refused" in result.output
    assert "row 3: There is no area “月球” in this town." in result.output
    with report.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    assert lines[0] == ["Row", "What became of it", "Why", "标题", "社区"]
    assert [line[0] for line in lines[1:]] == ["3", "4"]
    assert lines[1][3:] == ["轮椅", "月球"]


def test_a_dry_run_stores_nothing(run: Run, town_of_commands: str) -> None:
    result = run("import", "wishes", DEMO_WISHES, "--area", "柳荫社区", "--dry-run")
    assert "115 rows would be taken in" in result.output
    assert count(town_of_commands, "wish") == 0


def test_what_cannot_be_a_ledger_is_refused_in_a_sentence(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    path.write_text("甲,乙\n1,2\n", encoding="utf-8")
    result = run("import", "wishes", path)
    assert result.exit_code == 1
    assert result.output.strip().endswith("or say which column is meant.")
    unknown = run("import", "wishes", DEMO_WISHES, "--map", "colour=标题")
    assert unknown.exit_code == 1 and "colour" in unknown.output


def test_a_roster_opens_accounts_in_a_file_for_its_owner_only(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text("姓名,所在支部\n刘建国,柳荫第一支部\n", encoding="gb18030")
    accounts = tmp_path / "accounts.csv"
    result = run("import", "members", path, "--accounts", accounts)
    assert result.exit_code == 0, result.output
    assert stat.S_IMODE(accounts.stat().st_mode) == 0o600
    assert "刘建国,柳荫第一支部,u" in accounts.read_text("utf-8-sig")
    assert run("import", "members", path, "--accounts", accounts).exit_code == 1


def test_areas_and_organizations_come_in_from_files(run: Run, tmp_path: Path) -> None:
    areas, bodies = tmp_path / "areas.csv", tmp_path / "bodies.csv"
    areas.write_text("名称,上级区域\n新村社区,柳荫街道\n", encoding="utf-8")
    bodies.write_text(
        "组织名称,上级组织,区域,管理区域\n新村社区党支部,柳荫街道党工委,新村社区,是\n",
        encoding="utf-8",
    )
    assert "1 rows taken in" in run("import", "areas", areas).output
    assert "1 rows taken in" in run("import", "organizations", bodies).output
    assert "1 known before" in run("import", "organizations", bodies).output


def test_users_are_created_listed_and_get_a_new_password(run: Run) -> None:
    made = run("user", "create", "newcomer", "--name", "新人", "--administrator", "--once")
    assert made.exit_code == 0 and "Password, once:" in made.output
    assert "newcomer" in run("user", "list").output
    assert "Administrator" in run("user", "list").output
    assert run("user", "password", "newcomer", "--once").exit_code == 0
    taken = run("user", "create", "member", "--name", "x", "--once")
    assert "belongs to somebody else" in taken.output
    assert "Nobody has the user name" in run("user", "password", "ghost", "--once").output
