"""Rules of growth, walked over all models: kinds, keys, indexes, and which way references point."""

import pytest
from django.apps import apps
from django.db import models

from motcua.agencies.sharding import Sharded
from motcua.documents.models import StoredFile
from motcua.dossiers.models import Draft
from motcua.people.models import User

MODELS = [m for m in apps.get_models() if m.__module__.startswith("motcua.")]
DOSSIER_MODELS = [m for m in MODELS if issubclass(m, Sharded)]
KINDS = {"reference", "dossier", "local"}


def kind_of(model: type[models.Model]) -> str:
    """Ours say it themselves; Django's own tables (sessions, admin log) are local."""
    return str(vars(model).get("scale_kind") or getattr(model, "scale_kind", "local"))


def label(model: type[models.Model]) -> str:
    return model._meta.label


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_every_model_says_how_it_grows(model: type[models.Model]) -> None:
    assert getattr(model, "scale_kind", None) in KINDS


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_dossier_models_and_no_others_are_split_by_jurisdiction(model: type[models.Model]) -> None:
    assert (kind_of(model) == "dossier") == issubclass(model, Sharded)


@pytest.mark.parametrize("model", DOSSIER_MODELS, ids=label)
def test_unique_constraints_and_indexes_of_dossier_tables_begin_with_the_jurisdiction(
    model: type[models.Model],
) -> None:
    together = [list(fields) for fields in model._meta.unique_together]
    unique = [
        list(constraint.fields)
        for constraint in model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint)
    ]
    indexes = [list(index.fields) for index in model._meta.indexes]

    for fields in (*together, *unique, *indexes):
        assert fields[0] == "jurisdiction", fields


MAY_GO = {User, Draft, StoredFile}


@pytest.mark.parametrize("model", DOSSIER_MODELS, ids=label)
def test_a_reference_has_an_index_of_its_own_only_where_the_row_it_points_to_may_go(
    model: type[models.Model],
) -> None:
    """The database looks for references when a row is deleted; else the index only slows acts."""
    alone = {
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey)
        and getattr(field, "db_index", False)
        and field.related_model not in MAY_GO
    }

    assert not alone, "db_index=False, and an index that begins with the jurisdiction if needed"


@pytest.mark.parametrize("model", DOSSIER_MODELS, ids=label)
def test_dossier_tables_have_no_unique_column_but_their_key(model: type[models.Model]) -> None:
    alone = [field.name for field in model._meta.concrete_fields if field.unique]

    assert alone == ["id"]
    assert type(model._meta.pk) is models.BigIntegerField


def references() -> list[models.ForeignKey[models.Model, models.Model]]:
    return [
        field
        for model in MODELS
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey)
    ]


@pytest.mark.parametrize("field", references(), ids=str)
def test_references_point_to_what_is_everywhere_or_beside(
    field: "models.ForeignKey[models.Model, models.Model]",
) -> None:
    """Only a dossier row refers to a dossier row; nothing shared refers to accounts' rows."""
    target_model = field.remote_field.model
    source, target = kind_of(field.model), kind_of(target_model)

    assert target != "dossier" or source == "dossier"
    assert target != "local" or source in {"dossier", "local"}


@pytest.mark.parametrize("model", DOSSIER_MODELS, ids=label)
def test_dossier_tables_have_no_generic_or_many_to_many_relations(
    model: type[models.Model],
) -> None:
    assert not model._meta.many_to_many
    assert not model._meta.private_fields


def test_accounts_have_an_identifier_made_by_the_application() -> None:
    account = apps.get_model("people.User")

    assert type(account._meta.pk) is models.BigIntegerField
    assert account._meta.pk.default is not models.NOT_PROVIDED
