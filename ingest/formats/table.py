"""Tables as lines: the one textual form that all formats share."""

from collections.abc import Sequence


def row_lines(cells: Sequence[Sequence[str]]) -> list[str]:
    """Write one row.

    Args:
        cells: for each cell its paragraphs, without TAB or line ends inside.

    Returns:
        Cells separated by TAB, then the further paragraphs of the last cell that holds any, each a line; in the
        cells before it paragraphs are parted by spaces. Empty cells at the end are left out, and a row without text
        is no line.
    """
    filled = [[paragraph for paragraph in cell if paragraph] for cell in cells]
    while filled and not filled[-1]:
        filled.pop()
    if not filled:
        return []
    *before, last = filled
    first = "\t".join([*(" ".join(cell) for cell in before), last[0]])
    return [first, *last[1:]]
