"""Labels: the names of a new thing in every language, and who printed each."""

from pyoxigraph import Literal

from taobao_kg.curate.drafts import Value
from taobao_kg.curate.names import has_han, spell_pinyin
from taobao_kg.vocab import term

#: Who printed a name that nobody translated yet: the name of another language stands in.
UNTRANSLATED = "untranslated"

_LABEL = term("rdfs:label").value
_SOURCE = term("tkg:labelSource").value


def make_labels(
    names: dict[str, str | None],
    source: str,
    language: str | None,
    *,
    ours: bool = False,
    known: bool = False,
) -> list[tuple[str, Value]]:
    """Return labels in English, Indonesian, Chinese and pinyin with who printed each.

    A language in which the sheet gives no name gets the name of another one, marked untranslated;
    pinyin is made of the Chinese name.

    Args:
        names: by language tag: ``en``, ``id``, ``zh-Hans``, ``zh-Latn``; None where not given.
        source: slug of the source the row names.
        language: of that source; names in another language are ours.
        ours: the names are ours even in that language.
        known: the thing has names in every language, so that only those given count.
    """
    given = {tag: name for tag, name in names.items() if name}
    chinese = given.get("zh-Hans")
    if chinese and has_han(chinese) and "zh-Latn" not in given and not known:
        given["zh-Latn"] = spell_pinyin(chinese)
    spare = given.get("en") or given.get("zh-Latn") or given.get("id") or chinese or "?"
    found: list[tuple[str, Value]] = []
    for tag in ("en", "id", "zh-Hans", "zh-Latn"):
        name = given.get(tag) or ("" if tag == "zh-Latn" else spare)
        if not name or (known and tag not in given):
            continue
        printed = not ours and tag in names and names[tag] and _speaks(language, tag)
        who = source if printed else "ours" if tag in given else UNTRANSLATED
        found.append((_LABEL, Literal(name, language=tag)))
        found.append((_SOURCE, Literal(f"{tag}={who}")))
    return found


def _speaks(language: str | None, tag: str) -> bool:
    return tag == "zh-Hans" if language == "zh" else tag == language
