"""Sales set aside, sealed: each under a key of its own, which goes with its row."""

import json
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

from sqlalchemy import insert

from shopdesk.domain.account import CustomerId, StaffId
from shopdesk.domain.basket import Discount
from shopdesk.domain.parked_sale import ParkedContent, ParkedId, ParkedSale
from shopdesk.domain.sale import SaleLine
from shopdesk.storage import tables
from shopdesk.storage.moments import from_micros, to_micros
from shopdesk.storage.session import Session
from shopdesk.storage.sight import about_seen
from shopdesk.storage.vault import Vault

_CONTEXT = "parked sale"
_INSERT = insert(tables.parked_sale).returning(tables.parked_sale.c.id)


def insert_parked(
    session: Session, vault: Vault, content: ParkedContent, staff: StaffId, now: datetime
) -> ParkedId:
    """Write a sale set aside and return its id."""
    uuid = uuid4().hex
    key = vault.new_data_key(uuid)
    done = session.execute(
        _INSERT,
        {
            "uuid": uuid,
            "data_key": key,
            "customer_id": content.customer,
            "content_enc": vault.open_data_key(uuid, key).seal_text(_written(content), _CONTEXT),
            "parked_at": to_micros(now),
            "staff_id": staff,
        },
    )
    return ParkedId(done.scalar_one())


def read_parked(session: Session, vault: Vault) -> tuple[ParkedSale, ...]:
    """Return the sales set aside, the newest first."""
    rows = session.exec_driver_sql(
        "SELECT parked_sale.id, uuid, data_key, content_enc, parked_at, staff.name, customer_id, "
        "(SELECT full_name FROM customer WHERE customer.id = parked_sale.customer_id) "
        f"FROM parked_sale JOIN staff ON staff.id = staff_id WHERE {about_seen(session, 'customer_id')} "
        "ORDER BY parked_at DESC, parked_sale.id DESC"
    )
    return tuple(
        ParkedSale(
            ParkedId(row[0]),
            _read(vault.open_data_key(row[1], row[2]).unseal_text(row[3], _CONTEXT), row[6]),
            row[7] or "",
            from_micros(row[4]),
            row[5],
        )
        for row in rows
    )


def count_parked(session: Session) -> int:
    """Return how many sales are set aside."""
    counted = f"SELECT count(*) FROM parked_sale WHERE {about_seen(session, 'customer_id')}"
    return int(session.exec_driver_sql(counted).scalar_one())


def delete_parked(session: Session, parked: ParkedId) -> None:
    """Forget a sale that was set aside, with its key."""
    session.exec_driver_sql("DELETE FROM parked_sale WHERE id = ?", (parked,))


def _written(content: ParkedContent) -> str:
    lines = [
        {
            "text": line.text,
            "price": line.price,
            "quantity": str(line.quantity),
            "tax_rate": str(line.tax_rate),
            "barcode": line.barcode,
        }
        for line in content.lines
    ]
    discount = {"percent": str(content.discount.percent), "amount": content.discount.amount}
    written = {"lines": lines, "discount": discount, "enquiry": content.enquiry}
    return json.dumps(written, ensure_ascii=False)


def _read(text: str, customer: CustomerId | None) -> ParkedContent:
    stored = json.loads(text)
    discount = Discount(Decimal(stored["discount"]["percent"]), stored["discount"]["amount"])
    return ParkedContent(tuple(map(_line, stored["lines"])), customer, discount, stored["enquiry"])


def _line(stored: Mapping[str, Any]) -> SaleLine:
    return SaleLine(
        stored["text"],
        stored["price"],
        Decimal(stored["quantity"]),
        Decimal(stored["tax_rate"]),
        stored["barcode"],
    )
