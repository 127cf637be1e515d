"""`python -m benchmarks`: prints costs as ratios to comparisons measured in the same run."""

from __future__ import annotations

from benchmarks import deliver, growth, load, start, step, store, window


def main() -> None:
    """Prints one table of all benchmarks; `MORE` marks a value above its limit."""
    print("CPU time, medians of interleaved rounds")
    for rows in (
        step.rows,
        growth.rows,
        load.rows,
        start.rows,
        store.rows,
        deliver.rows,
        window.rows,
    ):
        for row in rows():
            print(row)


if __name__ == "__main__":
    main()
