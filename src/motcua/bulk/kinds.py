"""The tables that can be brought, who may bring each, and at which door."""

from motcua.agencies.agency_sheet import AGENCY_SHEET
from motcua.agencies.calendar_sheet import CALENDAR_SHEET
from motcua.catalogue.fee_sheet import FEE_SHEET
from motcua.catalogue.owned import check_may_own
from motcua.catalogue.process_sheet import PROCESS_SHEET
from motcua.payments.statement_sheet import STATEMENT_SHEET
from motcua.people.officer_sheet import OFFICER_SHEET
from motcua.people.operating import check_may_operate
from motcua.spreadsheets.importing import Kind

OPERATOR_KINDS = (
    Kind(sheet=CALENDAR_SHEET, may=check_may_operate),
    Kind(sheet=AGENCY_SHEET, may=check_may_operate),
    Kind(sheet=OFFICER_SHEET, may=check_may_operate),
    Kind(sheet=STATEMENT_SHEET, may=check_may_operate),
)
OWNER_KINDS = (
    Kind(sheet=PROCESS_SHEET, may=check_may_own),
    Kind(sheet=FEE_SHEET, may=check_may_own),
)
KINDS = {kind.sheet.name: kind for kind in (*OPERATOR_KINDS, *OWNER_KINDS)}
