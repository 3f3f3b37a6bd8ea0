"""How values and rows look as JSON (design, section 6): one closed type each, and how it is made.

These types describe the API as well: what is not here is not sent. They read rows and decide
nothing.
"""
