"""Prints what feedparser understands of the feed on standard input, as one JSON object."""
import json
import sys

import feedparser

parsed = feedparser.parse(sys.stdin.buffer.read())


def time(value):
    return "%04d-%02d-%02dT%02d:%02d:%02dZ" % tuple(value[:6]) if value else None


def links(of):
    return [[link.get("rel"), link.get("href")] for link in of.get("links", [])]


print(json.dumps({
    "bozo": bool(parsed.bozo),
    "version": parsed.version,
    "feed": {
        "id": parsed.feed.get("id"),
        "title": parsed.feed.get("title"),
        "subtitle": parsed.feed.get("subtitle"),
        "language": parsed.feed.get("language"),
        "updated": time(parsed.feed.get("updated_parsed")),
        "links": links(parsed.feed),
    },
    "entries": [{
        "id": entry.get("id"),
        "title": entry.get("title"),
        "link": entry.get("link"),
        "summary": entry.get("summary"),
        "content": [part.value for part in entry.get("content", [])],
        "published": time(entry.get("published_parsed")),
        "updated": time(entry.get("updated_parsed")),
        "authors": [author.get("name") for author in entry.get("authors", [])],
        "categories": [[tag.term, tag.scheme, tag.label] for tag in entry.get("tags", [])],
        "enclosures": [[file.get("href"), file.get("type"), file.get("length")] for file in entry.get("enclosures", [])],
        "source": entry.get("source", {}).get("title"),
        "picture": [media.get("url") for media in entry.get("media_content", []) if media.get("medium") == "image"],
        "credit": [credit.get("content") for credit in entry.get("media_credit", [])],
        "links": links(entry),
    } for entry in parsed.entries],
}, ensure_ascii=False))
