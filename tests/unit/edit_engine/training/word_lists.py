"""Word lists as the training data has them, but short."""

from __future__ import annotations

from pathlib import Path


def write_word_lists(folder: Path, frequency: dict[str, int]) -> None:
    """What `kin_words` and `Lexicon` read, written to `folder`."""
    folder.mkdir(parents=True)
    lists = {
        "word_freq": ["word\tcount", *(f"{word}\t{count}" for word, count in frequency.items())],
        "confusion_sets": ["set\terrors\tsource", "advice|advise\t\tproject"],
        "confusables": ["word\tother\tkind\tfreq_word\tfreq_other", "their\tthere\thomophone\t900\t900"],
        "inflections": [
            "lemma\tpos\ttag\tform\tfreq_form",
            "walk\tverb\tVBD\twalked\t90",
            "walk\tverb\tVBG\twalking\t90",
        ],
        "irregular_verbs": ["base\tpast\tpast_participle\tsource", "catch\tcaught\tcaught\tproject"],
        "misspellings": ["wrong\tright\tcount\tsources", "teh\tthe\t9\twikipedia"],
        "us_uk": ["us\tuk", "color\tcolour"],
        "irregular_nouns": ["singular\tplural\tsource", "tooth\tteeth\tproject"],
    }
    for name, lines in lists.items():
        (folder / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
