import pytest
import torch

from core.training import dropout
from core.training.dropout import PooledDropout, pool_dropout
from tests.core.training import pairs

ONES = torch.ones(400, 500)


def test_it_drops_its_share_and_keeps_the_mean():
    torch.manual_seed(0)
    dropped = PooledDropout(0.3).train()(ONES)
    assert (dropped == 0).float().mean().item() == pytest.approx(0.3, abs=0.01)
    assert dropped.mean().item() == pytest.approx(1, abs=0.01)


def test_masks_differ_and_follow_the_seed():
    layer = PooledDropout(0.3).train()
    torch.manual_seed(1)
    first, second = layer(ONES), layer(ONES)
    torch.manual_seed(1)
    assert torch.equal(layer(ONES), first)
    assert not torch.equal(first, second)


def test_masks_do_not_depend_on_when_the_pool_is_made():
    layer = PooledDropout(0.2).train()
    torch.manual_seed(1)
    first = layer(ONES)
    dropout._pools.clear()
    torch.manual_seed(1)
    assert torch.equal(layer(ONES), first)


def test_it_does_nothing_outside_training():
    assert PooledDropout(0.3).eval()(ONES) is ONES


def test_every_dropout_of_a_model_is_replaced():
    model = pairs.model()
    pool_dropout(model)
    assert not [module for module in model.modules() if isinstance(module, torch.nn.Dropout)]
