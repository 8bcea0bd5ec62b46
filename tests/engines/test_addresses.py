import pytest

from taobao_kg.engines.addresses import Addresses, read_addresses
from taobao_kg.errors import DataError, UsageError

URL = "https://example.org/sparql"
LAB = """
[lab]
query = "https://example.org/sparql"
update = "https://example.org/update"
user = "dba"
auth = "digest"
timeout = 12.5
"""


@pytest.fixture
def environment(tmp_path):
    path = tmp_path / "endpoints.toml"
    path.write_text(LAB, encoding="utf-8")
    return {"TAOBAO_KG_ENDPOINTS": str(path)}


def test_an_address_alone(tmp_path):
    assert read_addresses(URL, {"XDG_CONFIG_HOME": str(tmp_path)}) == Addresses(URL)


def test_a_name_of_the_file(environment):
    wanted = Addresses(URL, "https://example.org/update", user="dba", auth="digest", timeout=12.5)
    assert read_addresses("lab", environment) == wanted


def test_the_environment_comes_first(environment):
    found = read_addresses("lab", environment | {"TAOBAO_KG_USER": "me", "TAOBAO_KG_AUTH": "basic"})
    assert (found.user, found.auth) == ("me", "basic")


@pytest.mark.parametrize("endpoint", ["lob", "ftp://example.org/", "/etc/passwd", "http://", "[x"])
def test_what_is_neither_address_nor_name(environment, endpoint):
    with pytest.raises(UsageError, match=r"not an http address; .*names lab"):
        read_addresses(endpoint, environment)


def test_credentials_do_not_belong_into_an_address(environment):
    with pytest.raises(UsageError, match="give TAOBAO_KG_USER and TAOBAO_KG_PASSWORD"):
        read_addresses("https://me:secret@example.org/sparql", environment)


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("TAOBAO_KG_AUTH", "kerberos", "write basic or digest"),
        ("TAOBAO_KG_TIMEOUT", "soon", "not a number of seconds"),
        ("TAOBAO_KG_TIMEOUT", "-1", "not a number of seconds"),
        ("TAOBAO_KG_TIMEOUT", "nan", "not a number of seconds"),
        ("TAOBAO_KG_UPDATE", "update", "update address 'update': not an http address"),
    ],
)
def test_what_cannot_be(environment, name, value, told):
    with pytest.raises(UsageError, match=told):
        read_addresses("lab", environment | {name: value})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[lab", "is not TOML"),
        ("lab = 1", "'lab' is no table"),
        ("[lab]\npasword = 'x'", r"\[lab\] has the key 'pasword'; known are query"),
    ],
)
def test_a_file_that_cannot_be_used(tmp_path, text, told):
    path = tmp_path / "endpoints.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=told):
        read_addresses(URL, {"TAOBAO_KG_ENDPOINTS": str(path)})
