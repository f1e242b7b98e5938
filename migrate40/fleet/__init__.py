"""Many people: their exports found, shared out to processes or a cluster, written.

A person costs one call of `person.serve`, which can be made anywhere and any number of
times: what it writes is whole or not there, and equal each time.
"""
