"""Whose turn it is."""

import asyncio

import pytest

from taobao_kg.serve.clients import HALF_LIFE, Account, Clients, Turns
from taobao_kg.serve.limits import Limits
from taobao_kg.serve.refusals import Refusal


def test_work_is_forgotten_by_half():
    account = Account()
    account.add(8.0, 100.0)
    assert account.spent(100.0) == 8.0
    assert account.spent(100.0 + HALF_LIFE) == pytest.approx(4.0)


def test_one_query_after_the_other_never_is_too_much():
    account, now = Account(), 0.0
    for _ in range(1000):
        now += 5.0
        account.add(5.0, now)
    assert account.spent(now) < Limits().client_seconds


def test_a_client_with_too_much_work_is_told_when_to_come_back():
    clients = Clients(Limits(client_seconds=10))
    clients.enter("a", 0.0).add(20.0, 0.0)
    with pytest.raises(Refusal) as raised:
        clients.enter("a", 0.0)
    assert raised.value.status == 429
    pause = int(raised.value.headers["retry-after"])
    clients.enter("a", float(pause))
    clients.enter("b", 0.0)


def test_a_client_has_only_so_many_at_once():
    clients = Clients(Limits(client_parallel=2))
    account = clients.enter("a", 0.0)
    clients.enter("a", 0.0)
    with pytest.raises(Refusal):
        clients.enter("a", 0.0)
    account.present -= 1
    clients.enter("a", 0.0)


def test_a_place_goes_to_who_had_the_least():
    async def run():
        turns, order = Turns(1), []
        heavy, light = Account(), Account()
        heavy.add(100.0, asyncio.get_running_loop().time())
        assert turns.take_now()

        async def work(name, account):
            await turns.take(account, 60)
            order.append(name)
            turns.give()

        tasks = [asyncio.create_task(work("heavy", heavy)) for _ in range(3)]
        await asyncio.sleep(0)
        tasks += [asyncio.create_task(work("light", light)) for _ in range(3)]
        await asyncio.sleep(0)
        assert turns.waiting == 6
        turns.give()
        await asyncio.gather(*tasks)
        assert order == ["light"] * 3 + ["heavy"] * 3
        assert (turns.free, turns.waiting) == (1, 0)

    asyncio.run(run())


def test_who_gives_up_waiting_takes_no_place():
    async def run():
        turns = Turns(1)
        assert turns.take_now()
        waits = [asyncio.create_task(turns.take(Account(), 60)) for _ in range(3)]
        await asyncio.sleep(0)
        waits[0].cancel()
        turns.give()
        waits[1].cancel()  # it was given the place just now
        await asyncio.gather(*waits[:2], return_exceptions=True)
        await waits[2]
        assert (turns.free, turns.waiting) == (0, 0)

    asyncio.run(run())


def test_nobody_waits_for_ever():
    async def run():
        turns = Turns(1)
        assert turns.take_now()
        with pytest.raises(TimeoutError):
            await turns.take(Account(), 0.01)
        turns.give()
        assert (turns.free, turns.waiting) == (1, 0)

    asyncio.run(run())
