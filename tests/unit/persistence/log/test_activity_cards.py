"""A printed card kept aside goes with the client and with the activity."""

from dataclasses import replace
from typing import Any

import pytest

from lotsenbuch.services.ports import Log
from tests.builders.log import DAY, an_activity, an_id

ALBA = an_id("Alba Muster")


@pytest.mark.parametrize(("table", "key"), [("clients", ALBA), ("activities", an_id("activity"))])
def test_no_card_outlives_its_client_or_its_activity(log: Log, driver: Any, table: str, key: str) -> None:
    activity = an_activity(client_ids=(ALBA,))
    with log.transaction():
        log.activities.add(activity)
        card = log.releases.open_cards([activity.engagement_id], DAY, [activity.kind])[0].card
        log.releases.mark_printed([card], 1)
        log.activities.replace(replace(activity, client_ids=()))
    kept = "SELECT card, client_id, printed FROM withdrawn_cards"
    assert driver.execute(kept).fetchall() == [(card, ALBA, 1)]
    with log.transaction():
        driver.execute(f"DELETE FROM {table} WHERE id = ?", (key,))
    assert driver.execute(kept).fetchall() == []
