"""`make fuzz`: every subject with so many inputs, on all processors, within a time; what fails is saved.

    python -m fuzz [--seed N] [--minutes N] [--share 0.1] [--only SUBJECT] [--again SUBJECT NUMBER] [--save FOLDER]
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import sys
import time
from collections import Counter
from pathlib import Path

from . import attachments, built, kinds, reports, sheets, yaml_forms
from .inputs import Input, Maker
from .running import Outcome, outcome_of

SUBJECTS: dict[str, tuple[Maker, int]] = {
    "yaml": (yaml_forms.make, 3200), "xlsx-archive": (sheets.archive, 1500), "xlsx-xml": (sheets.xml, 2000),
    "xlsx-values": (sheets.values, 1500), "report-json": (reports.make, 2000), "word": (built.word, 300),
    "manifest": (built.manifest, 200), "kind": (kinds.make, 300), "attachment": (attachments.make, 100),
}
"""Subject → what makes its inputs, and how many there are in a whole run."""
_RECYCLED_AFTER = 150
_Job = tuple[str, int, int]


def made(subject: str, seed: int, number: int) -> Input:
    """The input of a subject with a number, the same for the same seed."""
    return SUBJECTS[subject][0](random.Random(f"{seed} {subject} {number}"))


def _tried(job: _Job) -> tuple[_Job, Outcome]:
    return job, outcome_of(made(*job))


def main() -> int:
    """Run what was asked for; the exit status says whether all was well."""
    asked = _asked()
    if asked.again:
        print("\n".join(outcome_of(made(asked.again[0], asked.seed, int(asked.again[1]))).wrong) or "没有问题")
        return 0
    jobs = [
        (subject, asked.seed, number) for subject, (_, count) in SUBJECTS.items()
        if asked.only in ("", subject) for number in range(round(count * asked.share))
    ]
    random.Random(asked.seed).shuffle(jobs)
    print(f"种子 {asked.seed}，{len(jobs)} 份输入，最多 {asked.minutes} 分钟", flush=True)
    begun = time.monotonic()
    done, failed = _all(jobs, asked, begun)
    spent = time.monotonic() - begun
    print(f"试了 {sum(done.values())} 份（{'，'.join(f'{s} {n}' for s, n in sorted(done.items()))}），{spent:.0f} 秒，"
          f"不对的 {failed} 份")
    return 1 if failed or sum(done.values()) < len(jobs) else 0


def _all(jobs: list[_Job], asked: argparse.Namespace, begun: float) -> tuple[Counter[str], int]:
    done: Counter[str] = Counter()
    failed = 0
    slowest, largest = 0.0, 0
    took: Counter[str] = Counter()
    for subject in {job[0] for job in jobs}:
        outcome_of(made(subject, asked.seed, 0))  # what is loaded now need not be loaded again in every process
    context = multiprocessing.get_context("fork")
    with context.Pool(os.cpu_count(), maxtasksperchild=_RECYCLED_AFTER) as pool:
        for job, outcome in pool.imap_unordered(_tried, jobs):
            done[job[0]] += 1
            took[job[0]] += outcome.seconds
            slowest, largest = max(slowest, outcome.seconds), max(largest, outcome.memory)
            if outcome.wrong:
                failed += 1
                _save(job, outcome, asked.save)
            if time.monotonic() - begun > asked.minutes * 60:
                pool.terminate()
                break
    print(f"最慢的 {slowest:.1f} 秒，内存最多 {largest // 1024} MiB；"
          f"平均：{'，'.join(f'{s} {took[s] / n:.2f} 秒' for s, n in sorted(done.items()))}")
    return done, failed


def _save(job: _Job, outcome: Outcome, folder: Path) -> None:
    subject, seed, number = job
    spot = folder / f"{subject}-{seed}-{number}"
    spoilt = made(*job)
    for name, content in spoilt.files.items():
        (spot / name).parent.mkdir(parents=True, exist_ok=True)
        (spot / name).write_bytes(content)
    (spot / "怎么回事.txt").write_text(
        f"discloser {' '.join(spoilt.command)}\n" + "\n".join(outcome.wrong), encoding="utf-8")
    print(f"不对：{spot}：{outcome.wrong[0].strip().splitlines()[-1][:200]}", flush=True)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m fuzz")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--share", type=float, default=1)
    parser.add_argument("--only", choices=("", *SUBJECTS), default="")
    parser.add_argument("--again", nargs=2, metavar=("SUBJECT", "NUMBER"))
    parser.add_argument("--save", type=Path, default=Path("fuzz-failures"))
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
