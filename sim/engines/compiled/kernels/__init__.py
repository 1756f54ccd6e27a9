"""The compiled engine's kernels: draws, events and outcomes of replications, as jitted functions.

They say the same as `sim.engines.reference.simulation`, but a node of a project is no process: it stands at an
operation (`op` of its NODE_STATE) and waits for an instant (in the timers), for the end of an instant (among the
activations) or for a resource (in a queue). Read `future` first, then `steps`; `run` is what Python calls. How random
words become durations stands in `numerics`.

Kernels run on one thread, release the interpreter's lock and allocate nothing: all arrays are handed in, made from a
checked plan, so that no index needs a check. A docstring names the rule of `sim.model.rules` that the function
implements, and what it mirrors of the reference engine or of `sim.model`. Parameters that many functions share have
one name everywhere and stand in this table; a docstring describes the others. Instants are days from the data date,
work is days at the full rate of a calendar, and NaN is an instant that was not reached or a draw not yet made.

===========  ================================================================================================
rules        `sim.engines.compiled.arrays.Rules`: the network of the plan
unknowns     `Unknowns` (of the same module, as are the next seven): what nobody knows
under_way    `UnderWayArrays`: stages under way on the data date
chance       `ChanceArrays`: addresses of chance, and what is drawn there
tables       `LookupArrays`: tabled functions, see `numerics.lookup`
measured     `Measured`: what is read off the times
draws        `FutureDrawArrays`: draws that move projects; row r belongs to the replication
counts       `CountDraws`: draws that only counting needs; row r
times        `TimeArrays`: when things happened; row r
out          `Counted`: homes and dates read off a replication; row o
future       `sim.engines.compiled.workspace.FutureArrays`: all that one replication needs
events       `EventWorkspace` (of the same module, as are the next two): timers and queues of one replication
scratch      `DrawWorkspace`: arrays to draw in; row j belongs to the replication
work         `CountWorkspace`: arrays to count in
seed, index  uint64, seed of the run; int, number of the replication in the run
j, r, o      int, row of the replication in `scratch`; in `draws`, `counts` and `times`; in `out`
p            int, row of the register, 0 to P - 1
s            int, node of that row's graph, 0 to S - 1
n            int, index of a node in arrays that hold the nodes of all rows one after the other: p x S + s
node         NODE, what the plan says of a node; state: NODE_STATE, where the node of a row stands
b, y         int, a block, of all rows; a target year, from 0
at           float, instant of what happens, days
here         float, instant that row p has reached, days; a row may run ahead of the city
now          float, instant that the city (all rows together, SimPy's `now`) has reached, days
resource     int, a pool (0 to Q - 1) or a stock (Q to Q + N - 1)
===========  ================================================================================================
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
