"""The model: calendars, plans and the rules that move projects through time."""
