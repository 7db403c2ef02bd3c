#!/usr/bin/env python3
"""科技型中小企业 in OpenFisca and in Keshu, on the same enterprises.

    python3 xtask/bench/openfisca.py [--count 1000000] [--server URL --pid PID]

It writes the rule (国科发政〔2017〕115号) as OpenFisca variables, makes so many enterprises, lets both judge them, checks that
they agree on every one, and prints both speeds. OpenFisca-Core is installed into a virtual environment of its own below
target/; where that cannot be done the script says so and ends well. With --server and --pid it measures instead how much
processor time a request of POST /api/check/tsme costs that server.
"""

import argparse
import http.client
import json
import os
import subprocess
import sys
import time
import urllib.parse
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / "target" / "openfisca"
PERIOD = "2026"
AMOUNTS = ("sales", "assets", "rd", "costs")
COUNTS = ("staff", "st_staff", "class1", "class2")
ANSWERS = ("resident", "restricted_industry", "misconduct", "direct")
COLUMNS = COUNTS + AMOUNTS + ANSWERS


def in_environment():
    """Goes on inside an environment that has OpenFisca-Core."""
    try:
        import openfisca_core  # noqa: F401
    except ImportError:
        python = VENV / "bin" / "python"
        if os.environ.get("KESHU_OPENFISCA"):
            sys.exit("OpenFisca-Core was installed and cannot be imported")
        try:
            subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True, capture_output=True)
            subprocess.run([str(python), "-m", "pip", "install", "-q", "OpenFisca-Core"], check=True, capture_output=True)
        except (subprocess.CalledProcessError, OSError) as error:
            print(f"OpenFisca-Core cannot be installed here, so that nothing is compared: {error}")
            sys.exit(0)
        os.execve(str(python), [str(python), *sys.argv], {**os.environ, "KESHU_OPENFISCA": "1"})


def system():
    """The rule as a tax and benefit system of one entity."""
    import numpy
    from openfisca_core.entities import build_entity
    from openfisca_core.periods import DateUnit
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem
    from openfisca_core.variables import Variable

    firm = build_entity(key="firm", plural="firms", label="Enterprise", is_person=True)
    built = TaxBenefitSystem([firm])

    def asked(name, kind):
        return type(name, (Variable,), {
            "value_type": kind, "entity": firm, "definition_period": DateUnit.YEAR, "label": name,
        })

    def wide(firms, name, period):
        return firms(name, period).astype(numpy.int64)

    def points(part, whole, bands):
        """The points of the first band, given in per cent, that part in whole reaches."""
        reached = [part * 100 >= percent * whole for percent, _ in bands]
        return numpy.select(reached, [value for _, value in bands], default=0)

    class staff_points(Variable):
        value_type, entity, definition_period, label = int, firm, DateUnit.YEAR, "科技人员指标"

        def formula(firms, period, parameters):
            bands = [(30, 20), (25, 16), (20, 12), (15, 8), (10, 4)]
            return points(wide(firms, "st_staff", period), wide(firms, "staff", period), bands)

    class rd_points(Variable):
        value_type, entity, definition_period, label = int, firm, DateUnit.YEAR, "研发投入指标"

        def formula(firms, period, parameters):
            rd = wide(firms, "rd", period)
            in_sales = points(rd, wide(firms, "sales", period), [(6, 50), (5, 40), (4, 30), (3, 20), (2, 10)])
            in_costs = points(rd, wide(firms, "costs", period), [(30, 50), (25, 40), (20, 30), (15, 20), (10, 10)])
            return numpy.maximum(in_sales, in_costs)

    class result_points(Variable):
        value_type, entity, definition_period, label = int, firm, DateUnit.YEAR, "科技成果指标"

        def formula(firms, period, parameters):
            return numpy.where(firms("class1", period) >= 1, 30, numpy.minimum(firms("class2", period), 4) * 6)

    class is_small(Variable):
        value_type, entity, definition_period, label = bool, firm, DateUnit.YEAR, "职工、销售收入、资产"

        def formula(firms, period, parameters):
            most = 200_000_000
            return (firms("staff", period) <= 500) & (firms("sales", period) <= most) & (firms("assets", period) <= most)

    class qualifies(Variable):
        value_type, entity, definition_period, label = bool, firm, DateUnit.YEAR, "科技型中小企业"

        def formula(firms, period, parameters):
            staff = firms("staff_points", period)
            score = staff + firms("rd_points", period) + firms("result_points", period)
            scored = firms("direct", period) | ((staff >= 1) & (score >= 60))
            clean = ~firms("restricted_industry", period) & ~firms("misconduct", period)
            return firms("resident", period) & firms("is_small", period) & clean & scored

    kinds = [(name, int) for name in COUNTS + AMOUNTS] + [(name, bool) for name in ANSWERS]
    built.add_variables(*(asked(name, kind) for name, kind in kinds))
    built.add_variables(staff_points, rd_points, result_points, is_small, qualifies)
    return built


