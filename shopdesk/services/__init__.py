"""One function for each thing a shopkeeper does; one unit of work each."""
