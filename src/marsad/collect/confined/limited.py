"""Run a program with limits: MEMORY SECONDS SAID PROGRAM...  Stands alone; nothing of marsad is imported."""

import os
import resource
import sys


def main() -> None:
    """Set the limits, which no child can raise again, and become the program."""
    memory, seconds, said = (int(value) for value in sys.argv[1:4])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (max(said, 200_000_000), max(said, 200_000_000)))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.execv(sys.argv[4], sys.argv[4:])  # nosec B606


if __name__ == "__main__":
    main()