def enterprises(count):
    """So many different enterprises, some of them on every border of the rule."""
    import numpy

    chance = numpy.random.default_rng(20260101)
    staff = chance.integers(1, 521, count)
    sales = chance.integers(1, 220_000_001, count)
    costs = numpy.maximum(sales // 100 * chance.integers(20, 91, count), 1)
    # Every third enterprise has a ratio on a border: exactly so many per cent, or one yuan less.
    border = chance.integers(0, 3, count) == 0
    rd = sales // 100 * chance.integers(0, 9, count)
    rd = numpy.where(border, numpy.maximum(costs * 5 * chance.integers(1, 8, count) // 100 - chance.integers(0, 2, count), 0), rd)
    made = {
        "staff": staff, "st_staff": staff * chance.integers(0, 41, count) // 100,
        "class1": chance.integers(0, 4, count) // 3, "class2": chance.integers(0, 6, count),
        "sales": sales, "assets": chance.integers(1, 220_000_001, count), "rd": rd, "costs": costs,
        "resident": chance.integers(0, 50, count) > 0, "restricted_industry": chance.integers(0, 40, count) == 0,
        "misconduct": chance.integers(0, 40, count) == 0, "direct": chance.integers(0, 20, count) == 0,
    }
    return made


def by_openfisca(made, count):
    """The verdicts, and how many seconds they took: the best of three runs, each over a new simulation."""
    import numpy
    from openfisca_core.simulation_builder import SimulationBuilder

    built, best, verdicts = system(), None, None
    for _ in range(3):
        simulation = SimulationBuilder().build_default_simulation(built, count)
        for name in COLUMNS:
            kind = numpy.bool_ if name in ANSWERS else numpy.int32
            simulation.set_input(name, PERIOD, made[name].astype(kind))
        start = time.perf_counter()
        verdicts = simulation.calculate("qualifies", PERIOD)
        taken = time.perf_counter() - start
        best = taken if best is None else min(best, taken)
    return verdicts, best


def by_keshu(made, folder):
    """The verdicts by the program, and what it says of its speed."""
    import numpy

    sheet, answers = folder / "enterprises.csv", folder / "verdicts.txt"
    table = numpy.stack([made[name].astype(numpy.int64) for name in COLUMNS], axis=1)
    numpy.savetxt(sheet, table, fmt="%d", delimiter=",", header=",".join(COLUMNS), comments="")
    command = ["cargo", "run", "--release", "--locked", "-q", "-p", "policies", "--example", "tsme_verdicts", "--"]
    told = subprocess.run([*command, str(sheet), str(answers)], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return numpy.loadtxt(answers, dtype=numpy.int8) == 1, told.strip()


def per_request(address, process):
    """How much processor time of a process a request costs, in milliseconds, and how many a second one caller gets."""
    firm = {
        "year": 2026, "resident": True, "staff": 40, "st_staff": 9, "sales": 30_000_000, "assets": 20_000_000,
        "rd": 1_260_000, "costs": 7_500_000, "class1": 0, "class2": 3, "restricted_industry": False,
        "misconduct": False, "direct": [],
    }
    body, headers = json.dumps(firm), {"Content-Type": "application/json"}
    place = urllib.parse.urlparse(address)
    caller = http.client.HTTPConnection(place.hostname, place.port)
    requests, ticks = 5_000, os.sysconf("SC_CLK_TCK")

    def spent():
        fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / ticks

    def ask(times):
        for _ in range(times):
            caller.request("POST", "/api/check/tsme", body, headers)
            answer = caller.getresponse()
            text = answer.read()
            if answer.status != 200 or json.loads(text)["qualifies"] != "yes":
                sys.exit(f"POST /api/check/tsme answered {answer.status}: {text[:200]!r}")

    ask(200)
    before, start = spent(), time.perf_counter()
    ask(requests)
    return (spent() - before) / requests * 1000, requests / (time.perf_counter() - start)


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=1_000_000)
    options.add_argument("--server")
    options.add_argument("--pid", type=int)
    asked = options.parse_args()
    if asked.server and asked.pid:
        cost, rate = per_request(asked.server, asked.pid)
        print(f"POST /api/check/tsme: {cost:.3f} ms of processor time a request, {rate:,.0f} requests/s from one caller")
        return
    in_environment()
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        made = enterprises(asked.count)
        theirs, seconds = by_openfisca(made, asked.count)
        ours, told = by_keshu(made, Path(folder))
    differ = (theirs != ours).nonzero()[0]
    if len(differ):
        first = {name: int(made[name][differ[0]]) for name in COLUMNS}
        sys.exit(f"they disagree on {len(differ)} of {asked.count} enterprises, first on {first}")
    print(f"{asked.count:,} enterprises, {int(ours.sum()):,} of them 科技型中小企业; both agree on every one")
    print(f"OpenFisca-Core, vectorised: {asked.count / seconds:,.0f} enterprises/s")
    print(f"Keshu: {told}")


if __name__ == "__main__":
    main()
