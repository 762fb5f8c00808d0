"""Reads the same addresses with `resolve` and with two Python packages, and prints how well and how fast each did.

`make bench` runs it. By hand, in an environment with what requirements.txt names:

    cargo bench -p gazetteer --bench quality -- --write /tmp/addresses.tsv
    cargo build --release -p gazetteer --bin resolve
    python compare.py --addresses /tmp/addresses.tsv --resolve target/release/resolve --data data

The addresses are those of the bench `quality`: lines of style, text and the codes of all communes that are right. Of
each style in STYLES a few are drawn, always the same ones; each reader gets the same. Each is asked as its own
documentation says is best:

- `resolve`: one process, lines in, JSON out. Its speed is that of a whole style, since it is done with the few at once.
- vietnamadminunits 1.0.4 (MIT): `convert_address` for old addresses, `parse_address(mode="FROM_2025")` for those of
  today, so that it alone is told which of the two they are. It gives one official code. For a house in a divided ward
  it would send the address to a geocoding service on the internet; here it gets no answer from there, and takes the
  ward that it holds to be the most likely.
- vietnam-address-converter 1.0.5 (Apache-2.0): `convert_address_text`, all candidates where there are several. It gives
  names, in place of which the official codes are put: by the name of today or of 2025, with accents or without.

An answer is exact if it names all communes that are right and no other. What a package raises is no answer. Starting up
is not counted in the rates.
"""

import argparse
import csv
import json
import os
import random
import subprocess
import threading
import time
import unicodedata
from collections import defaultdict
from pathlib import Path

STYLES = [
    "canonical",
    "without accents",
    "abbreviated",
    "abbreviated, plain, no commas",
    "no commas",
    "no types",
    "street in front",
    "street, abbreviated",
    "today's two levels",
    "former wards",
    "a letter wrong",
    "a letter wrong, plain",
]
TODAY = {"today's two levels"}


def read_addresses(path):
    """The texts of each style, each with the codes that are right."""
    styles = defaultdict(list)
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        style, text, codes = line.split("\t")
        styles[style].append((text, codes.split()))
    return styles


class Resolve:
    """This project's program."""

    name = "resolve"

    def __init__(self, program):
        self.process = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.ask(["Phường Bến Nghé, Quận 1"])

    def ask(self, texts):
        """The lines of JSON for some texts."""
        lines = "".join(text + "\n" for text in texts).encode()
        writer = threading.Thread(target=self.write, args=(lines,))
        writer.start()
        blocks, missing = [], len(texts)
        while missing > 0:
            block = os.read(self.process.stdout.fileno(), 1 << 20)
            if not block:
                raise SystemExit("compare: resolve ended before it had answered")
            blocks.append(block)
            missing -= block.count(b"\n")
        writer.join()
        return b"".join(blocks).decode().splitlines()

    def write(self, lines):
        self.process.stdin.write(lines)
        self.process.stdin.flush()

    def measure(self, texts, all_texts, _style):
        """The codes for some texts of a style, and how many of all its texts are read a second."""
        begun = time.perf_counter()
        self.ask(all_texts)
        rate = len(all_texts) / (time.perf_counter() - begun)
        return [json.loads(line)["communes"] for line in self.ask(texts)], rate


class Package:
    """A Python package, asked text by text."""

    def measure(self, texts, _all_texts, style):
        """The codes for the texts, and how many are read a second."""
        convert = self.converter(style)
        answers = []
        begun = time.perf_counter()
        for text in texts:
            try:
                answers.append(convert(text))
            except Exception:  # pylint: disable=broad-except  # whatever it is, it is no answer
                answers.append(None)
        rate = len(texts) / (time.perf_counter() - begun)
        return [[] if answer is None else self.codes(answer) for answer in answers], rate


class VietnamAdminUnits(Package):
    """vietnamadminunits."""

    name = "vietnamadminunits"

    def __init__(self):
        from vietnamadminunits import convert_address, parse_address
        from vietnamadminunits.converter import converter_2025

        # No address leaves this machine.
        converter_2025.get_geo_location = lambda address: None
        self.convert = convert_address
        self.parse = lambda text: parse_address(text, mode="FROM_2025")
        self.convert("Phường Bến Nghé, Quận 1, Thành phố Hồ Chí Minh")

    def converter(self, style):
        """What is asked for a style."""
        return self.parse if style in TODAY else self.convert

    def codes(self, unit):
        """The code of its one answer."""
        return [unit.ward_code] if unit.ward_code else []


