"""Clients: how much work each has had lately, and whose turn it is."""

import asyncio
from collections import deque
from math import log

from taobao_kg.serve.limits import Limits
from taobao_kg.serve.refusals import try_later

#: Seconds in which work is forgotten by half.
HALF_LIFE = 60.0
_MOST_REMEMBERED = 10_000


class Account:
    """What one client has had.

    Attributes:
        present: requests of it that run or wait.
    """

    __slots__ = ("_at", "_spent", "present")

    def __init__(self) -> None:
        self.present = 0
        self._spent = 0.0
        self._at = 0.0

    def spent(self, now: float) -> float:
        """Return the seconds of work, less what is forgotten."""
        return float(self._spent * 0.5 ** ((now - self._at) / HALF_LIFE))

    def add(self, seconds: float, now: float) -> None:
        """Count some work."""
        self._spent, self._at = self.spent(now) + seconds, now


class Clients:
    """The accounts of all clients, by their address."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._accounts: dict[str, Account] = {}

    def enter(self, client: str, now: float) -> Account:
        """Count a request in.

        Raises:
            Refusal: 429 when the client has too many at once, or had too much work.
        """
        account = self._accounts.get(client)
        if account is None:
            if len(self._accounts) >= _MOST_REMEMBERED:
                self._forget(now)
            account = self._accounts[client] = Account()
        if account.present >= self._limits.client_parallel:
            most = self._limits.client_parallel
            raise try_later(f"you have {most} requests here already; wait for them", 1, 429)
        spent, most_spent = account.spent(now), self._limits.client_seconds
        if spent > most_spent:
            pause = HALF_LIFE * log(spent / most_spent, 2)
            told = f"your queries took {spent:.0f} s of work lately, over {most_spent:.0f} s"
            raise try_later(f"{told}; make a pause", pause, 429)
        account.present += 1
        return account

    def _forget(self, now: float) -> None:
        self._accounts = {
            client: account
            for client, account in self._accounts.items()
            if account.present or account.spent(now) > self._limits.heavy_seconds
        }


class Turns:
    """Places for work, of which each is given to who has had the least; waiting is bounded."""

    def __init__(self, places: int) -> None:
        self.free = places
        self.waiting = 0
        self._queues: dict[Account, deque[asyncio.Future[None]]] = {}

    def take_now(self) -> bool:
        """Take a place when one is free and nobody waits for it; return whether it was."""
        if self.free <= 0 or self._queues:
            return False
        self.free -= 1
        return True

    async def take(self, account: Account, seconds: float) -> None:
        """Wait for a place; whoever is cancelled meanwhile has none.

        Raises:
            TimeoutError: when none came in some seconds.
        """
        if self.take_now():
            return
        loop = asyncio.get_running_loop()
        turn: asyncio.Future[None] = loop.create_future()
        timer = loop.call_later(seconds, _give_up, turn)
        self._queues.setdefault(account, deque()).append(turn)
        self.waiting += 1
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.give()
            raise
        finally:
            timer.cancel()
            self.waiting -= 1
            queue = self._queues.get(account)
            if queue is not None and turn in queue:
                queue.remove(turn)
            if queue is not None and not queue:
                del self._queues[account]

    def give(self) -> None:
        """Give a place back."""
        self.free += 1
        now = asyncio.get_running_loop().time()
        while self._queues and self.free > 0:
            account = min(self._queues, key=lambda one: one.spent(now))
            queue = self._queues[account]
            turn = queue.popleft()
            if not queue:
                del self._queues[account]
            if not turn.done():
                self.free -= 1
                turn.set_result(None)


def _give_up(turn: "asyncio.Future[None]") -> None:
    if not turn.done():
        turn.set_exception(TimeoutError())
