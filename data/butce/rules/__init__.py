"""Rules of the budget (5018 s. K., 5393 s. K., MİBMY) as pure functions over plain values."""
