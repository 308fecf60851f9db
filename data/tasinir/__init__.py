"""Movable property: ambars, vouchers, lots and items, deliveries, write-offs, counts, the year's account."""
