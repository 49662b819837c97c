"""Turns schemathesis' report into the one closing line of every test of this repository.

usage: closing_line.py REPORT EXIT_STATUS
"""
import re
import sys

report = open(sys.argv[1], encoding="utf-8").read()
calls = max((int(n) for n in re.findall(r"(\d+) generated", report)), default=0)
found = re.search(r"(\d+) unique failures?", report)
failures = int(found.group(1)) if found else int(sys.argv[2] != "0")
print(f"{max(calls - failures, 0)} passed, {failures} failed")
sys.exit(min(failures, 100))
