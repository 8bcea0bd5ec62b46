"""Thin stand-in."""

import re
from decimal import Decimal
from typing import NamedTuple


class Time(NamedTuple):
    slug: str
    kind: str
    begin: str
    end: str
    labels: dict


def read_number(text, *, decimal=None):
    return Decimal(text)


def read_time(text):
    if re.fullmatch(r"\d{4}", text):
        return Time(text, "year", text, text, {})

    def lab(en, i, zh, py):
        return {"en": en, "id": i, "zh-Hans": zh, "zh-Latn": py}

    if m := re.fullmatch(r"FY(\d{4})", text):
        y = int(m[1])
        return Time(
            f"fy{y}",
            "period",
            f"{y - 1}-04",
            f"{y}-03",
            lab(f"Fiscal year {y}", f"tahun fiskal {y}", f"{y}财年", f"{y} cainian"),
        )
    if m := re.fullmatch(r"(\d{4})-(H|Q)(\d)", text):
        n = int(m[3])
        size = 6 if m[2] == "H" else 3
        b, e = (n - 1) * size + 1, n * size
        return Time(
            text.lower(), "period", f"{m[1]}-{b:02}", f"{m[1]}-{e:02}", lab(text, text, text, text)
        )
    if m := re.fullmatch(r"(\d{4}-\d\d)/(\d{4}-\d\d)", text):
        return Time(f"{m[1]}-{m[2]}", "period", m[1], m[2], lab(text, text, text, text))
    if m := re.fullmatch(r"(\d{4})-(\d{4})", text):
        return Time(text, "period", m[1], m[2], lab(text, text, text, text))
    if re.fullmatch(r"\d{4}-\d\d", text):
        return Time(text, "period", text, text, lab(text, text, text, text))
    raise ValueError(text)
