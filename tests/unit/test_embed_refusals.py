#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What tools/embed refuses, and what it keeps of a style sheet."""

import os
import subprocess
import sys
import tempfile
import unittest

EMBED = sys.argv.pop(1)


def run(command, files, *more):
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name, text in files.items():
            path = os.path.join(folder, name)
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            if not name.startswith("used"):
                paths.append(path)
        out = os.path.join(folder, "out.css") if command == "styles" else folder
        if command == "styles":
            more += ("--used", os.path.join(folder, "used.html"))
        done = subprocess.run(
            [sys.executable, EMBED, command, "--out", out, *more, *paths], capture_output=True, text=True
        )
        made = {}
        for name in ("pages.h", "pages.c", "assets.c", "assets.txt", "out.css"):
            path = os.path.join(folder, name)
            if os.path.exists(path):
                with open(path, encoding="utf-8") as file:
                    made[name] = file.read()
        return done.returncode, done.stderr, made


class Pages(unittest.TestCase):
    def refused(self, why, page, **parts):
        files = {f"_{name}.html": text for name, text in parts.items()}
        code, said, _ = run("pages", {"page.html": page, **files})
        self.assertEqual(code, 1, said)
        self.assertIn(why, said)

    def test_a_hole_in_a_tag_stands_in_quotes(self):
        self.refused("outside quotes", "<p class={{a}}>")
        self.refused("outside quotes", "<p {{a}}>")
        self.refused("double quotes", "<p class='{{a}}'>")

    def test_what_the_policy_blocks_is_refused(self):
        self.refused("blocked", "<script>{{a}}</script>")
        self.refused("blocked", "<style>p{}</style>")
        self.refused("blocked", '<p style="color: red">')
        self.refused("blocked", '<p onclick="go()">')

    def test_sections_nest(self):
        self.refused("never closed", "{{#a}}")
        self.refused("not open", "{{/a}}")
        self.refused("not open", "{{#a}}{{#b}}{{/a}}{{/b}}")
        self.refused("pair", "{{#a")
        self.refused("within a tag", "<p")

    def test_a_name_means_one_thing(self):
        self.refused("two different things", "{{a}}{{#a}}{{b}}{{/a}}")
        self.refused("two kinds", "{{a:time}}{{a:count}}")
        self.refused("no name", "{{struct}}")
        self.refused("no name", "{{a_count}}")
        self.refused("no name", "{{Name}}")
        self.refused("no format", "{{a:money}}")
        self.refused("that far around", "{{../a}}")

    def test_parts_and_assets_exist_and_are_used(self):
        self.refused("no part", "{{>nothing}}")
        self.refused("no part", "{{nothing.a}}")
        self.refused("no asset", "{{@nothing.css}}")
        self.refused("no page uses", "plain", part="{{a}}")
        self.refused("uses itself", "{{>a}}", a="{{>b}}", b="{{>a}}")

    def test_a_shape_is_written_out_where_it_is_named(self):
        shape = {"_row.shape.html": "{{! a comment }}\n<dt>$1</dt>\n  <dd>{{$2}}</dd>\n"}
        code, said, made = run("pages", {"page.html": "<dl>\n{{=row Name|name}}\n{{=row Born|born:day}}\n</dl>", **shape})
        self.assertEqual(code, 0, said)
        self.assertIn("<dt>Name</dt><dd>", made["pages.c"])
        self.assertIn("int64_t born;", made["pages.h"])
        for why, page in (("no shape", "{{=line a|b}}{{=row a|b}}"), ("takes 2 things", "{{=row Name}}"),
                          ("takes 2 things", "{{=row Name|name|more}}"), ("takes 2 things", "{{=row Name|}}"),
                          ("no page uses this shape", "plain"), ("no name", "{{=row Name|Na me}}"),
                          ("page.html:3", "\n\n{{=line a}}")):
            code, said, _ = run("pages", {"page.html": page, **shape})
            self.assertEqual(code, 1, page)
            self.assertIn(why, said)

    def test_a_tag_may_hold_a_flag(self):
        code, said, made = run("pages", {"page.html": '<input{{?on}} checked{{/on}} value="{{a}}">'})
        self.assertEqual(code, 0, said)
        self.assertIn("bool on;", made["pages.h"])


class Assets(unittest.TestCase):
    def test_an_asset_carries_its_hash(self):
        code, said, made = run("assets", {"a.css": "abc"})
        self.assertEqual(code, 0, said)
        digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        self.assertEqual(made["assets.txt"], f"a.css /assets/{digest}/a.css\n")
        self.assertIn(f'{{"a.css", "{digest}", {{{{0xba,0x78,', made["assets.c"])
        self.assertIn("97,98,99,", made["assets.c"])

    def test_an_unknown_kind_or_an_empty_file_is_refused(self):
        self.assertEqual(run("assets", {"a.exe": "abc"})[0], 1)
        self.assertEqual(run("assets", {"a.css": ""})[0], 1)


class Styles(unittest.TestCase):
    def kept(self, style, used):
        code, said, made = run("styles", {"a.css": style, "used.html": used})
        self.assertEqual(code, 0, said)
        return made["out.css"].strip()

    def test_only_used_rules_are_kept(self):
        style = ".a,.b .c{x:1}.d{y:2}p{z:3}@media print{.d{q:1}.a:not(.zz){r:2}}@media x{.e{}}"
        self.assertEqual(self.kept(style, '<p class="a">'), ".a{x:1}p{z:3}@media print{.a:not(.zz){r:2}}")

    def test_fonts_of_others_are_left_out(self):
        style = '@font-face{font-family:F;src:url(https://a.example/f)}p{font-family:Frutiger W01,arial}'
        self.assertEqual(self.kept(style, "<p>"), "p{font-family:arial}")

    def test_a_rule_that_fetches_is_left_out(self):
        style = "p{background:url(https://a.example/i)}p{mask:url(/i)}p{x:url(data:image/png;base64,a)}"
        self.assertEqual(self.kept(style, "<p>"), "p{x:url(data:image/png;base64,a)}")


unittest.main()
