"""What the training tests read and learn."""

SENTENCES = (
    "The keeper lights the lamp at dusk.",
    "A letter from the harbour lay on the table.",
    "They were tired, but they walked on.",
    "She has two brothers and a very old dog.",
    "Nobody knows where the path leads.",
)
