"""The work of a collector that cron starts for each poll, for comparison. Usage: old_script.py URL FOLDER RUNS

Prints, of a run: CPU seconds, seconds, KiB written. The serial whose end is the password is in PVS_SERIAL.
"""
import csv
import datetime
import json
import os
import resource
import subprocess
import sys
import time


def collect(url, folder):
    import requests
    import urllib3

    urllib3.disable_warnings()
    session = requests.Session()
    session.verify = False
    session.trust_env = False
    session.get(url + "/auth?login", auth=("ssm_owner", os.environ["PVS_SERIAL"][-5:]), timeout=10).raise_for_status()
    answer = session.get(url + "/vars?match=/&fmt=obj", timeout=10)
    answer.raise_for_status()
    told = answer.json()
    now = datetime.datetime.now()
    raw = os.path.join(folder, "raw")
    os.makedirs(raw, exist_ok=True)
    with open(os.path.join(raw, now.strftime("%Y%m%d_%H%M%S_%f.json")), "w") as file:
        json.dump(told, file, indent=2)
    live = "/sys/livedata/"
    with open(os.path.join(folder, "overview.csv"), "a", newline="") as file:
        names = ("pv_en", "site_load_en", "net_en", "pv_p", "site_load_p", "net_p")
        csv.writer(file).writerow([now] + [told.get(live + name, 0) for name in names])
    panels = {}
    for name, value in told.items():
        parts = name.split("/")
        if len(parts) > 5 and parts[3] == "inverter":
            panels.setdefault(parts[4], {})[parts[5]] = value
    with open(os.path.join(folder, "inverters.csv"), "a", newline="") as file:
        rows = csv.writer(file)
        for panel in panels.values():
            power = float(panel.get("p3phsumKw") or 0)
            rows.writerow([now, panel.get("sn"), "working" if power > 0 else "idle", power, panel.get("ltea3phsumKwh")])
    if not panels:
        sys.exit("no inverters in the answer")


def measure(url, folder, runs):
    os.makedirs(folder, exist_ok=True)
    once = [sys.executable, os.path.abspath(__file__), url, folder]
    subprocess.run(once, check=True)  # compiles what is imported
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.monotonic()
    for _ in range(runs):
        subprocess.run(once, check=True)
    wall = time.monotonic() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(cpu / runs, wall / runs, (after.ru_oublock - before.ru_oublock) / 2 / runs)


if __name__ == "__main__":
    if len(sys.argv) > 3:
        measure(sys.argv[1], sys.argv[2], int(sys.argv[3]))
    else:
        collect(sys.argv[1], sys.argv[2])
