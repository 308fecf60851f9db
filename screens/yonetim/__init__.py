"""Yönetim: users, calendar, settings, trail."""
