"""The face for setting up in bulk by spreadsheet, for operators and owners. No rules in it."""
