"""Names of people who do not exist."""

from random import Random

FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương")
MIDDLES = ("Văn", "Thị", "Đức", "Minh", "Thu", "Quốc", "Hồng", "Gia", "Xuân", "Ngọc")
GIVEN = ("An", "Bình", "Chi", "Dũng", "Hà", "Hải", "Khánh", "Lan", "Mai", "Nga", "Phượng", "Thịnh")


def person(rng: Random) -> str:
    """`Nguyễn Thị Lan`: a family's name, a middle one, and her own."""
    return " ".join(rng.choice(part) for part in (FAMILIES, MIDDLES, GIVEN))
