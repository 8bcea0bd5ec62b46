from taobao_kg.errors import DataError, Finding, FindingsError, TaobaoKgError, UsageError


def test_a_data_error_says_place_and_fact():
    error = DataError("not UTF-8; save it as UTF-8", "a.ttl", 3)
    assert str(error) == "a.ttl:3: not UTF-8; save it as UTF-8"
    assert (error.file, error.line, error.fact) == ("a.ttl", 3, "not UTF-8; save it as UTF-8")


def test_findings_are_one_line_each():
    error = FindingsError([Finding("a.ttl", 1, "x"), Finding("b.ttl", None, "y")])
    assert str(error).splitlines() == ["a.ttl:1: x", "b.ttl: y"]


def test_exit_codes():
    assert TaobaoKgError("x").exit_code == 1
    assert DataError("x", "f").exit_code == 1
    assert FindingsError([]).exit_code == 1
    assert UsageError("x").exit_code == 2
