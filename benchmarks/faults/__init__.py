"""Campaigns: inputs that are wrong, torn or hostile, by the thousand, each with what must not happen.

    python -m benchmarks.faults                         # every campaign, at full length
    python -m benchmarks.faults scenario_files --count 2000 --seed 7

A campaign is one file of this folder with `ABOUT`, `COUNT` and `run(count, seed) -> Tally`; nothing lists it.
"""
