"""The checkout: what is sold at the counter, for whom, and how it is paid."""
