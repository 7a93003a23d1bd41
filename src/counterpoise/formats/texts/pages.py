"""The text of a page of HTML or Markdown, without its signs."""

import re
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
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a paragraph, or fall silent."""
        del attrs
        if tag in _SILENT:
            self._silent.append(tag)
        elif tag == "body":
            self._silent.clear()
        elif tag in _BREAKING:
            self.parts.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        """End a paragraph, or what was silent."""
        if tag in self._silent:
            del self._silent[self._silent.index(tag) :]
        elif tag in _BREAKING:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        """Keep what is seen."""
        if not self._silent:
            self.parts.append(re.sub(r"\s+", " ", data))


def html_text(page: str) -> str:
    """Return what a reader of a page sees, with blank lines between its parts."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return "".join(reader.parts)


_MARKS = (
    (re.compile(r"^(?:```|~~~).*?^(?:```|~~~)[ \t]*$", re.MULTILINE | re.DOTALL), "\n"),
    (re.compile(r"<!--.*?-->", re.DOTALL), " "),
    (re.compile(r"!\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\[[^\]]*\])"), r"\1"),
    (re.compile(r"^[ \t]*(?:#{1,6}|>|[-*+]|\d+[.)])[ \t]+", re.MULTILINE), "\n\n"),
    (re.compile(r"^[ \t]*(?:[-*_=][ \t]*){3,}$", re.MULTILINE), "\n\n"),
    (re.compile(r"^\s*\|?[ \t:|-]+\|[ \t:|-]*$", re.MULTILINE), "\n\n"),
    (re.compile(r"[ \t]*\|[ \t]*"), "\n\n"),
    (re.compile(r"(\*\*|__|\*|(?<!\w)_|_(?!\w)|`+|~~)"), ""),
)


def markdown_text(source: str) -> str:
    """Return the words of a Markdown file: without signs, pieces of code and addresses of links."""
    text = source.replace("\r\n", "\n")
    for pattern, by in _MARKS:
        text = pattern.sub(by, text)
    return text
