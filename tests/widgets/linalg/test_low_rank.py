"""A photograph of low rank: is it the closest one, at the price that is told?"""

import re

import numpy as np
import pytest

from mathlib.datasets import load_photo
from mathlib.widgets.linalg.low_rank import LowRankPhoto


@pytest.fixture
def photo(one_of):
    return one_of(LowRankPhoto)


@pytest.mark.parametrize("k", [1, 5, 20, 60, 136, 137, 240])
def test_the_photo_drawn_is_the_closest_of_its_rank(photo, k):
    photo.set(rank=k)
    A = load_photo()
    U, sigma, Vt = np.linalg.svd(A)
    best = U[:, :k] @ np.diag(sigma[:k]) @ Vt[:k]
    assert np.allclose(photo.sum_of_pieces(k), best, atol=1e-12)
    drawn = np.asarray(photo.picture.get_array())
    assert photo.picture.axes.get_ylim() == (239.5, -0.5)  # the first row on top
    assert np.abs(drawn[..., 0] - 255 * best.clip(0, 1)).max() <= 0.5 + 1e-6
    assert (drawn[..., 0] == drawn[..., 1]).all() and (drawn[..., 3] == 255).all()
    error = np.linalg.norm(A - best) / np.linalg.norm(A)
    marked = [mark.get_ydata()[0] for mark in photo.marks]
    expected = [error, sigma[k - 1] / sigma[0], k * 561 / 76_800]
    assert np.allclose(np.nan_to_num(marked), expected, atol=1e-12)
    said = re.search(r"with ([\d.]+) % error\.$", photo.verdict)
    assert float(said[1]) == pytest.approx(100 * error, rel=0.05, abs=1e-9)


def test_the_photo_starts_before_anything_can_be_told():
    assert LowRankPhoto().state == {"rank": 1}


def test_the_photo_costs_more_than_itself_beyond_the_break_even(photo):
    photo.set(rank=136)
    assert "= 76,296 numbers, 99 % of the photo, with" in photo.verdict
    photo.set(rank=137)
    assert "= 76,857 numbers: more than the 76,800 of the photo, with" in photo.verdict


def test_all_pieces_give_the_photo_back(photo):
    photo.set(**photo.presets["all 240"])
    assert photo.verdict.endswith("with 0 % error.")
    drawn = np.asarray(photo.picture.get_array())[..., 0]
    assert np.array_equal(drawn, np.rint(255 * load_photo()))
