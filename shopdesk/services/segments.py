"""Segments of the customer book: who belongs to one, how many they are, and those that the owner draws."""

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer_list import CustomerQuery, Segment
from shopdesk.domain.folding import fold
from shopdesk.domain.segment import OwnSegment, Rules, SegmentId, Yardstick, judge_name, judge_rules
from shopdesk.domain.staff import Deed
from shopdesk.errors import InvalidValue, NotFound
from shopdesk.services.desk import Desk
from shopdesk.storage import customer_list, segments
from shopdesk.storage.session import Session

_SUBJECT = "segment"


def yardstick(desk: Desk) -> Yardstick:
    """Return what segments are measured by today."""
    settings = desk.settings
    return Yardstick(desk.today(), settings.time_zone, settings.high_value_from)


def list_segments(desk: Desk) -> tuple[OwnSegment, ...]:
    """Return the segments that the owner drew, by name."""
    with desk.read() as session:
        return segments.read_segments(session)


def find_segment(desk: Desk, name: str, field: str = "segment") -> Segment | OwnSegment:
    """Return the segment of that name, the program's or the owner's; raises InvalidValue."""
    if name in set(Segment):
        return Segment(name)
    own = next((each for each in list_segments(desk) if fold(each.name) == fold(name)), None)
    if own is None:
        raise InvalidValue(field=field, reason="not_a_choice")
    return own


def customers_in(desk: Desk, segment: Segment | OwnSegment) -> tuple[CustomerId, ...]:
    """Return who belongs to a segment and may be seen, by name; archived customers never do."""
    with desk.read() as session:
        query = CustomerQuery(segment=segment)
        return segments.read_ids(
            session, customer_list.conditions_of(session, query, yardstick(desk), few=True)
        )


def count_customers_in(desk: Desk, segment: Segment | OwnSegment | None) -> int:
    """Return how many customers belong to a segment, or to none in particular, and may be seen."""
    with desk.read() as session:
        return customer_list.count_listed(session, CustomerQuery(segment=segment), yardstick(desk))


def count_by_rules(desk: Desk, rules: Rules) -> int:
    """Return how many customers meet rules that are not kept yet; raises InvalidValue, InvalidAmount."""
    judged = judge_rules(rules)
    with desk.read() as session:
        return segments.count_members(session, judged, yardstick(desk))


def save_segment(desk: Desk, name: str, rules: Rules, segment: SegmentId | None = None) -> OwnSegment:
    """Keep a new segment, or change one; raises InvalidValue, InvalidAmount, NotFound, Forbidden."""
    with desk.work(Deed.CHANGE_SEGMENTS) as work:
        named, judged = judge_name(name), judge_rules(rules)
        if segment is not None:
            _require(work.session, segment)
        if fold(named) in set(Segment):
            raise InvalidValue(field="name", reason="shops_own")
        if segments.find_by_name(work.session, named) not in {None, segment}:
            raise InvalidValue(field="name", reason="name_taken")
        kept = segments.write_segment(work.session, segment, named, judged, work.staff.id, work.now)
        rules_said = [" ".join(map(str, filter(None, rule))) for rule in judged.rules]
        work.enter(
            Deed.CHANGE_SEGMENTS,
            _SUBJECT,
            {"segment": kept, "name": named, "meets": judged.meets.value, "rules": rules_said},
        )
        work.everything = True
        return OwnSegment(kept, named, judged)


def remove_segment(desk: Desk, segment: SegmentId) -> None:
    """Forget a segment; its customers stay as they are. Raises NotFound, Forbidden."""
    with desk.work(Deed.CHANGE_SEGMENTS) as work:
        found = _require(work.session, segment)
        segments.delete_segment(work.session, segment)
        work.enter(
            Deed.CHANGE_SEGMENTS, _SUBJECT, {"segment": segment, "name": found.name, "forgotten": True}
        )
        work.everything = True


def _require(session: Session, segment: SegmentId) -> OwnSegment:
    found = next((each for each in segments.read_segments(session) if each.id == segment), None)
    if found is None:
        raise NotFound(kind="segment", reference=str(segment))
    return found
