"""A feed whose articles try to break a web page: words without end, wide tables, listings and pictures, deep nesting,
odd markup, other directions of writing, no titles. And a plain one of a thousand articles."""
import html

CHANNEL = ('<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
           "<title>{title}</title><link>https://{host}/</link><description>d</description><language>kk</language>{items}</channel></rss>")


def item(number, title, body, host="hostile.example"):
    day = 1 + number % 23
    return (f"<item><title>{html.escape(title)}</title><link>https://{host}/{number}</link><guid>https://{host}/{number}</guid>"
            f"<pubDate>{day:02} Feb 2026 {number % 24:02}:{number % 60:02}:00 +0500</pubDate><category>Спорт</category>"
            f"<content:encoded><![CDATA[{body}]]></content:encoded></item>")


def cells(tag, count, text):
    return "".join(f"<{tag}>{text} {n}</{tag}>" for n in range(count))


def hostile():
    nowhere = "http://127.0.0.1:9"
    bodies = [
        ("Ұзынсөз" * 80, f"<p>{'x' * 3000}</p><p><a href='https://a.kz/{'y' * 900}'>https://a.kz/{'y' * 900}</a></p>"),
        ("Wide tables and listings",
         f"<table><caption>Кесте</caption><tr>{cells('th', 40, 'Column')}</tr>" + f"<tr>{cells('td', 40, 'value')}</tr>" * 5 +
         f"</table><pre>{'if (a) { return 12345; } ' * 40}\n second line</pre><p><code>{'c' * 400}</code></p>"),
        ("Huge pictures",
         f"<p><img src='{nowhere}/1.png' width='5000' height='4000'></p><p><a href='https://a.kz/p'><img src='{nowhere}/2.png' width=4000>"
         f"</a></p><figure><img src='{nowhere}/3.png' width=3000 height=20><figcaption>{'w' * 500}</figcaption></figure>"
         f"<video src='{nowhere}/v.mp4' width=4000 controls></video><audio controls src='{nowhere}/a.mp3'></audio>"),
        ("Deep nesting", "".join(("<" + "><".join(tags) + ">") * 40 + "deep" + ("</" + "></".join(reversed(tags)) + ">") * 40
                                 for tags in [["blockquote"], ["ul", "li"], ["ol", "li"], ["dl", "dd"], ["details"], ["figure"]])),
        ("Odd markup",
         "<ul><p>no item</p>text<b>bold</b></ul><li>alone</li><dl><p>p</p><dt>t<dd>d</dl><table><tr><th></th></tr></table><table><tr><td>"
         "<table><tr><td>nested</td></tr></table></td></tr></table><h1>H1</h1><h6>H6</h6><mark>marked <a href='https://a.kz/m'>link</a></mark>"
         "<p lang='xx'>odd</p><p lang='zz-klingon'>odder</p><details><summary>More <a href='https://a.kz/s'>link</a></summary>text</details>"
         "<section><header>h</header><footer>f</footer><aside>aside</aside><nav>nav</nav><main>main</main></section>"
         "<ruby>漢<rp>(</rp><rt>kan</rt></ruby><font color='#eee'>pale</font><button>Press</button><input name=a><iframe src='https://a.kz/'></iframe>"
         "<a href='https://a.kz/'></a><a href='https://a.kz/'><span> </span></a>"),
        ("الخبر الأول: من اليمين إلى اليسار", f"<p dir='rtl'>نص</p><p dir=rtl>{'ع' * 600}</p>"),
        ("", "<p>Мақаланың тақырыбы жоқ, тек мәтіні бар.</p>"),
        ("Қазақстанда жаңа стадион ашылды", "<p>Астанада жаңа стадион ашылды.</p><p>" + "Сарапшылар өңірге серпін береді деп отыр. " * 20 +
         f"</p><table><tr>{cells('td', 2, 'Жыл')}</tr></table>"),
    ]
    items = "".join(item(number, title, body) for number, (title, body) in enumerate(bodies, 1))
    return CHANNEL.format(title="Hostile " + "News" * 60, host="hostile.example", items=items)


def many():
    items = "".join(item(number, f"Жаңалық № {number}", f"<p>Мәтін {number}</p>", "many.example") for number in range(1000))
    return CHANNEL.format(title="Қала тынысы", host="many.example", items=items)


CONFIGURATION = """
[daemon]
title = "Арна"
time_zone = "Asia/Almaty"
[[source]]
name = "hostile"
path = "hostile.xml"
[[source]]
name = "many"
path = "many.xml"
[[tag]]
name = "hostile"
match = "source:hostile"
[[tag]]
name = "many"
limit = 1000
language = "kk"
match = "source:many"
[[tag]]
name = "empty"
title = "{title}"
description = "{title}"
match = "nothinglikethis"
""".format(title="Өтеұзынтақырып" * 12)
