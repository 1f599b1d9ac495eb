#!/usr/bin/env python3
"""Writes xpath_reference.txt and css_reference.txt: expressions over page.html and what others find in it, libxml2 (through
lxml) for XPath, cssselect or soupsieve for CSS. A line is an expression, a tab and a result; an element is its number in document
order, html being 0. Some expressions are written by hand, the others made by chance with a fixed seed."""
import math
import pathlib
import random
import sys

import lxml.html
import lxml.etree
import bs4

HERE = pathlib.Path(__file__).resolve().parent
PAGE = (HERE / "page.html").read_text(encoding="utf-8").rstrip("\n")

tree = lxml.html.document_fromstring(PAGE).getroottree()
numbers = {e: i for i, e in enumerate(e for e in tree.getroot().iter() if isinstance(e.tag, str))}
soup = bs4.BeautifulSoup(PAGE, "lxml")
soup_numbers = {id(e): i for i, e in enumerate(soup.find_all(True))}
assert len(numbers) == len(soup_numbers)


def escaped(text):
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")


def result_of(found):
    if isinstance(found, bool):
        return f"boolean {str(found).lower()}"
    if isinstance(found, float):
        text = "NaN" if math.isnan(found) else ("-" if found < 0 else "") + "Infinity" if math.isinf(found) else repr(found)
        return f"number {text.removesuffix('.0') if text != '-0.0' else '0'}"
    if isinstance(found, str):
        return f"string {escaped(found)}"
    parts = []
    for node in found:
        if isinstance(node, str) and node.is_attribute:
            parts.append(f"{numbers[node.getparent()]}@{node.attrname}")
        elif isinstance(node, str):
            parts.append(f"'{escaped(node)}'")
        elif isinstance(node.tag, str):
            parts.append(str(numbers[node]))
        else:
            parts.append("comment")
    return "nodes " + " ".join(parts)


