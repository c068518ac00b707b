"""The figures on the cards above the list."""

from shopdesk.domain.customer_list import Kpis
from shopdesk.domain.days import start_of_day
from shopdesk.services.desk import Desk
from shopdesk.storage import figures


def compute_kpis(desk: Desk) -> Kpis:
    """Return the figures as of today in the shop."""
    today, zone = desk.today(), desk.settings.time_zone
    with desk.read() as session:
        return figures.read_kpis(
            session, today, start_of_day(today.replace(day=1), zone), start_of_day(today, zone)
        )
