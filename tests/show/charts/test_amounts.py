"""Amounts: what can be drawn, and scales that hold it."""

import itertools
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from taobao_kg.show.charts.amounts import powers_of_ten, round_steps


@given(st.decimals(-(10**15), 10**15, places=4), st.decimals(0, 10**15, places=4))
def test_steps_hold_both_ends(low, more):
    steps = round_steps(low, low + more)
    assert steps[0] <= low
    assert steps[-1] >= low + more
    assert 2 <= len(steps) <= 8
    gaps = {after - before for before, after in itertools.pairwise(steps)}
    assert len(gaps) == 1


@given(st.decimals(Decimal("0.0001"), 10**15, places=4), st.integers(1, 10**6))
def test_powers_hold_both_ends(low, times):
    powers = powers_of_ten(low, low * times)
    assert powers[0] <= low
    assert powers[-1] >= low * times
