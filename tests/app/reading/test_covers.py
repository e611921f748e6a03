"""Hiding goes from a value over its row to everything, and then ends."""

from __future__ import annotations

from app.reading.covers import Cover, first_cover


def test_hiding_more_ends_with_nothing_hidden() -> None:
    cover: Cover | None = first_cover("site", 1, 2)
    counts = []
    while cover is not None:
        counts.append(int(cover.mask((3, 4)).sum()))
        cover = cover.next()
    assert counts == [1, 4, 12]


def test_without_a_selected_cell_all_is_hidden() -> None:
    assert first_cover("site", None, None).mask((2, 2)).all()


def test_a_row_that_a_shorter_matrix_lacks_hides_nothing() -> None:
    assert not Cover("site", "row", 9).mask((2, 2)).any()
