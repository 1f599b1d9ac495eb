#!/usr/bin/env python3
"""Whether what the pages of a folder link to is there: files beside them, and the headings that a fragment names.

    tests/docs/links_test.py FOLDER…        each with all *.md in it and in docs/, decisions/ below it
"""
import pathlib
import re
import sys

LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"^```.*?^```$|`[^`\n]*`", re.M | re.S)
HEADING = re.compile(r"^#+ (.*)$", re.M)


def anchors(page):
    """As GitHub makes them of headings."""
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    return {re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-") for heading in HEADING.findall(text)}


def wrong_links(folder):
    pages = [*folder.glob("*.md"), *folder.glob("docs/**/*.md"), *folder.glob("decisions/*.md")]
    assert pages, f"no pages in {folder}"
    for page in pages:
        for link in LINK.findall(CODE.sub("", page.read_text(encoding="utf-8"))):
            if re.match(r"[a-z]+:", link):
                continue
            name, _, fragment = link.partition("#")
            target = page.parent / name if name else page
            if not target.exists():
                yield f"{page}: {link}: is not there"
            elif fragment and fragment not in anchors(target):
                yield f"{page}: {link}: no heading is called so"


def main():
    wrong = [one for folder in sys.argv[1:] for one in wrong_links(pathlib.Path(folder))]
    print(*wrong, sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
