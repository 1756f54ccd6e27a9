"""The page: choose a scenario, show its answers. No arithmetic, and no words that are not in the catalogues."""
