"""Values in; PDF or CSV bytes out."""
