"""The switches of the month: a new value from a day on."""

from __future__ import annotations

from data.core import parameters
from data.core.drafts import check
from data.core.errors import BadInput
from data.core.store import Work
from data.core.switches import SettingDraft
from data.puantaj.rules.settings import PARAMETERS, PuantajSettings


def set_setting(work: Work, draft: SettingDraft) -> None:
    """Sets a switch from a day on; earlier values stay for earlier periods.

    Raises:
        NotAllowed: not an administrator.
        BadInput: the value does not fit the switch, or something is missing.
    """
    check(draft)
    try:
        PuantajSettings.from_values({draft.name: draft.value})
    except BadInput as problem:
        raise BadInput(problem.message, problem.remedy, field="value") from None
    default = next((one.default for one in PARAMETERS if one.name == draft.name), None)
    parameters.set_parameter(work, draft.name, draft.valid_from, draft.value, draft.source, default=default)
