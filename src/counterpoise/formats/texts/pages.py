"""The text of a page of HTML or Markdown, without its signs."""

import re
from collections.abc import Iterable
from html.parser import HTMLParser

__all__ = ["html_text", "markdown_text"]

_SILENT = frozenset({"script", "style", "head", "template", "noscript", "svg", "nav"})
_BREAKING = frozenset({
    "p", "div", "li", "tr", "br", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "blockquote", "td", "th",
    "header", "footer", "ul", "ol", "table", "dt", "dd", "figcaption", "pre", "main", "aside",
})  # fmt: skip


class _Reader(HTMLParser):
    """Collects what a reader of the page sees."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0
        self._silent_from: dict[str, int] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a paragraph, or fall silent."""
        del attrs
        if tag in _SILENT:
            self._silent_from.setdefault(tag, self._silent)
            self._silent += 1
        elif tag == "body":
            self._silence(0)
        elif tag in _BREAKING:
            self.parts.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        """End a paragraph, or what was silent."""
        if tag in self._silent_from:
            self._silence(self._silent_from[tag])
        elif tag in _BREAKING:
            self.parts.append("\n\n")

    def _silence(self, depth: int) -> None:
        # By number and not as a list: a page of 100,000 beginnings is not looked through at each end.
        self._silent = depth
        self._silent_from = {tag: begun for tag, begun in self._silent_from.items() if begun < depth}

    def handle_data(self, data: str) -> None:
        """Keep what is seen."""
        if not self._silent:
            self.parts.append(re.sub(r"\s+", " ", data))


_BEGUN = re.compile(r"<(?=[^<>]*(?:<|\Z))")


def html_text(page: str) -> str:
    """Return what a reader of a page sees, with blank lines between its parts."""
    reader = _Reader()
    # Python's own reader looks from each sign that begins something to the end of the page for where it ends: a page of
    # nothing but beginnings would take it hours. So what does not end before the next begins is no sign but a letter.
    reader.feed(_BEGUN.sub("&lt;", _without_comments(page)))
    reader.close()
    return "".join(reader.parts)


# Each of these looks at every letter a few times at most, whatever the text: what it may hold between two signs leaves
# out the sign with which it begins.
_MARKS = (
    (re.compile(r"!\[([^\[\]]*)\]\((?:[^()]|\([^()]*\))*\)"), r"\1"),
    (re.compile(r"\[([^\[\]]+)\](?:\((?:[^()]|\([^()]*\))*\)|\[[^\[\]]*\])"), r"\1"),
    (re.compile(r"^[ \t]*(?:#{1,6}|>|[-*+]|\d+[.)])[ \t]+", re.MULTILINE), "\n\n"),
    (re.compile(r"\|[ \t]*"), "\n\n"),
    (re.compile(r"(\*\*|__|\*|(?<!\w)_|_(?!\w)|`+|~~)"), ""),
)
_FENCES = ("```", "~~~")


def markdown_text(source: str) -> str:
    """Return the words of a Markdown file: without signs, pieces of code and addresses of links."""
    text = _without_comments("\n".join(_without_code(source.replace("\r\n", "\n").split("\n"))))
    text = "\n".join("" if _is_rule(line) else line for line in text.split("\n"))
    for pattern, by in _MARKS:
        text = pattern.sub(by, text)
    return text


def _without_code(lines: Iterable[str]) -> list[str]:
    """Leave out what stands between two fences; a fence that nothing closes is left as it is."""
    kept: list[str] = []
    begun: list[str] = []
    for line in lines:
        if begun and line.rstrip(" \t") in _FENCES:
            begun = []
            kept.append("")
        elif begun or line.startswith(_FENCES):
            begun.append(line)
        else:
            kept.append(line)
    return kept + begun


def _without_comments(text: str) -> str:
    kept, at = [], 0
    while (begin := text.find("<!--", at)) >= 0 and (end := text.find("-->", begin + 4)) >= 0:
        kept += [text[at:begin], " "]
        at = end + 3
    return "".join([*kept, text[at:]])


def _is_rule(line: str) -> bool:
    """Say whether a line only parts what is above from what is below: a rule, or the line below the head of a table."""
    signs = line.strip(" \t")
    table = "|" in signs and len(signs) > 1 and not signs.strip(" \t:|-")
    few = signs.replace(" ", "").replace("\t", "")
    return table or (len(few) >= _LEAST_RULE and not few.strip("-*_="))


_LEAST_RULE = 3
"""So many signs make a rule."""
