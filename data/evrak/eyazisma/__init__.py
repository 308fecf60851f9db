"""e-Yazışma packages (``.eyp``, ``.eyps``) of schema 1.x and 2.x, read as plain values; nothing is written."""
