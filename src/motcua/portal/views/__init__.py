"""The pages, by what a visitor is doing: finding, filling in, following, her account."""
