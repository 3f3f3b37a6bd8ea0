"""What clients may send: closed objects of exact types, so that a slip of the pen is told."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

NO_NUL = r"^[^\x00]*$"  # the one sign that no database keeps

Code = Annotated[str, Field(max_length=60, pattern=NO_NUL)]
Words = Annotated[str, Field(max_length=2000, pattern=NO_NUL)]


class Closed(BaseModel):
    """A JSON object without unknown keys; a number is no text and a text is no number."""

    model_config = ConfigDict(extra="forbid", strict=True)
