"""How the rooms are connected: who listens to the outbox, and the operator's admin."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class OperatorAdminConfig(AdminConfig):
    """Django's admin under our own site, for operators alone."""

    default_site = "motcua.config.admin.OperatorSite"


class WiringConfig(AppConfig):
    """Connects rooms that must not know each other."""

    name = "motcua.config"
    label = "wiring"

    def ready(self) -> None:
        """Let the rooms hear of the acts: slips, notices, indexes, page images, figures."""
        from motcua.dossiers import (
            act_forms,
            inbox,
            my_dossiers,
            outbox,
            page_images,
            upkeep,
            watchdog,
        )
        from motcua.insight import counting
        from motcua.notices import escalating, reminding, sending, writing
        from motcua.payments import at_the_desk, following
        from motcua.people import invitations
        from motcua.slips import issuing

        outbox.connect("my_dossiers", my_dossiers.index)
        outbox.connect("inbox", inbox.index)
        outbox.connect("slips", issuing.issue)
        outbox.connect("notices", sending.notify)
        outbox.connect("page_images", page_images.make)
        outbox.connect("payments", following.follow)
        act_forms.connect(at_the_desk.FORM)
        watchdog.connect("notices", finder=escalating.unsent, teller=escalating.tell_heads)
        upkeep.connect("figures", counting.refresh)
        upkeep.connect("invitations", invitations.send)
        upkeep.connect("messages", writing.tell)
        upkeep.connect("drafts", reminding.remind)
