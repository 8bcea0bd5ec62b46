"""Made-up worlds in which everything fits, of any size, for benches and tests.

A world has the shape of our data in the proportions measured on it. Nothing in it contradicts
anything else, so that no check finds anything; `plant` puts known faults in. Every name and every
figure is made up.
"""

from .faults import FAULTS, plant
from .lens import make_lens
from .make import SIZE, make_world
from .store import write_world

__all__ = ["FAULTS", "SIZE", "make_lens", "make_world", "plant", "write_world"]
