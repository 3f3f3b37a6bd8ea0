"""VietQR against the public specification, read back by a parser of its own."""

from binascii import crc_hqx
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.core.vietqr import BadTransfer, Transfer, crc16, payload

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"


def read(text: str) -> dict[str, str]:
    """The fields of one level: tag → value."""
    fields = {}
    while text:
        tag, length = text[:2], int(text[2:4])
        fields[tag], text = text[4 : 4 + length], text[4 + length :]
    return fields


@given(
    bank=st.from_regex(r"[0-9]{6}", fullmatch=True),
    account=st.text(LETTERS, min_size=1, max_size=19),
    amount=st.integers(1, 9_999_999_999_999),
    words=st.text(LETTERS + " ", min_size=1, max_size=25),
)
def test_a_bank_reads_back_what_was_written(
    bank: str, account: str, amount: int, words: str
) -> None:
    text = payload(Transfer(bank=bank, account=account, amount=amount, words=words))

    fields = read(text)
    merchant = read(fields["38"])
    assert list(fields) == sorted(fields), "fields stand in the order of their tags"
    assert (fields["00"], fields["01"], fields["53"], fields["58"]) == ("01", "12", "704", "VN")
    assert merchant["00"] == "A000000727"
    assert read(merchant["01"]) == {"00": bank, "01": account}
    assert merchant["02"] == "QRIBFTTA"
    assert int(fields["54"]) == amount
    assert read(fields["62"])["08"] == words
    assert text[-8:-4] == "6304"
    assert int(text[-4:], 16) == crc_hqx(text[:-4].encode(), 0xFFFF)


def test_the_crc_is_the_one_of_the_specification() -> None:
    assert crc16(b"123456789") == 0x29B1  # the check value of CRC-16/CCITT-FALSE


@pytest.mark.parametrize(
    "wrong",
    [
        {"bank": "97041"},
        {"account": "12 34"},
        {"account": ""},
        {"amount": 0},
        {"amount": -1},
        {"amount": 10**13},
        {"words": "phí"},
        {"words": "x" * 26},
        {"words": ""},
    ],
)
def test_what_no_bank_would_read_is_refused(wrong: dict[str, Any]) -> None:
    right: dict[str, Any] = {
        "bank": "970436", "account": "0011001234567", "amount": 200_000, "words": "H05P00001239",
    }  # fmt: skip
    with pytest.raises(BadTransfer):
        Transfer(**{**right, **wrong})
