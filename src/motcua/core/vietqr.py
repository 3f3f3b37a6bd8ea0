"""VietQR: the text of a QR code from which a bank's app fills in a transfer.

Source: EMVCo, QR Code Specification for Payment Systems, Merchant-Presented Mode, v1.1 (fields of
tag, length of two digits, value; CRC-16/CCITT-FALSE at the end); NAPAS's guidance for VietQR (field
38 with its identifier, the bank's number of six digits and the account; `QRIBFTTA` to an account).
"""

import re
from dataclasses import dataclass

NAPAS = "A000000727"
TO_ACCOUNT = "QRIBFTTA"
ONE_TIME, DONG, VIETNAM = "12", "704", "VN"
MOST_WORDS = 25  # letters of the description, of which banks keep no marks
MOST_AMOUNT = 9_999_999_999_999  # the field has 13 places


class BadTransfer(ValueError):
    """No transfer can be written from this: an account, amount or description out of its rules."""


@dataclass(frozen=True, kw_only=True)
class Transfer:
    """Where the money goes, how much in đồng, and what stands in the description."""

    bank: str
    account: str
    amount: int
    words: str

    def __post_init__(self) -> None:
        """Raises `BadTransfer`."""
        if not re.fullmatch(r"\d{6}", self.bank):
            raise BadTransfer(f"a bank has six digits, not {self.bank!r}")
        if not re.fullmatch(r"[A-Za-z0-9]{1,19}", self.account):
            raise BadTransfer(f"an account has up to 19 letters and digits, not {self.account!r}")
        if not 0 < self.amount <= MOST_AMOUNT:
            raise BadTransfer(f"not an amount to transfer: {self.amount}")
        if not re.fullmatch(rf"[A-Za-z0-9 ]{{1,{MOST_WORDS}}}", self.words):
            raise BadTransfer(f"up to {MOST_WORDS} plain letters, digits, spaces: {self.words!r}")


def payload(transfer: Transfer) -> str:
    """The text to put into the QR code."""
    there = _field("00", transfer.bank) + _field("01", transfer.account)
    account = _field("00", NAPAS) + _field("01", there) + _field("02", TO_ACCOUNT)
    text = (
        _field("00", "01")
        + _field("01", ONE_TIME)
        + _field("38", account)
        + _field("53", DONG)
        + _field("54", str(transfer.amount))
        + _field("58", VIETNAM)
        + _field("62", _field("08", transfer.words))
        + "6304"
    )
    return f"{text}{crc16(text.encode()):04X}"


def crc16(data: bytes) -> int:
    """CRC-16/CCITT-FALSE: polynomial 0x1021, begun with 0xFFFF (EMVCo 4.7.3, ISO/IEC 13239)."""
    crc = 0xFFFF
    for byte in data:
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1) ^ 0x1021 if crc & 0x8000 else crc << 1
        crc &= 0xFFFF
    return crc


def _field(tag: str, value: str) -> str:
    return f"{tag}{len(value):02d}{value}"
