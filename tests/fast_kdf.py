"""An Argon2id profile for tests alone: within the bounds, far too cheap for a shop."""

from shopdesk.storage.kdf import KdfProfile

FAST = KdfProfile(memory_kib=19 * 1024, time_cost=1, parallelism=1)
