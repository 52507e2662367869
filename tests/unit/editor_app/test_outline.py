"""Headings are found where Markdown has them and nowhere else."""

from __future__ import annotations

from editor_app.counting import count
from editor_app.outline import heading_at, outline, section


TEXT = """---
title: x
# not one
---
# One

text #no

```python
# a comment
```

## Two ##
~~~
# inside
```
# still
~~~
#nospace
### Three
# Four
"""


def test_headings_come_with_level_and_place_but_not_from_code_or_front_matter() -> None:
    found = outline(TEXT)
    assert [(heading.level, heading.title) for heading in found] == [(1, "One"), (2, "Two"), (3, "Three"), (1, "Four")]
    assert all(TEXT[heading.start :].startswith("#") for heading in found)


def test_a_place_belongs_to_the_heading_before_it() -> None:
    found = outline(TEXT)
    assert heading_at(found, 0) == -1
    assert heading_at(found, TEXT.index("text")) == 0
    assert heading_at(found, TEXT.index("## Two")) == 1
    assert heading_at(found, len(TEXT)) == 3


def test_a_section_ends_before_the_next_heading_that_is_not_deeper() -> None:
    found = outline(TEXT)
    assert section(found, TEXT.index("### Three"), len(TEXT)) == (TEXT.index("### Three"), TEXT.index("# Four"))
    assert section(found, TEXT.index("text"), len(TEXT)) == (TEXT.index("# One"), TEXT.index("# Four"))
    assert section(found, len(TEXT), len(TEXT)) == (TEXT.index("# Four"), len(TEXT))
    assert section(found, 0, len(TEXT)) == (0, TEXT.index("# One"))
    assert section((), 3, 10) == (0, 10)


def test_words_characters_and_minutes_are_counted() -> None:
    assert (count("").words, count("").minutes) == (0, 0)
    counted = count("one two\nthree 😀")
    assert (counted.words, counted.characters, counted.minutes) == (4, 15, 1)
    assert count("word " * 2380).minutes == 10
