"""The release, for the command line and for papers that name the program that made them."""

VERSION = "0.1.0"
