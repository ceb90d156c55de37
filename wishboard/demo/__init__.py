"""The demo town: made-up people and wishes, and the months behind them, played by the real deeds.

Everything it needs to know stands in `data/`: places, organizations, people, wishes, and the way
that each wish has gone, as beats such as `6 claim +8` (on the sixth day, promised for eight later).
"""
