"""A message that is made where something is found out, and told where somebody reads it."""

from taobao_kg.words.catalogue import joined, phrase
from taobao_kg.words.languages import LANGUAGES
from taobao_kg.words.numbers import write_digits


class Choice(tuple[str, ...]):
    """Texts of which one is meant: told with *or* between them."""

    __slots__ = ()


class Message(str):
    """A message of a catalogue: its English text, which `told` says in another language.

    It goes wherever a text goes, so what finds something out need not know who will read it.

    Attributes:
        name: as `taobao_kg.words.catalogue.phrase` has it.
        values: what stands in for each placeholder. Messages are told in the same language,
            tuples as lists, whole numbers as the language writes them; texts stay as they are.
    """

    __slots__ = ("name", "values")
    name: str
    values: dict[str, object]

    def __new__(cls, name: str, /, **values: object) -> "Message":
        """Make a message of its name and what fills it."""
        message = super().__new__(cls, _fill(name, values, "en"))
        message.name = name
        message.values = values
        return message

    def told(self, lang: str) -> str:
        """Return the message in a language: ``en``, ``id`` or ``zh``.

        >>> Message("words.statements", count=1311).told("id")
        '1.311 pernyataan'
        """
        return _fill(self.name, self.values, lang)

    def translations(self) -> tuple[tuple[str, str], ...]:
        """Return it in the languages but English, each with its name: ``id``, ``zh``."""
        return tuple((lang, self.told(lang)) for lang in LANGUAGES if lang != "en")


def _fill(name: str, values: dict[str, object], lang: str) -> str:
    filled = {key: value if key == "count" else _say(value, lang) for key, value in values.items()}
    return phrase(name, lang, **filled)


def _say(value: object, lang: str) -> object:
    if isinstance(value, Message):
        return value.told(lang)
    if isinstance(value, tuple):
        mark = "or" if isinstance(value, Choice) else "list"
        return joined(mark, lang, (str(_say(one, lang)) for one in value))
    return write_digits(value, lang) if isinstance(value, int) else value
