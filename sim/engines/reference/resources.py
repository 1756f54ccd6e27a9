"""SimPy's clock with exact instants, and the pools and stocks that give out their contents at the end of each."""

from __future__ import annotations

from functools import partial
from heapq import heappop, heappush
from itertools import count

import simpy
from simpy.core import EmptySchedule, Infinity
from simpy.events import NORMAL, EventPriority

QueueKey = tuple[float, ...]

TIME_RESOLUTION = 1e-9
"""Quantity of a stock below which two are the same: 0.3 holds 0.1 three times, whatever the last bits say."""

_AFTER_COMPLETIONS = EventPriority(NORMAL + 1)
"""What runs when nothing more ends at an instant."""
_AFTER_ALL_ELSE = EventPriority(NORMAL + 2)
"""What runs when an instant has nothing else left to do."""


class Clock(simpy.Environment):
    """Adds events at absolute times: `now + (t - now)` is not always `t`, and ties hang on the last bit.

    It keeps the time and the events to come itself, through the public methods that SimPy's processes and events call.
    """

    def __init__(self) -> None:
        super().__init__()
        self._time = 0.0
        self._to_come: list[tuple[float, int, int, simpy.Event]] = []
        self._number = count()
        self._due: tuple[float, EventPriority] | None = None
        self._with_queue: list[PoolResource | StockResource] = []
        self._activations: list[tuple[QueueKey, simpy.Event]] = []

    @property
    def now(self) -> float:
        """Days from the data date."""
        return self._time

    def schedule(self, event: simpy.Event, priority: EventPriority = NORMAL, delay: float = 0.0) -> None:
        """Let an event happen after a delay, or at the instant that `at` has set; first come first served in a tie."""
        days, priority = (self._time + delay, priority) if self._due is None else self._due
        self._due = None
        heappush(self._to_come, (days, priority, next(self._number), event))

    def peek(self) -> float:
        """Instant of the next event; infinity where there is none."""
        return self._to_come[0][0] if self._to_come else Infinity

    def step(self) -> None:
        """Let the next event happen.

        Raises
        ------
        EmptySchedule
            When there is none.
        """
        if not self._to_come:
            raise EmptySchedule
        self._time, _, _, event = heappop(self._to_come)
        callbacks = event.callbacks
        # SimPy's mark of an event that has happened.
        event.callbacks = None  # type: ignore[assignment]
        for callback in callbacks:
            callback(event)
        if not event.ok and not event.defused:
            assert isinstance(event.value, BaseException)
            raise event.value

    def at(self, days: float, priority: EventPriority = NORMAL) -> simpy.Event:
        """Make an event that happens at an instant."""
        event = self.event()
        # `succeed` has SimPy schedule the event, which knows delays only.
        self._due = days, priority
        return event.succeed()

    def activation(self, key: QueueKey) -> simpy.Event:
        """Make an event that happens when nothing more ends now; several in the order of their keys."""
        if not self._activations:
            self.at(self.now, _AFTER_COMPLETIONS).callbacks.append(self._activate)
        self._activations.append((key, self.event()))
        return self._activations[-1][1]

    def _activate(self, _: simpy.Event) -> None:
        activations, self._activations = self._activations, []
        for _key, event in sorted(activations, key=lambda activation: activation[0]):
            event.succeed()

    def offer_later(self, resource: PoolResource | StockResource) -> None:
        """Let a pool or stock give out once this instant has nothing else to do, together with all others."""
        if not self._with_queue:
            self.at(self.now, _AFTER_ALL_ELSE).callbacks.append(self._offer)
        self._with_queue.append(resource)

    def _offer(self, _: simpy.Event) -> None:
        resources, self._with_queue = self._with_queue, []
        for resource in resources:
            resource.offer()


class PoolResource:
    """Slots, and the queue before them."""

    def __init__(self, clock: Clock, changes: list[tuple[float, int]]) -> None:
        self._clock = clock
        self._slots = 0
        self._busy = 0
        self._queue: list[tuple[QueueKey, simpy.Event]] = []
        for days, slots in changes:
            if days <= 0:
                self._slots = slots
            else:
                clock.at(days).callbacks.append(partial(self._change, slots))

    def hold(self) -> None:
        """Take the slot of a step that was under way on the data date, free or not."""
        self._busy += 1

    def request(self, key: QueueKey) -> simpy.Event:
        """Ask for a slot; the event comes when it is given."""
        granted = self._clock.event()
        heappush(self._queue, (key, granted))
        self._clock.offer_later(self)
        return granted

    def release(self) -> None:
        """Give a slot back."""
        self._busy -= 1
        self._clock.offer_later(self)

    def _change(self, slots: int, _: simpy.Event) -> None:
        self._slots = slots
        self._clock.offer_later(self)

    def offer(self) -> None:
        """Give free slots to those who come first in the queue."""
        while self._queue and self._busy < self._slots:
            self._busy += 1
            heappop(self._queue)[1].succeed()


class StockResource:
    """A quantity, and the queue before it; a large request at its head is not passed by smaller ones."""

    def __init__(self, clock: Clock, changes: list[tuple[float, float]]) -> None:
        self._clock = clock
        self._level = 0.0
        self._queue: list[tuple[QueueKey, float, simpy.Event]] = []
        for days, amount in changes:
            if days <= 0:
                self._level += amount
            else:
                clock.at(days).callbacks.append(partial(self._refill, amount))

    def request(self, key: QueueKey, amount: float) -> simpy.Event:
        """Ask for an amount; the event comes when it has been taken."""
        granted = self._clock.event()
        heappush(self._queue, (key, amount, granted))
        self._clock.offer_later(self)
        return granted

    def put_back(self, amount: float) -> None:
        """Return what was taken and not used."""
        self._refill(amount)

    def _refill(self, amount: float, _: simpy.Event | None = None) -> None:
        self._level += amount
        self._clock.offer_later(self)

    def offer(self) -> None:
        """Give to those who come first, as long as there is enough for the next."""
        while self._queue and self._queue[0][1] <= self._level + TIME_RESOLUTION:
            _, amount, granted = heappop(self._queue)
            self._level = max(self._level - amount, 0.0)
            granted.succeed()
