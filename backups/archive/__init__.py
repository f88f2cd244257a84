"""One file that holds a whole portal: tar, compressed (zstd), encrypted to public keys (age).

Its members, in this order; each is written and read in one pass, nothing lies about in the clear:

    database/000000 …        the database of one moment, in pieces
    files/NAME               what the rows of that moment name in PRIVATE_ROOT
    keys/…                   what signs QR codes and seals
    manifest.json            what all that is, with the SHA-256 of each; without it nothing is whole
"""
