"""Reading tables that other programs and devices wrote: guarded, without any guess that changes a value."""
