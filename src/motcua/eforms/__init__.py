"""Forms as data: definitions, conditions, validation and rendering. Knows no procedure."""
