"""The compiled engine's kernels: draws, events and outcomes of replications, as jitted functions.

They say the same as `sim.engines.reference.simulation`, but a node of a project is no process: it stands at an
operation (`op` of its NODE_STATE) and waits for an instant (in the timers), for the end of an instant (among the
activations) or for a resource (in a queue). Read `future` first, then `steps`; `run` is what Python calls.

Kernels run on one thread, release the interpreter's lock and allocate nothing: all arrays are handed in, made from a
checked plan, so that every index is known to be good. What several functions are given, they give the same name:

===========  ================================================================================================
future       `sim.engines.compiled.workspace.FutureArrays`: all that one replication needs
p            int, row of the register, 0 to P - 1
s            int, node of that row's graph, 0 to S - 1
n            int, position of a node among those of all rows in a line: p x S + s
node         NODE, what the plan says of a node; state: NODE_STATE, where the node of a row stands
at           float, instant of what happens, days from the data date
here         float, instant at which the row is that is being gone through, days
now          float, instant of the city, days; here and at may lie ahead of it
resource     int, a pool (0 to Q - 1) or a stock (Q to Q + N - 1)
j, r         int, row of the replication in the scratch arrays; in the arrays of draws and times
===========  ================================================================================================
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
