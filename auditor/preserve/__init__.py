"""Local preservation: WARC files, their index, WACZ packages, what a capture holds and lacks."""