XPATH = """
//div | //h2/a | /html | / | . | .. | //text()[normalize-space()] | //comment() | //processing-instruction() | //@class
//div[@class='card'] | //div[contains(@class, 'card')] | //div[contains(concat(' ', normalize-space(@class), ' '), ' card ')]
//li[1] | (//li)[1] | //li[last()] | //li[position()<3] | //li[position() mod 2 = 1] | //tr/td[2] | (//td)[last()-1] | //td[1][2] | //td[. > 2] | //p[2]/preceding-sibling::*
//h2/following-sibling::p | //h2/following-sibling::*[1] | //time/preceding-sibling::*[1] | //time/preceding-sibling::*[last()] | //em/preceding::time[1] | //em/preceding::*
//h1/following::h2 | //h1/following::*[3] | //b/ancestor::* | //b/ancestor::*[1] | //b/ancestor-or-self::*[2] | //b/ancestor::div[last()] | //td/ancestor::table | //p/.. | //a/../..
//div[h2] | //div[h2 and not(time)] | //div[h2/a/@rel] | //div[.//b] | //article[not(.//article)] | //div[count(p) > 1] | //div[count(p)=count(h2)] | //*[@id] | //*[@*] | //*[count(@*)>2]
//a[starts-with(@href,'/tag/')] | //a[@href='/qogam/1']/text() | //a/@href[contains(.,'qogam')] | //@href/.. | //@href[1] | (//@href)[2] | //*[@class and @id]/@id
string(//h1) | string(//nosuch) | string(//time/@datetime) | normalize-space(//div[@id='c4']) | substring-before(//time,' ') | substring-after(//time,' ') | substring('12345',2,3) | substring('12345', 1.5, 2.6)
substring('12345', 0, 3) | substring('12345', 0 div 0, 3) | substring('12345', 1, 0 div 0) | substring('12345', -42, 1 div 0) | substring('12345', -1 div 0, 1 div 0) | substring('Қазақ', 2) | string-length('Қазақ') | string-length(//h1)
translate('бар','абв','АБ') | translate('--aaa--','abc-','ABC') | concat('#', //div/@id) | concat('a','b',1+1,true()) | contains('abc','') | starts-with('','') | contains('','a')
count(//a) | sum(//span) | sum(//span[. > 0]) | floor(-1.5) | ceiling(-1.5) | round(-1.5) | round(2.5) | round(-0.4) | 7 mod 3 | -7 mod 3 | 7 mod -3 | 1.5 mod 0.5 | 1 div 0 | -1 div 0 | 0 div 0 | 2 * 3 - 4 div 2 | - - 3 | -(3) | number('  12 ') | number('+1') | number('-.5') | number(true()) | number(//nosuch) | number('') | 0.1 + 0.2 | 100 | .5 | 5.
1 = 1 | 1 = '1' | 'a' = 'b' | 'a' != 'b' | true() = 'x' | true() = '' | //li = 'Қоғам' | //li != 'Қоғам' | //nosuch = 'a' | //nosuch != 'a' | //nosuch = false() | //li = true() | //span > 1000 | //span < -6 | 1000 < //span | //span = 35.5 | //td = //span | //td != //td | //h1 != //h1 | //h1 = //li | //td < //span | //td <= 1 | 2 < 3 < 1 | 3 > 2 = true() | 'a' < 'b' | not(1) | not(0) | boolean('false') | boolean('') | boolean(//p) | boolean(0 div 0) | 1 and 0 | 1 or 0 | true() and false() or true()
id('c1') | id('c1 c3 nosuch') | id(//div[@id]/@id) | id('c2')/h2 | name(//div) | local-name(//@*) | name(.) | name(//nosuch) | name() | namespace-uri(//div) | //*[name()='div'] | //*[local-name()='h2'] | //*[self::h1 or self::h2]
//div/* | //div/node() | //p/text() | //p/node()[2] | //self::p | //div/self::div | //div/descendant::p | //div/descendant-or-self::div | //body/child::* | //tr[td[2]] | //tr[td][2] | //td[position()=last()] | //*[position()=2][self::p] | //p[position()=2 or @class] | //p[@class][1] | (//p)[@class][1] | //div[p[2]/i] | //*[.='x'] | //*[text()='x'] | //p[not(node())] | //p[normalize-space()='']
//div[@data-id>101] | //div[@data-id = 100 + 2]/@id | //div[number(@data-id)]/@id | //*[@id = 'c1' or @id='c2'][2] | (//div[@id])[position()>1] | (//h2 | //h1)[1] | (//h2|//h3)/following-sibling::time | //dt[.='Тегтер']/following-sibling::dd[1]/a | //dd[preceding-sibling::dt[1]='Тегтер']/a/text() | //dd[preceding-sibling::dt[1][.='Автор']] | //section//p | //article//article/p[last()] | /html/body/main/div/div[3]/h2/a/@rel | /descendant::a[3] | //a[3] | /*/*/* | //@lang/.. | //li/a/@*[2] | //table//table | //tr/td[1]/text() | //td[table] | //td[not(table)][. mod 2 = 0] | //*[count(*)=2] | //*[not(*)][not(text())] | count(//node()) | count(//text()) | string-length(normalize-space(string(/)))
//div[@class="card big"]/preceding-sibling::* | //div[@id='c2']/preceding-sibling::div | //div[@id='c2']/following-sibling::div[2]/@id | //h3/br/following-sibling::text() | //h3/text()[2] | //a[@rel='tag'][2] | //dd/a[@rel='tag'] | (//dd/a[@rel='tag'])[2] | //p[ancestor::article][1] | //p[ancestor::article[2]] | //article[ancestor::article] | //*[ancestor::div[@id='c1'] and not(*)] | //time[@datetime and substring(@datetime,1,4)='2026']/@datetime
//div[last()] | //div[last()]/p[last()] | //div[position()=last()-1] | //p[string-length(.) > 10] | //p[contains(., 'i')] | //body//p[1] | //main/descendant::p[1] | //script | string(//script) | string(/) = string(/html) | //*[@class='views'][. = 35.5]/../@id | //*[contains(@class,'views')]/text() | translate(//time, ' .:', '') | count(//div[@id]/@id | //div/@id) | //div/@id | //a/@href | //preceding::h2 | //following::h2 | //parent::div | count(//ancestor::node()) | //attribute::rel | //attribute::*[name()='rel'] | //a[@rel][@class]
"""

# lines that hold a union of their own are kept whole
UNIONS = ["(//h2 | //h1)[1]", "(//h2|//h3)/following-sibling::time", "count(//div[@id]/@id | //div/@id)", "//h1 | //h2/a | //title",
          "//a/@href | //a", "//p | //p/text()", "/html | / | //h1/.."]

AXES = ["child", "descendant", "parent", "ancestor", "following-sibling", "preceding-sibling", "following", "preceding", "self",
        "descendant-or-self", "ancestor-or-self"]
