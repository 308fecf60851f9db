"""Rules of advances and credits (5018 s. K. m.35, Ön Ödeme Y., 6183 s. K. m.51) as pure functions."""
