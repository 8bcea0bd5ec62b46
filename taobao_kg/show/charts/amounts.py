"""Amounts: round numbers for an axis."""

from decimal import Decimal


def round_steps(low: Decimal, high: Decimal, most: int = 6) -> list[Decimal]:
    """Return evenly spaced round numbers from at or below ``low`` to at or above ``high``.

    >>> [float(step) for step in round_steps(Decimal(0), Decimal(3202))]
    [0.0, 1000.0, 2000.0, 3000.0, 4000.0]
    >>> [float(step) for step in round_steps(Decimal(0), Decimal("0.55"))]
    [0.0, 0.2, 0.4, 0.6]
    """
    wide = (high - low) or abs(high) or Decimal(1)
    size = Decimal(1).scaleb((wide / most).adjusted())
    step = next(size * n for n in (1, 2, 5, 10, 20) if wide / (size * n) <= most - 1)
    first, last = _floor(low / step), -_floor(-high / step)
    return [step * number for number in range(first, max(last, first + 1) + 1)]


def powers_of_ten(low: Decimal, high: Decimal) -> list[Decimal]:
    """Return the powers of ten from at or below ``low``, which is above 0, to above ``high``.

    >>> [str(power) for power in powers_of_ten(Decimal(3), Decimal(100))]
    ['1', '10', '100']
    """
    last = high.adjusted() + (high != Decimal(1).scaleb(high.adjusted()))
    first = low.adjusted()
    return [Decimal(10) ** power for power in range(first, max(last, first + 1) + 1)]


def _floor(value: Decimal) -> int:
    return int(value // 1) if value >= 0 or value == value // 1 else int(value // 1) - 1
