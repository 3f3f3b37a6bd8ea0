"""References to what is published once and never edited: read once per process, then remembered.

Knows no table: a model that refers to versions uses `VersionKey` in place of `ForeignKey`.
"""

from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import ForeignKey, Model
from django.db.models.fields.related_descriptors import ForwardManyToOneDescriptor

REMEMBERED = 4000
_known: dict[tuple[type[Model], Any], Model] = {}

Set = TypeVar("Set")
Get = TypeVar("Get")


if TYPE_CHECKING:
    _Descriptor = ForwardManyToOneDescriptor[Any]
else:
    _Descriptor = ForwardManyToOneDescriptor


class _Remembering(_Descriptor):
    """Looks among what is known before it asks the database."""

    def get_object(self, instance: Model) -> Model:
        """The version that `instance` refers to."""
        wanted = (self.field.remote_field.model, getattr(instance, self.field.attname))
        found = _known.get(wanted)
        if found is None:
            found = _known[wanted] = super().get_object(instance)
            for oldest in list(_known)[:-REMEMBERED]:
                _known.pop(oldest, None)
        return found


class VersionKey(ForeignKey[Set, Get]):
    """A foreign key to a model whose rows are never changed once they are committed.

    What it gives is shared by all threads: read it, never write to it.
    """

    forward_related_accessor_class = _Remembering

    def deconstruct(self) -> Any:
        """For the schema it is a foreign key like any other."""
        name, _, arguments, keywords = super().deconstruct()
        return name, "django.db.models.ForeignKey", arguments, keywords


def forget() -> None:
    """Know nothing any more: for tests, whose versions are undone."""
    _known.clear()
