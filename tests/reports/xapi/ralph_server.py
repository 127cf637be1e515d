"""A Ralph record store on this machine; run by the Python of the judges, not by that of the tests.

Arguments: the folder for its files, and the port.
"""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path


def main(folder: Path, port: int) -> None:
    os.environ |= {
        "RALPH_APP_DIR": str(folder),
        "RALPH_AUTH_FILE": str(folder / "auth.json"),
        "RALPH_RUNSERVER_BACKEND": "fs",
        "RALPH_BACKENDS__LRS__FS__DEFAULT_DIRECTORY_PATH": str(folder),
    }
    ralph = str(Path(sys.executable).with_name("ralph"))
    user = ("-u", "hr", "-p", "secret", "-s", "all", "-N", "hr", "-M", "mailto:hr@hr.example")
    subprocess.run([ralph, "auth", *user, "-w"], check=True)
    # Its modules read the variables when they are imported.
    files = import_module("ralph.backends.data.fs").FSDataBackend
    # As it is installed, the file store answers 500 to each request but the first.
    files.default_operation_type = import_module(
        "ralph.backends.data.base"
    ).BaseOperationType.APPEND
    app = import_module("ralph.api").app
    import_module("uvicorn").run(app, host="127.0.0.1", port=port, log_level="warning")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
