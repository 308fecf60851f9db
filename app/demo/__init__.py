"""The demo office: fictional people and a believable history, made through the same verbs that the desk uses."""
