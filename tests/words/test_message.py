"""Messages: an English text wherever a text goes, and the same in another language."""

from taobao_kg.words.languages import LANGUAGES
from taobao_kg.words.message import Choice, Message


def told(message):
    return [message.told(lang) for lang in LANGUAGES]


def test_a_message_is_its_english_text():
    message = Message("curate.reason.no_such_day", text="'2016-02-31'")
    assert message == "'2016-02-31' is not in the calendar; mend it" == told(message)[0]
    assert dict(message.translations()) == dict(zip(LANGUAGES[1:], told(message)[1:], strict=True))


def test_messages_inside_are_told_in_the_same_language():
    kind = Message("curate.sheet.claims")
    assert told(Message("curate.reason.no_column", columns=("subject", "object"), kind=kind)) == [
        "the header lacks subject, object; add what claims need",
        "kepala tabel tidak memuat subject, object; tambahkan yang diperlukan lembar klaim",
        "表头缺少 subject、object；请补上主张表必填的列",
    ]


def test_a_choice_has_an_or_between():
    sources = Choice(["li-2010", "li-2017"])
    assert told(Message("curate.look.could_be", sources=sources)) == [
        "could be li-2010 or li-2017",
        "mungkin li-2010 atau li-2017",
        "可能是 li-2010或li-2017",
    ]


def test_whole_numbers_are_written_as_the_language_does():
    said = told(Message("curate.reason.too_long", length=32768, most=32767))
    assert ["32,768" in said[0], "32.768" in said[1], "32,768" in said[2]] == [True] * 3


def test_what_a_cell_says_is_not_filled_again():
    message = Message("curate.reason.not_number", text="'{evil}'")
    assert all(text.startswith("'{evil}' ") for text in told(message))
