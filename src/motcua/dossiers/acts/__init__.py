"""The acts: one file each, one function each, and no other way to change a dossier.

They cite the articles of Decree 61/2018/NĐ-CP, which gave the rules their form; since 1 July 2025
Decree 118/2025/NĐ-CP holds in its place, with the slips of Circular 03/2025/TT-VPCP.
"""

from motcua.dossiers.acts.accept import accept
from motcua.dossiers.acts.advance import advance
from motcua.dossiers.acts.answer_consultation import answer_consultation
from motcua.dossiers.acts.apologise import apologise
from motcua.dossiers.acts.assign import assign
from motcua.dossiers.acts.claim import claim
from motcua.dossiers.acts.consult import consult
from motcua.dossiers.acts.correct import correct
from motcua.dossiers.acts.decide import decide
from motcua.dossiers.acts.expire import expire
from motcua.dossiers.acts.go_on import go_on
from motcua.dossiers.acts.hand_over import hand_over
from motcua.dossiers.acts.receive import receive
from motcua.dossiers.acts.record_payment import record_payment
from motcua.dossiers.acts.refuse import refuse
from motcua.dossiers.acts.request_supplement import request_supplement
from motcua.dossiers.acts.reschedule import reschedule
from motcua.dossiers.acts.resume import resume
from motcua.dossiers.acts.return_result import return_result
from motcua.dossiers.acts.send_back import send_back
from motcua.dossiers.acts.submit import submit
from motcua.dossiers.acts.supplement import supplement
from motcua.dossiers.acts.suspend import suspend
from motcua.dossiers.acts.withdraw import withdraw

__all__ = [
    "accept",
    "advance",
    "answer_consultation",
    "apologise",
    "assign",
    "claim",
    "consult",
    "correct",
    "decide",
    "expire",
    "go_on",
    "hand_over",
    "receive",
    "record_payment",
    "refuse",
    "request_supplement",
    "reschedule",
    "resume",
    "return_result",
    "send_back",
    "submit",
    "supplement",
    "suspend",
    "withdraw",
]
