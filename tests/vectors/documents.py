#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Our parser and the schemas accept and refuse the same documents.

documents.py PROGRAM SCHEMAS EXAMPLES: the good and bad examples, and each good one with
one member at a time left out, added or changed.
"""
import copy
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata

import jsonschema

SIZE_MAX = 65521
SAFE_MAX = 2**53 - 1
OTHERS = [None, True, 0, SAFE_MAX, "", "x", [], {"x": 1}]


class Refused(Exception):
    """What protocol.md section 2 asks of every document before its schema."""


def pairs(items):
    names = [name for name, _ in items]
    if len(set(names)) != len(names):
        raise Refused("a member twice")
    return dict(items)


def no_number(text):
    raise Refused("not a whole number: " + text)


def whole(text):
    if not 0 <= int(text) <= SAFE_MAX or text.startswith("-"):
        raise Refused("a number out of range")
    return int(text)


def check_text(text):
    for character in text:
        if unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp"):
            raise Refused("a control character")
    if unicodedata.normalize("NFC", text) != text:
        raise Refused("not NFC")


def check_value(value, depth):
    if depth > 8:
        raise Refused("too deep")
    if isinstance(value, str):
        check_text(value)
    elif isinstance(value, dict):
        for name, inner in value.items():
            check_text(name)
            check_value(inner, depth + isinstance(inner, (dict, list)))
    elif isinstance(value, list):
        for inner in value:
            check_value(inner, depth + isinstance(inner, (dict, list)))


def read(data):
    """The document, or Refused."""
    if len(data) > SIZE_MAX or b"\t" in data or b"\r" in data:
        raise Refused("size or white space")
    try:
        text = data.decode("utf-8")
        if unicodedata.normalize("NFC", text) != text:
            raise Refused("not NFC")
        value = json.loads(
            text,
            object_pairs_hook=pairs,
            parse_int=whole,
            parse_float=no_number,
            parse_constant=no_number,
        )
    except ValueError as wrong:
        raise Refused(str(wrong)) from wrong
    check_value(value, 1)
    if not isinstance(value, dict) or next(iter(value), None) != "document":
        raise Refused("the first member")
    return value


def check_order(document):
    """What the schemas can only say in words: constituencies ascend."""
    numbers = [
        item["constituency"]
        for item in document.get("constituencies", [])
        if "constituency" in item
    ]
    if numbers != sorted(set(numbers)):
        raise Refused("not ascending")


def described(_validator, words, text, _schema):
    """What a description demands: JSON Schema counts characters, we count bytes."""
    most = re.search(r"at most (\d+) bytes of UTF-8", words)
    if most and isinstance(text, str) and len(text.encode()) > int(most[1]):
        yield jsonschema.ValidationError("too many bytes")


VALIDATOR = jsonschema.validators.extend(jsonschema.Draft202012Validator, {"description": described})


def is_good(schemas, path):
    kind = path.name.replace(".", "-").split("-")[0]
    try:
        document = read(path.read_bytes())
        schemas[kind].validate(document)
        check_order(document)
    except (Refused, jsonschema.ValidationError):
        return False
    return True


def containers(value):
    """Every object and list inside, of a list's items the first."""
    inner = []
    if isinstance(value, dict):
        yield value
        inner = value.values()
    elif isinstance(value, list):
        yield value
        inner = value[:1]
    for each in inner:
        yield from containers(each)


def changed(document):
    """The document with one thing wrong, or at least other, at a time."""
    count = len(list(containers(document)))
    for place in range(count):
        original = list(containers(document))[place]
        keys = list(original) if isinstance(original, dict) else range(len(original))[:1]
        for key in keys:
            for other in ["without", *OTHERS]:
                fresh = copy.deepcopy(document)
                spot = list(containers(fresh))[place]
                if other == "without":
                    del spot[key]
                else:
                    spot[key] = other
                yield fresh
        if isinstance(original, dict):
            fresh = copy.deepcopy(document)
            list(containers(fresh))[place]["unknown"] = "x"
            yield fresh


def make_changed(good, folder):
    made = []
    for path in good:
        document = json.loads(path.read_text("utf-8"))
        for number, other in enumerate(changed(document)):
            target = folder / f"{path.stem}-{number}.json"
            target.write_text(json.dumps(other, ensure_ascii=False), "utf-8")
            made.append(target)
    return made


def verdicts(program, paths):
    answers = {}
    for start in range(0, len(paths), 500):
        run = subprocess.run(
            [program, *map(str, paths[start : start + 500])],
            check=True,
            capture_output=True,
            text=True,
        )
        for line in run.stdout.splitlines():
            path, verdict, *_ = line.split(" ")
            answers[pathlib.Path(path)] = verdict
    return answers


def main():
    program, schema_folder, examples = sys.argv[1], *map(pathlib.Path, sys.argv[2:4])
    schemas = {}
    for path in sorted(schema_folder.glob("*.schema.json")):
        schema = json.loads(path.read_text("utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        schemas[path.name.split(".")[0]] = VALIDATOR(schema)

    good = sorted((examples / "good").glob("*.json"))
    bad = sorted((examples / "bad").glob("*.json"))
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        others = make_changed(good, pathlib.Path(folder))
        answers = verdicts(program, good + bad + others)
        for path in good:
            if answers[path] != "same" or not is_good(schemas, path):
                wrong.append(f"good {path.name}: parser {answers[path]}")
        for path in bad:
            if answers[path] != "refused" or is_good(schemas, path):
                wrong.append(f"bad {path.name}: parser {answers[path]}")
        for path in others:
            if (answers[path] != "refused") != is_good(schemas, path):
                text = path.read_text("utf-8")
                wrong.append(f"{path.name}: parser {answers[path]}: {text[:3000]}")

    print(f"{len(good)} good, {len(bad)} bad, {len(others)} changed")
    for line in wrong:
        print("differ:", line)
    untested = set(schemas) - {path.stem.split("-")[0] for path in good}
    if wrong or untested or not good or not bad:
        print("without a good example:", untested)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
