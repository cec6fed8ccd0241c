"""Campaigns: inputs that are wrong, torn or hostile, by the thousand, each with what must not happen.

    python -m benchmarks.faults                         # every campaign, at full length
    python -m benchmarks.faults scenario_files --count 2000 --seed 7
    python -m benchmarks.faults scenario_files --first 1234 --count 1 --seed 7    # one trial again

A campaign is one file of this folder with `ABOUT`, `COUNT` and `run(count, seed, first) -> Tally`; nothing
lists it. What a trial does hangs on the seed and on its number only.
"""