class VietnamAddressConverter(Package):
    """vietnam-address-converter."""

    name = "v.-address-converter"

    def __init__(self, data):
        from vietnam_address_converter import create_converter

        self.convert = create_converter().convert_address_text
        self.official = official_codes(data)
        self.unknown = set()
        # It builds its tables with the first addresses, which takes some seconds.
        self.convert("Phường Bến Nghé, Quận 1, Thành phố Hồ Chí Minh")

    def converter(self, _style):
        """What is asked for a style."""
        return self.convert

    def codes(self, answer):
        """The codes of all its candidates, by their names."""
        if answer["input_type"] == "old":
            found = [(one["new_ward"], one["new_province"]) for one in answer["conversion"]["candidates"]]
        else:
            one = answer["converted"] or {}
            found = [(one.get("ward"), one.get("province"))]
        codes = []
        for ward, province in found:
            if ward and province:
                names = (ward["name_with_type"], province["name_with_type"])
                spellings = (spell(*names) for spell in (spelled, plain))
                code = next((self.official[key] for key in spellings if key in self.official), None)
                if code is None:
                    self.unknown.add(", ".join(names))
                codes.append(code or ", ".join(names))
        return list(dict.fromkeys(codes))


def official_codes(data):
    """The code of each commune by its names of today and of 2025; without accents only where that is no other's too."""

    def rows(name):
        with open(Path(data) / name, encoding="utf-8", newline="") as table:
            return list(csv.DictReader(table))

    def names(row):
        return {row["name"], row["former_name"] or row["name"]}

    provinces = {row["code"]: names(row) for row in rows("provinces.csv")}
    official = defaultdict(set)
    for row in rows("communes.csv"):
        for name in names(row):
            for province in provinces[row["province_code"]]:
                for spell in (spelled, plain):
                    official[spell(name, province)].add(row["code"])
    return {key: codes.pop() for key, codes in official.items() if len(codes) == 1}


def spelled(commune, province):
    """A key for names that differ at most in capitals, dashes and in which vowel bears the tone."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    key = []
    for word in words(commune, province):
        bare = "".join(c for c in word if c not in tones)
        key.append(bare + "".join(c for c in word if c in tones))
    return " ".join(key)


def plain(commune, province):
    """A key for names that differ at most in accents besides."""
    letters = " ".join(words(commune, province))
    return "plain: " + "".join(c for c in letters if not unicodedata.combining(c)).replace("đ", "d")


def words(commune, province):
    """The words of two names in small letters, accents parted from them, without the type word of the province."""
    lower = unicodedata.normalize("NFC", province).casefold()
    for word in ("thành phố ", "thủ đô ", "tỉnh "):
        lower = lower.removeprefix(word)
    letters = unicodedata.normalize("NFD", f"{commune.casefold()}, {lower}")
    return "".join(c if c.isalpha() or c.isdigit() or unicodedata.combining(c) else " " for c in letters).split()


def main():
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--addresses", required=True, help="lines of style, text and codes")
    parser.add_argument("--resolve", required=True, help="the program")
    parser.add_argument("--data", required=True, help="the folder of tables")
    parser.add_argument("--texts", type=int, default=1000, help="how many of each style")
    args = parser.parse_args()

    readers = []
    for start in (
        lambda: Resolve(args.resolve),
        VietnamAdminUnits,
        lambda: VietnamAddressConverter(args.data),
    ):
        begun = time.perf_counter()
        readers.append(start())
        print(f"{readers[-1].name} started in {time.perf_counter() - begun:.1f} s", flush=True)

    print(f"\n{args.texts} texts of each style, drawn with a fixed seed")
    print("exact: all communes that are right and no other; first: the first answer is right; a second: texts read\n")
    print(" " * 32 + "".join(f"{reader.name:>26}" for reader in readers))
    print(f"{'style':32}" + f"{'exact':>9}{'first':>8}{'a second':>9}" * len(readers))
    styles = read_addresses(args.addresses)
    for style in STYLES:
        addresses = styles[style]
        drawn = random.Random(1).sample(addresses, min(args.texts, len(addresses)))
        texts, all_texts = [text for text, _ in drawn], [text for text, _ in addresses]
        row = f"{style:32}"
        for reader in readers:
            answers, rate = reader.measure(texts, all_texts, style)
            pairs = list(zip(answers, (codes for _, codes in drawn)))
            exact = sum(set(found) == set(right) for found, right in pairs)
            first = sum(found[0] in right for found, right in pairs if found)
            row += f"{100 * exact / len(drawn):8.1f}%{100 * first / len(drawn):7.1f}%{rate:9,.0f}"
        print(row, flush=True)
    unknown = sorted(readers[-1].unknown)
    if unknown:
        print(f"\n{readers[-1].name}: {len(unknown)} names that no commune has: {'; '.join(unknown[:5])}")


if __name__ == "__main__":
    main()
