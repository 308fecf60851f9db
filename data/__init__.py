"""What the office keeps, and the rules that it is kept by; knows nothing above."""
