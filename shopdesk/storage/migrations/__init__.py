"""The schema's frozen history; revisions import no code of ours."""
