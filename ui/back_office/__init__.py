"""The back office: settings, staff, proof and where the file lies."""
