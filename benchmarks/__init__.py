"""How fast, how large, how soon: what the program costs, beside what it must be compared with."""
