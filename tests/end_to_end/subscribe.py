"""A subscriber: reads a feed of the demo with feedparser and checks that the facts of its entries arrived."""
import sys

import feedparser

feed = feedparser.parse(sys.argv[1])
failed = []


def check(what, holds):
    if not holds:
        failed.append(what)


check("well-formed", not feed.bozo)
check("title", feed.feed.title == "Референдум – 2026")
check("language", feed.feed.get("language") == "kk")
ids = [entry.get("id") for entry in feed.entries]
check("ids are there and unique", all(ids) and len(set(ids)) == len(ids))
dates = [entry.published_parsed for entry in feed.entries]
check("newest first", all(dates) and dates == sorted(dates, reverse=True))
check("every entry has a link", all(entry.link.startswith("https://") for entry in feed.entries))
check("every entry has an author", all(entry.get("author") for entry in feed.entries))

labelled = [e for e in feed.entries if e.link == "https://qala.example/news/zhastar-2025"]
check("the labelled article is in", len(labelled) == 1)
for entry in labelled:
    terms = [tag.term for tag in entry.tags]
    check("title", entry.title == "Былтыр 300 мыңнан астам жас қала жобаларына қатысты")
    check("id", entry.id == "https://qala.example/news/zhastar-2025")
    check("local time became UTC", entry.published_parsed[:5] == (2026, 2, 23, 5, 55))
    check("author", entry.author == "Айжан Тоқтарова")
    check("label", "Референдум-2026" in terms)
    check("section", "Қоғам" in terms)
    content = entry.content[0].value if "content" in entry else entry.summary
    check("text", "<li>" in content and "өрт сөндірушілер" in content)
    check("picture", any(m.get("url") == "https://qala.example/img/zhastar.jpg" for m in entry.get("media_content", [])))
    check("credit", any(c.get("content") == "Qala.example" for c in entry.get("media_credit", [])))

print(*failed, sep="\n")
sys.exit(1 if failed else 0)
