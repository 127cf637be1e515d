#!/usr/bin/env bash
# Installs the judges of xAPI statements into `.judges`: a validator from npm, and Ralph, which has
# strict models and a record store, into an environment of its own. Takes about ten seconds.
set -euo pipefail
cd "$(dirname "$0")/../../.."
unset PIP_CONSTRAINT
if ! [ -x .judges/bin/ralph ]; then
  python3 -m venv .judges
  .judges/bin/python -m pip install --quiet 'ralph-malph[cli,lrs]==5.1.0' requests
fi
if command -v npm >/dev/null && ! [ -d .judges/node_modules/@learninglocker ]; then
  npm install --silent --no-audit --no-fund --prefix .judges @learninglocker/xapi-validation@3.0.0
fi
