"""Labels never lie on each other, on points or out of the plot."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from taobao_kg.show.charts.labelling import Box, Label, place_labels, size_of

HEIGHT, WIDTH = 260, 400
SPOTS = st.builds(
    Label, st.floats(0, WIDTH), st.floats(0, HEIGHT), st.sampled_from(["3", "1.3 billion", "13亿"])
)


def box_of(label):
    wide = size_of(label.text)
    left = label.x + label.dx - {"left": 0, "center": wide / 2, "right": wide}[label.align]
    return Box(left, label.y + label.dy - 7, left + wide, label.y + label.dy + 7)


@given(st.lists(SPOTS, max_size=40))
def test_labels_keep_clear(spots):
    taken = [Box(100, 100, 200, 120)]
    placed = place_labels(spots, taken, WIDTH, HEIGHT)
    boxes = [box_of(label) for label in placed]
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    points = [Box(spot.x - 5, spot.y - 5, spot.x + 5, spot.y + 5) for spot in spots]
    assert not any(box.meets(other) for box in boxes for other in [*taken, *points])
    assert all(box.left >= -3 and box.right <= WIDTH + 3 for box in boxes)


def test_a_lone_point_has_its_label_above():
    (label,) = place_labels([Label(200, 100, "20")], [], WIDTH, HEIGHT)
    assert (label.dx, label.align) == (0, "center")
    assert label.dy < 0


def test_the_same_number_twice_is_written_once():
    assert len(place_labels([Label(200, 100, "20")] * 2, [], WIDTH, HEIGHT)) == 1
