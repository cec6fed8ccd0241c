"""linopy with HiGHS, handed over in memory: as it comes, interior point, primal simplex.

Contributions are one array over offered pairs, places and phases, so that pairs nobody offers cost nothing.
linopy hands over, solves and reads back in one call: solve is HiGHS's own run time, hand over the rest of
the call (it includes linopy's first reading of the answer), read the table made of it.
"""

from __future__ import annotations

from functools import partial

import linopy
import numpy as np
import pandas as pd
import xarray as xr

from benchmarks.family import COMPONENTS, LEAD_SHARE, NATION_SHARE, Family
from benchmarks.peers.methods import METHODS
from benchmarks.records import NEGLIGIBLE
from benchmarks.timing import Timing, Watch


def data(family: Family) -> xr.Dataset:
    """Return the raw numbers as labelled arrays: what a linopy user holds; no part of the time.

    A `force` is what a nation offers of a component.
    """
    capability, nation = family.offer_capability, family.offer_nation
    forces, force = np.unique(nation * len(COMPONENTS) + family.component[capability], return_inverse=True)
    of_nation, of_component = forces // len(COMPONENTS), forces % len(COMPONENTS)
    leads = [number in family.leads[index] for number, index in zip(of_nation, of_component, strict=True)]
    return xr.Dataset(
        {
            "units": ("offer", family.on_station),
            "personnel": ("offer", family.personnel[capability]),
            "cost": ("offer", family.cost[capability]),
            "tonnage": ("offer", family.tonnage[capability]),
            "offer_capability": ("offer", np.array(family.capabilities)[capability]),
            "offer_nation": ("offer", np.array(family.nations)[nation]),
            "offer_force": ("offer", force),
            "force_nation": ("force", np.array(family.nations)[of_nation]),
            "force_component": ("force", np.array(COMPONENTS)[of_component]),
            "lead": ("force", np.array(leads, dtype=float)),
            "needed": (("capability", "place", "phase"), family.quantity),
            "months": ("phase", family.months),
            "personnel_cap": ("nation", family.personnel_cap),
            "budget": ("nation", family.budget),
            "tonnage_cap": family.tonnage_cap,
        },
        coords={
            "offer": np.arange(len(family.units)),
            "force": np.arange(len(forces)),
            "nation": list(family.nations),
            "capability": list(family.capabilities),
            "place": list(family.places),
            "phase": list(family.phases),
            "component": list(COMPONENTS),
        },
    )


def build(data: xr.Dataset) -> linopy.Model:
    """Return the family as a linopy model."""
    model, index = linopy.Model(), data.indexes
    sent = model.add_variables(lower=0, name="sent", coords=[index["offer"], index["place"], index["phase"]])
    short = model.add_variables(
        lower=0, name="short", coords=[index["capability"], index["place"], index["phase"]]
    )
    per_offer = sent.sum("place")
    by_capability = sent.groupby(_key(data, "offer", "capability")).sum()
    model.add_constraints(by_capability + short == data.needed, name="need")
    model.add_constraints(per_offer <= data.units, name="offer")
    spent = (per_offer * data.cost * data.months).sum("phase").groupby(_key(data, "offer", "nation")).sum()
    model.add_constraints(spent <= data.budget.sel(nation=np.unique(data.offer_nation)), name="budget")
    maritime = np.flatnonzero(data.tonnage > 0)
    tonnage = (per_offer.isel(offer=maritime) * data.tonnage.isel(offer=maritime)).sum("offer")
    model.add_constraints(tonnage <= data.tonnage_cap, name="tonnage")
    _add_personnel(model, data, per_offer * data.personnel)
    model.add_objective((short * (data.months / data.needed)).sum())
    return model


def _key(data: xr.Dataset, member: str, group: str) -> pd.Series:
    """Return the group that each member belongs to."""
    return pd.Series(data[f"{member}_{group}"].values, index=data.indexes[member], name=group)


def _add_personnel(model: linopy.Model, data: xr.Dataset, personnel: linopy.LinearExpression) -> None:
    """Add the personnel totals, and the caps, shares and lead shares written on them."""
    index = data.indexes
    people = model.add_variables(lower=0, name="people", coords=[index["force"], index["phase"]])
    whole = model.add_variables(lower=0, name="whole", coords=[index["component"], index["phase"]])
    by_force = personnel.groupby(_key(data, "offer", "force")).sum()
    model.add_constraints(by_force - people == 0, name="people")
    by_component = people.groupby(_key(data, "force", "component")).sum()
    model.add_constraints(by_component - whole == 0, name="whole")
    by_nation = people.groupby(_key(data, "force", "nation")).sum()
    model.add_constraints(
        by_nation <= data.personnel_cap.sel(nation=np.unique(data.force_nation)), name="total"
    )
    own = whole.sel(component=data.force_component)
    model.add_constraints(people - NATION_SHARE * own <= 0, name="share")
    led = (people * data.lead).groupby(_key(data, "force", "component")).sum()
    model.add_constraints(led - LEAD_SHARE * whole >= 0, name="lead")


def contributions(model: linopy.Model, family: Family) -> pd.DataFrame:
    """Return the contributions above zero of the solved model."""
    solution = model.solution["sent"].transpose("offer", "place", "phase").values
    offer, place, phase = np.nonzero(solution > NEGLIGIBLE)
    return pd.DataFrame(
        {
            "nation": np.array(family.nations, dtype=object)[family.offer_nation[offer]],
            "capability": np.array(family.capabilities, dtype=object)[family.offer_capability[offer]],
            "place": np.array(family.places, dtype=object)[place],
            "phase": np.array(family.phases, dtype=object)[phase],
            "units": solution[offer, place, phase],
        }
    )


def solve(family: Family, method: str = "interior") -> Timing:
    """Solve a family and time the stages."""
    arrays = data(family)
    watch = Watch()
    model = build(arrays)
    building = watch.lap()
    status, _ = model.solve("highs", io_api="direct", output_flag=False, threads=1, **METHODS[method])
    call = watch.lap()
    table = contributions(model, family)
    read = watch.lap()
    if status != "ok":
        raise RuntimeError(f"linopy: {status}")
    solving = model.solver_model.getRunTime()
    return Timing(building, call - solving, solving, read, float(model.objective.value or 0.0), table)


RUNS = {method: partial(solve, method=method) for method in METHODS}
