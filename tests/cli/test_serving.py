"""``serve``: what is refused before anything listens, and what it costs the other commands."""

import socket
import subprocess
import sys

import pytest

from taobao_kg.cli.parser import main


def serve(tiny_built, *options):
    return main(
        ["serve", "--build", str(tiny_built.build), "--data", str(tiny_built.data), *options]
    )


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.1", "example.org"])
def test_an_address_others_reach_is_asked_for(tiny_built, capsys, host):
    assert serve(tiny_built, "--host", host) == 2
    assert "--public" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--lens", "no-such-lens"), "no-such-lens"),
        (("--site", "no-such-site"), "taobao-kg site"),
        (("--port", "99999"), "port 99999"),
    ],
)
def test_what_cannot_be_served_is_said_at_once(tiny_built, capsys, options, told):
    assert serve(tiny_built, *options) == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize("option", [("--timeout", "0"), ("--timeout", "soon"), ("--workers", "0")])
def test_a_limit_that_is_none_is_refused(tiny_built, capsys, option):
    with pytest.raises(SystemExit) as raised:
        serve(tiny_built, *option)
    assert raised.value.code == 2
    assert option[0] in capsys.readouterr().err


def test_a_port_in_use_is_said_so(tiny_built, capsys):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        assert serve(tiny_built, "--port", str(other.getsockname()[1])) == 2
    assert "give another with --port" in capsys.readouterr().err


def test_a_missing_server_is_said_how_to_install(tiny_built, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    assert serve(tiny_built) == 1
    assert "pip install '.[serve]'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("from taobao_kg.cli.parser import make_parser; make_parser()", ("starlette", "uvicorn")),
        ("import taobao_kg.serve.worker", ("starlette", "uvicorn", "asyncio", "rdflib")),
        ("import taobao_kg.serve.answering", ("starlette", "uvicorn", "asyncio", "rdflib")),
    ],
)
def test_only_the_server_itself_is_heavy(code, absent):
    check = f"import sys; {code}; print(*sorted(set({absent!r}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
