"""What XML cannot hold."""

import re

from taobao_kg.errors import UsageError

#: Characters XML 1.0 has no way to write, not even escaped (section 2.2, production 2).
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def refuse_characters_not_in_xml(text: str, place: str) -> None:
    r"""Refuse a text that no XML file can hold.

    Args:
        text: any text.
        place: whose text it is, for the message.

    Raises:
        UsageError: with the place and the first such character.

    >>> refuse_characters_not_in_xml("]]> & <b>", "actor:alibaba-group")
    >>> refuse_characters_not_in_xml("a\x08", "actor:alibaba-group")
    Traceback (most recent call last):
    taobao_kg.errors.UsageError: actor:alibaba-group: holds U+0008, which XML cannot write; ...
    """
    if bad := NOT_IN_XML.search(text):
        raise UsageError(
            f"{place}: holds U+{ord(bad.group()):04X}, which XML cannot write; "
            "export as turtle, jsonld or csv, or remove the character"
        )
