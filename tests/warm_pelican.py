"""Pelican, loaded once: each build is a fork of this process, as new as `python -m pelican`.

Three quarters of a small build are the loading of modules. Reads orders from standard input, one a
line: folder, environment, arguments and two files for what is said; answers with the exit code.
"""

import json
import os
import runpy
import signal
import sys
import time
from importlib import import_module

import pelicanconf

for plugin in pelicanconf.PLUGINS:
    import_module(plugin)
del sys.modules["pelicanconf"]  # settings are read anew by each build

for line in sys.stdin:
    order = json.loads(line)
    build = os.fork()
    if not build:
        break
    print(os.waitstatus_to_exitcode(os.waitpid(build, 0)[1]), flush=True)  # noqa: T201 - the answer to the order
else:
    sys.exit()

# Only a fork comes here, and from here on it is `python -m pelican` in the folder of its order.
signal.alarm(order["seconds"])
os.chdir(order["folder"])
os.environ.clear()
os.environ.update(order["environment"])
time.tzset()
for stream, file in enumerate((os.devnull, order["out"], order["err"])):
    mode = os.O_WRONLY | os.O_CREAT | os.O_TRUNC if stream else os.O_RDONLY
    os.dup2(os.open(file, mode), stream)
sys.path[0] = order["folder"]
sys.argv[1:] = order["arguments"]
runpy.run_module("pelican", run_name="__main__", alter_sys=True)
