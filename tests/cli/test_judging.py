"""The command line about discrepancies."""

import pytest

from taobao_kg.cli.parser import main


def run(*words, folders):
    return main([*words, "--data", str(folders.data), "--build", str(folders.build)])


def test_strict_is_told_by_the_exit_code(real_built, capsys):
    assert run("discrepancies", "--kind", "unit", folders=real_built) == 0
    assert run("discrepancies", "--kind", "unit", "--strict", folders=real_built) == 1
    assert run("discrepancies", "--kind", "arithmetic-sum", "--strict", folders=real_built) == 0
    assert capsys.readouterr().out.startswith("discrepancy,severity,kind,words,")


def test_a_report_is_written_by_its_ending(real_built, tmp_path):
    report = tmp_path / "report.md"
    assert run("discrepancies", "-o", str(report), "--lang", "id", folders=real_built) == 0
    assert report.read_text(encoding="utf-8").startswith("# Yang tidak sesuai\n")


@pytest.mark.parametrize("word", ["0", "1,4", "", "bad"])
def test_a_severity_is_one_two_or_three(real_built, word, capsys):
    with pytest.raises(SystemExit) as stop:
        run("discrepancies", "--severity", word, folders=real_built)
    assert stop.value.code == 2
    assert "is none of 1, 2 and 3" in capsys.readouterr().err


def test_an_unknown_kind_is_a_fault_of_use(real_built, capsys):
    assert run("discrepancies", "--kind", "unitt", folders=real_built) == 2
    assert "did you mean unit" in capsys.readouterr().err
