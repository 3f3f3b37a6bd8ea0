"""Fees and charges: what is due for a dossier, how it is paid, and where every đồng went.

It knows dossiers, and changes one by the act `record_payment` alone. Whatever money arrives is
written down once, whoever tells of it and how often; what nobody owes goes back.
"""
