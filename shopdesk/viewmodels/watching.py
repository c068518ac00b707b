"""Reading only while somebody looks: what changed meanwhile is read when somebody looks again."""

from abc import ABC, abstractmethod

from shopdesk.services.changes import Changes


class Watching(ABC):
    """A page's view-model: its widget calls `watch`, the feed `on_changes`, and both lead to `load`."""

    _is_watched = False
    _is_stale = True

    @abstractmethod
    def load(self) -> None:
        """Read what the page shows, stale no more; a late answer to an earlier question is dropped."""

    def watch(self, *, watched: bool) -> None:
        """Follow the shop while somebody looks: a large book is not read for nobody."""
        self._is_watched = watched
        if watched and self._is_stale:
            self.load()

    def on_changes(self, changes: Changes) -> None:
        """Look again after anything changed, at once or when somebody looks."""
        del changes
        self._is_stale = True
        if self._is_watched:
            self.load()