TAGS = ["div", "p", "a", "h2", "td", "tr", "li", "article", "section", "span", "*", "*", "node()", "text()"]
ATTRIBUTES = ["class", "id", "href", "rel", "data-id", "*"]
STRINGS = ["card", "title", "c1", "tag", "/qogam/1", "1", "3", "lead"]


def random_predicate(r, depth):
    kind = r.randrange(11)
    if kind == 0:
        return str(r.randint(1, 3))
    if kind == 1:
        return r.choice(["last()", "last()-1", "position()<3", "position()=2", "position()=last()", "position() mod 2=0"])
    if kind == 2:
        return f"@{r.choice(ATTRIBUTES)}"
    if kind == 3:
        return f"@{r.choice(ATTRIBUTES)}='{r.choice(STRINGS)}'"
    if kind == 4:
        return f"contains({r.choice(['.', '@class', '@href', 'text()'])},'{r.choice(STRINGS)}')"
    if kind == 5:
        return f"not({random_predicate(r, depth + 1) if depth < 2 else '@id'})"
    if kind == 6 and depth < 2:
        return f"{random_predicate(r, depth + 1)} {r.choice(['and', 'or'])} {random_predicate(r, depth + 1)}"
    if kind == 7:
        return f"count({random_steps(r, depth + 1)}) {r.choice(['>', '<', '=', '!=', '>=', '<='])} {r.randint(0, 3)}"
    if kind == 8:
        return f"{random_steps(r, depth + 1)} {r.choice(['=', '!=', '<', '>'])} {random_steps(r, depth + 1)}"
    return random_steps(r, depth + 1)


def random_step(r, depth):
    if r.random() < 0.12:
        return f"@{r.choice(ATTRIBUTES)}", True
    axis = r.choice(AXES) + "::" if r.random() < 0.5 else ""
    step = axis + r.choice(TAGS)
    for _ in range(r.choice([0, 0, 1, 1, 2]) if depth < 3 else 0):
        step += f"[{random_predicate(r, depth)}]"
    return step, False


def random_steps(r, depth):
    steps = []
    for _ in range(r.randint(1, 3)):
        step, is_attribute = random_step(r, depth)
        steps.append(step)
        if is_attribute:
            break
    return r.choice(["/", "/", "//"]).join(steps)


def xpath_expressions():
    for line in XPATH.strip().split("\n"):
        for one in line.split(" | "):
            if one.count("(") == one.count(")") and one.count("[") == one.count("]"):
                yield one.strip()
    yield from UNIONS
    r = random.Random(1)
    for _ in range(1500):
        yield "//" + random_steps(r, 0)


CSS = """
div # div.card # .card # #c1 # * # div > * # div>h2>a # main div # .cards > .card + .card # .card ~ .card # h2 ~ time # h2 + p # nav li:first-child # nav li:last-child # li:nth-child(2) # li:nth-child(odd) # li:nth-child(even) # li:nth-child(2n+1) # li:nth-child(-n+2) # li:nth-child( n + 2 ) # li:nth-child(+3) # td:nth-last-child(1) # p:nth-of-type(2) # p:nth-last-of-type(2) # p:first-of-type # p:last-of-type # article:only-of-type # p:only-child # b:only-child # :root # p.lead:empty # :root > body # html:root # body > *:not(nav) # div:not(.promo) # div.card:not(.promo):not(.big) # :not(div):not(p) > a # div:not(.promo, .big) # :is(h1, h2, h3) # :where(h1,h2) > a # div:has(time) # div:has(> time) # div:has(b) # h2:has(+ p) # h2:has(~ time) # div:has(h2 a[rel]) # div:not(:has(time)) # :has(> :has(> b)) # [id] # [class] # [class=card] # [class="card big"] # [class~=card] # [class~="card big"] # [class^=card] # [class$=promo] # [class*=ar] # [class~=""] # [class=""] # [alt=""] # [hreflang|=ru] # [lang|=k] # [lang|=kk] # a[href^="/qogam/"] # a[href$="1"] # a[href*="ads" i] # [CLASS="CARD" i] # [class="CARD"] # [class="card" s] # DIV.card # div[data-id="101"] # div[data-id='102'] # [data-id] [href] # a[rel~=nofollow] # a[rel~=tag] # [rel=tag]:not([href$="a"]) # div, p # h1,h2 , h3 # .lead.last # .last.lead # p.lead:not(:empty) # .Card # .card # #nosuch # nosuch # div div # div div div # main :not(p) > p # section article > p # section > article # article article p + p # article p ~ p # td table td # tr:nth-child(2) td # tr > td:first-child # table table # dl > dt + dd # dt ~ dd # dd:nth-of-type(1) > a # dt:nth-of-type(2) + dd # :nth-child(2 of .card) # :nth-child(1 of .lead) # :nth-last-child(1 of div) # div:nth-child(2 of [data-id]) # :is(nav, aside) a # :is(.card .title) # :not(.card *) # :not(.card > *):is(h2, p) # a:any-link # a:link # time + span.views # body .card h2 > a.title # h2 > a:not([rel]) # p:-soup-contains("Екінші") # div:-soup-contains("Метро") > h2 # :-soup-contains("курсив") # .c\\61 rd # #\\63 1 # .\\63 ard # [data-id="\\31 01"] # div\\.card # /* c */ div/* d */.card /* e */ # div  >  h2 # div\t>\th2 # em:only-of-type # span:nth-last-child(2) # :first-child:last-child # body>main>div>div:nth-child(4)>p:nth-of-type(3)
"""
SIMPLE = [".card", ".lead", "div", "p", "a", "h2", "td", "tr", "li", "article", "section", "[id]", "[href]", "[class^=c]", ":first-child",
          ":last-child", ":nth-child(2)", ":nth-child(odd)", ":nth-of-type(2n)", ":nth-last-of-type(1)", ":only-child", "*",
          ":nth-last-child(-n+2)", "[rel~=tag]", ".big", ".title", "time", "span"]


