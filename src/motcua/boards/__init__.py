"""The face for whoever answers for a service: do both sides meet? Thin: no rules here.

What stands here is open to everybody (Circular 32/2017/TT-BTTTT Art. 11(3)): counts and shares
without a person.
"""
