#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Compares schema/openapi.json with the daemon's table of routes.

usage: openapi.py ROUTES_LIST OPENAPI    ROUTES_LIST prints the table

Every route is in both; a body is described where the route takes one, with its type and
largest size, and nowhere else; each {name} of a path is a declared parameter.
"""

import json
import re
import subprocess
import sys

METHODS = ("get", "post", "put")


def table(program):
    routes = {}
    for line in subprocess.run([program], check=True, capture_output=True, text=True).stdout.splitlines():
        verb, pattern, limit, kind = line.split(" ")
        key = (verb.lower(), pattern.replace("*}", "}"))
        assert key not in routes, f"{key}: twice in the table"
        routes[key] = (int(limit), None if kind == "-" else kind)
    return routes


def described(paths):
    return {(method, path): item[method] for path, item in paths.items() for method in METHODS if method in item}


def check(key, operation, limit, kind):
    path = key[1]
    names = re.findall(r"\{(\w+)\}", path)
    declared = [one["name"] for one in operation.get("parameters", []) if one["in"] == "path"]
    assert names == declared, f"{key}: parameters {declared}, in the path {names}"
    assert operation.get("summary"), f"{key}: no summary"
    assert operation.get("responses"), f"{key}: no responses"
    body = operation.get("requestBody")
    assert (body is not None) == (limit > 0), f"{key}: body and limit {limit} disagree"
    if body:
        assert list(body["content"]) == [kind], f"{key}: body of {list(body['content'])}, not {kind}"
        assert operation["x-limit"] == limit, f"{key}: x-limit is not {limit}"


def main():
    routes = table(sys.argv[1])
    with open(sys.argv[2], encoding="utf-8") as file:
        document = json.load(file)
    assert document["openapi"].startswith("3.1"), "not OpenAPI 3.1"
    operations = described(document["paths"])
    missing = sorted(set(routes) - set(operations))
    extra = sorted(set(operations) - set(routes))
    assert not missing, f"not described: {missing}"
    assert not extra, f"described, but no route: {extra}"
    for key, (limit, kind) in routes.items():
        check(key, operations[key], limit, kind)
    print(f"{len(routes)} routes agree")


main()
