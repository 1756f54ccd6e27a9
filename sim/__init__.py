"""How likely are a city's yearly housing targets, and what moves that?

The flow, each output the next input::

    scenario = sim.load_scenario("scenarios/can-tho-2026.toml")
    results = sim.run(scenario, replications=1_000)
    board = sim.judge(results, "counted")
    print(sim.Text("vi")(sim.headline(board)))

and of a lever::

    green_lane = sim.LeverSetting(sim.load_levers()["green_lane"], 50)
    comparison = sim.compare_levers(scenario, [green_lane], "counted")
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
