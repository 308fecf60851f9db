"""Official forms: takes finished rows, gives Excel and PDF; no session, no screen."""
