"""What is protected: exactly the spans marked here, in a wide sample of Markdown, and never more than linear time."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edit_engine.text import ProtectedKind, protected_spans


K = ProtectedKind


def marked(text: str, *, markdown: bool = True, terms: tuple[str, ...] = ()) -> str:
    """`text` with protected spans in ⟦⟧ (a line break that two of them share goes to the first)."""
    out, at = "", 0
    for span in protected_spans(text, markdown=markdown, terms=terms):
        out += f"{text[at : span.start]}⟦{text[max(at, span.start) : span.end]}⟧"
        at = span.end
    return out + text[at:]


def unmarked(text: str) -> str:
    return text.replace("⟦", "").replace("⟧", "")


BLOCKS = [
    # Front matter, only at the start.
    "⟦---\ntitle: é\n---\n⟧⟦\n# ⟧Über ⟦`x`⟧\n",
    "⟦+++\na = 1\n+++\n⟧Text\n",
    "Text\n⟦\n---\n⟧\ntext\n",
    # Headings.
    "⟦## ⟧Closed⟦ ##⟧\n",
    "Underlined é⟦\n===⟧\n\nAgain⟦\n---⟧\n",
    "⟦# ⟧C#\n\n#hashtag is text\n",
    # Lists, nested and with tasks; continuation lines.
    "⟦- ⟧one⟦\n- [ ] ⟧two⟦\n  - [x] ⟧three⟦\n1. ⟧four⟦\n   ⟧goes on⟦\n2) ⟧five\n",
    # Quotations.
    "⟦> ⟧said é⟦\n> ⟧and⟦\n> > ⟧deep⟦\n> ⟧⟦- ⟧item ⟦`a`⟧\n",
    "⟦> ⟧code ⟦`a\n> b`⟧ after\n",
    # Code.
    "Text é\n⟦\n```python\n# not a heading\n\n[not](link)\n```\n⟧\nafter\n",
    "⟦~~~\nopen to the end\n⟧",
    "Text\n⟦\n    indented\n\n    more\n⟧\nafter\n",
    "⟦- ⟧item\n⟦\n  ```\n  x\n  ```\n⟧",
    # HTML.
    "⟦<div class='é'>\n*not* text\n</div>\n⟧\ntext\n",
    "⟦<!-- a\n\nb -->\n⟧\ntext\n",
    "text\n⟦\n***\n⟧\ntext",
    # Tables: cells are text.
    "⟦| ⟧a é⟦ | ⟧b⟦ |\n|---|:-:|\n| ⟧⟦`q`⟧⟦ | ⟧two words⟦ |\n⟧\nafter\n",
    # Reference definitions, also right below text.
    "⟦[a]: http://é.x 'title'\n⟧⟦[^1]: ⟧Note é.\n",
    "⟦[^n]: ⟧Word\n",
    "⟦[^n]: ⟧Some words.⟦\n[b c]: <d e>\n⟧",
    # Display math.
    "Let\n⟦$$\na = \\frac{é}{2}\n= b\n$$⟧\nbe\n",
    "⟦\\[\nx\n\\]⟧\n\n⟦\\begin{align}\na\n\nb\n\\end{align}⟧\n",
]

INLINE = [
    # Code.
    "a ⟦`b`⟧ c ⟦``d ` e``⟧ f ` g",
    "escaped \\` not ⟦`code \\`⟧ x",
    # Links: the text stays free.
    'see ⟦[⟧the *text*⟦](http://a.b/c_(d) "t")⟧ now',
    "⟦[⟧a⟦](<b c>)⟧ ⟦[⟧b⟦]()⟧ [c] (d) [e](f g)",
    "⟦[⟧with ⟦`code]`⟧ in⟦](x)⟧",
    "⟦[⟧⟦![alt](i.png)⟧⟦](x)⟧ ⟦![é [b] c](d.png 'e')⟧",
    "⟦<https://a.b/é>⟧ ⟦<me@a.b>⟧ ⟦[[Page|text]]⟧ ⟦![[pic.png]]⟧",
    "nothing: [sic] [see below] a[i] [] [ ] a]b[",
    # Bare addresses.
    "at ⟦http://a.b/c?d=e#f⟧. (or ⟦www.é.org/a_(b)⟧), **⟦https://x.y⟧**",
    "mail ⟦me.you+1@a-b.co.uk⟧, doi ⟦10.1000/xyz.1⟧, ⟦doi:10.1/x⟧; 10.5 and not@all",
    # Paths.
    "in ⟦src/a_b/main.py⟧, ⟦/etc/hosts⟧, ⟦~/notes⟧, ⟦./run⟧, ⟦C:\\Users\\é⟧; and/or, he/she, 1/2, I/O, /",
    # Math and money.
    "with ⟦$a_b$⟧, ⟦$$c$$⟧, ⟦\\(d\\)⟧ for $5 and $10, US$3, \\$x\\$ or $ 5$",
    # HTML.
    '⟦<b>⟧bold⟦</b><br/>⟧ ⟦<a href="é" x>⟧ ⟦<!-- no -->⟧ ⟦&nbsp;&#233;⟧ a < b > c, <é>, 1<2, R&D',
    # Citations and footnotes.
    "as ⟦[@key, p. 3; -@b]⟧ and ⟦@smith04⟧. say ⟦[12]⟧ ⟦[1–3, 5]⟧ ⟦[^note]⟧ ⟦\\cite[p. 3]{k}⟧ ⟦\\ref{x}⟧",
    "emoji 👩‍👩‍👧 漢字 ⟦`é`⟧ e\u0301 ⟦[⟧ä⟦](ö)⟧ ⟦$ü$⟧",
]


@pytest.mark.parametrize("expected", [*BLOCKS, *INLINE])
def test_exactly_these_spans_are_protected(expected: str) -> None:
    assert marked(unmarked(expected)) == expected


@pytest.mark.parametrize("expected", INLINE)
def test_running_text_is_protected_alike_in_headings_lists_and_quotations(expected: str) -> None:
    for marker in ("# ", "- ", "> ", "3. "):
        assert marked(marker + unmarked(expected)) == f"⟦{marker}⟧{expected}"


def test_reference_links_are_protected_only_where_the_label_is_defined() -> None:
    expected = "⟦[⟧text⟦][Ref]⟧ ⟦[ref]⟧ ⟦[rEf][]⟧ ⟦![ref]⟧ [other] [a][other] ⟦[1][2]⟧\n⟦\n[ref]: http://x.y\n⟧"
    assert marked(unmarked(expected)) == expected


def test_each_span_says_why() -> None:
    text = (
        "---\na: b\n---\n# T\n\n- `c` [l](u) ![i](j) $m$ <b> [^1] [@k] http://x.y a@b.cd /a/b.c\n\n"
        "> q\n\n***\n\n| t |\n|---|\n\n[r]: s\n\n<!-- x -->\n\n    code\n\nTerm\n\n"
        "<!-- redraft: off -->\n\nz\n"
    )
    assert {span.kind for span in protected_spans(text, terms=["Term"])} == set(ProtectedKind)


def test_crlf_line_breaks_count_as_one_break() -> None:
    expected = "⟦# ⟧T\r\n\r\ntext⟦\r\n- ⟧item\r\n⟦\r\n```\r\ncode\r\n```\r\n⟧\r\nafter"
    assert marked(unmarked(expected)) == expected


def test_plain_text_protects_addresses_and_paths_but_no_markup() -> None:
    expected = "# [a](b) `c` $d$ [12] ⟦http://x.y⟧, ⟦me@x.org⟧ and ⟦/etc/hosts⟧"
    assert marked(unmarked(expected), markdown=False) == expected


def test_locked_terms_are_whole_words_as_given() -> None:
    expected = (
        "⟦Redraft⟧, redraft, Redrafts, ⟦C++⟧ ⟦neural\nnetwork⟧ neural networks ⟦.NET⟧ ⟦naïve⟧ nai\u0308ve⟦é⟧ e\u0301"
    )
    text = unmarked(expected)
    spans = protected_spans(text, markdown=False, terms=["Redraft", "C++", "neural network", ".NET", "naïve"])
    assert [text[span.start : span.end] for span in spans] == ["Redraft", "C++", "neural\nnetwork", ".NET", "naïve"]
    assert [span.kind for span in spans] == [K.TERM] * 5
    assert protected_spans("cafe\u0301", terms=["cafe"]) == []


def test_an_empty_term_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one character"):
        protected_spans("text", terms=["ok", " "])


@given(
    st.one_of(
        st.text(),
        st.lists(
            st.sampled_from(
                [
                    *"`[]()<>!$\\*_#-|>~=:@&^ \n\t",
                    "\n\n",
                    "```",
                    "$$",
                    "<!--",
                    "-->",
                    "](",
                    "é",
                    "👩",
                    "\r\n",
                    "\0",
                    "\ud800",
                    "a",
                    "1.",
                ]
            ),
            max_size=30,
        ).map("".join),
    )
)
def test_spans_are_sorted_whole_and_none_lies_within_another(text: str) -> None:
    spans = protected_spans(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    for left, right in pairwise(spans):
        assert left.start <= right.start
        assert left.end < right.end
    for kind in ProtectedKind:
        own = [span for span in spans if span.kind is kind]
        assert all(left.end < right.start for left, right in pairwise(own))


@given(
    st.lists(
        st.sampled_from(["`é`", "[ü](x)", "# h\n\n", "$x$", "| a |\n|---|\n", "> q\n", "word ", "\n\n"]), max_size=10
    ).map("".join)
)
def test_other_scripts_move_no_span(text: str) -> None:
    """Only lengths in code points count: any letter may stand for another."""
    shape = [(span.start, span.end, span.kind) for span in protected_spans(text)]
    for letter in "ä漢👩":
        other = text.replace("é", letter).replace("ü", letter).replace("word", letter * 4)
        assert [(span.start, span.end, span.kind) for span in protected_spans(other)] == shape


HOSTILE = [
    *[
        "`",
        "``a`",
        "[",
        "[a](",
        "![",
        "[]",
        "][",
        "*a_",
        "<",
        "<a b='",
        "<!--",
        "$",
        "$a ",
        "\\(",
        "\\[\n",
        "\\begin{a}",
        "a@",
    ],
    *[
        "http://",
        "a/",
        "/",
        "\\",
        "&",
        "[a]: b\n",
        "[^a]: b\n",
        "> ",
        "- ",
        "- a\n",
        "|a",
        "[[",
        '[a](b "',
        "\n",
        "\n ",
        " ",
    ],
    *["# a\n", "```\n", "\0", "漢", "🇩🇪", "word, ", "a. ", "\r", "\\cite{", "<?", "<é", "~/", "a:\\b\\", "$$\n", "@{"],
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    started = time.process_time()
    protected_spans(text)
    assert time.process_time() - started < 6


def test_deep_brackets_take_linear_time() -> None:
    started = time.process_time()
    assert protected_spans("[" * 50_000 + "]" * 50_000) == []
    assert time.process_time() - started < 6


def off(text: str, *, markdown: bool = True) -> list[str]:
    """What comments take out of every edit."""
    spans = protected_spans(text, markdown=markdown)
    return [text[span.start : span.end] for span in spans if span.kind is ProtectedKind.ZONE]


@pytest.mark.parametrize("markdown", [True, False])
def test_what_stands_between_the_comments_is_protected_with_them(markdown: bool) -> None:
    text = "Before.\n\n<!-- redraft: off -->\nLeave *this*.\n\nAnd this.\n<!-- redraft: on -->\n\nAfter."
    assert off(text, markdown=markdown) == [text[9:-8]]


def test_one_comment_within_a_line_is_enough_and_spaces_and_capitals_do_not_matter() -> None:
    assert off("Go <!--redraft:OFF-->left<!--  Redraft : on  --> right.") == [
        "<!--redraft:OFF-->left<!--  Redraft : on  -->"
    ]


def test_a_zone_that_is_not_closed_goes_on_to_the_end() -> None:
    assert off("One.\n\n<!-- redraft: off -->\n\nTwo.\n\nThree.") == ["<!-- redraft: off -->\n\nTwo.\n\nThree."]


def test_switching_off_twice_or_on_without_off_means_nothing_more() -> None:
    text = "a <!-- redraft: on --> b <!-- redraft: off --> c <!-- redraft: off --> d <!-- redraft: on --> e"
    assert off(text) == ["<!-- redraft: off --> c <!-- redraft: off --> d <!-- redraft: on -->"]


@pytest.mark.parametrize(
    "text",
    [
        "Write `<!-- redraft: off -->` to stop it.",
        "```html\n<!-- redraft: off -->\n```\n\nText.",
        "---\nnote: <!-- redraft: off -->\n---\n\nText.",
        "<!-- redraft: offline -->\n\nText.",
        "<!-- reredraft: off -->\n\nText.",
    ],
)
def test_comments_that_are_quoted_or_say_something_else_mean_nothing(text: str) -> None:
    assert off(text) == []
