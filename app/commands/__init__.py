"""The subcommands of ``masa``; each is loaded only when it runs."""
