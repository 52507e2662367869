"""The models that ship with the package: `builtin` holds the built-in one, with its card."""
