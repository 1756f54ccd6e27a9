from .drivers import DriversJson, drivers_json
from .information import AskJson, ask_json

__all__ = ["AskJson", "DriversJson", "ask_json", "drivers_json"]