def random_compound(r, depth):
    first = r.choice(SIMPLE)
    parts = [first] + [s for s in r.sample(SIMPLE, r.choice([0, 0, 1])) if s[0] in ".:["]
    if depth < 2 and r.random() < 0.3:
        name = r.choice(["not", "is", "has", "where", "not"])
        inner = random_complex(r, depth + 1)
        if name == "has" and r.random() < 0.6:
            inner = r.choice(["> ", "+ ", "~ "]) + inner
        if r.random() < 0.3:
            inner += ", " + random_complex(r, depth + 1)
        parts.append(f":{name}({inner})")
    return "".join(parts)


def random_complex(r, depth):
    text = random_compound(r, depth)
    for _ in range(r.choice([0, 1, 1, 2]) if depth < 2 else 0):
        text += r.choice([" ", " > ", " + ", " ~ "]) + random_compound(r, depth)
    return text


def css_expressions():
    yield from (one.strip().replace("\\\\", "\\") for one in CSS.strip().split(" # "))
    r = random.Random(2)
    for _ in range(1000):
        yield random_complex(r, 0)


def write(name, lines):
    seen = dict(lines)
    (HERE / name).write_text("".join(f"{escaped(k)}\t{v}\n" for k, v in seen.items()), encoding="utf-8")
    print(name, len(seen))


def xpath_lines():
    for text in xpath_expressions():
        try:
            yield text, result_of(tree.xpath(text))
        except lxml.etree.XPathError as error:
            print("left out", text, error, file=sys.stderr)


def found_by_soupsieve(text):
    return [soup_numbers[id(e)] for e in soup.select(text)]


def found_by_cssselect(text):
    return [numbers[e] for e in tree.getroot().cssselect(text)]


def css_lines():
    for text in css_expressions():
        results = []
        for find in (found_by_soupsieve, found_by_cssselect):
            try:
                results.append(find(text))
            except Exception as error:
                if find is found_by_soupsieve:
                    print("soupsieve cannot", text, str(error).split("\n")[0], file=sys.stderr)
        # Both take the document for an element that html is in.
        if " " in text and any(0 in result for result in results):
            continue
        # Soupsieve counts an only child wrong in 2n+1 and -n+2, cssselect the root and :is(): none is taken where they may.
        has_formula = "n+" in text or "odd" in text
        is_sure = len(results) == 2 and ":is(" not in text and ":where(" not in text if has_formula else len(results) == 1
        if len(results) == 2 and results[0] == results[1] or is_sure and 0 not in set(results[0]) ^ set(results[-1]):
            yield text, "nodes " + " ".join(str(number) for number in results[-1])


write("xpath_reference.txt", xpath_lines())
write("css_reference.txt", css_lines())
