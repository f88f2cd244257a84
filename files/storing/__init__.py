"""Where the portal keeps what is uploaded, signed and attached: a folder, or a bucket (S3).

Beside what every storage of Django's does, each of them knows:

    keep(name, content)       bytes under the name of their digest: once, for good
    put_back(name, path)      a copy of a lost or changed file over what is there
    rename(name, to)          for what must not be given out any more
    names()                   (name, when it was stored) of everything
    holds_anything()          is this a portal's storage that was used?
    sweep()                   away with what a crash has left

A store that does not answer raises `trouble.StoreAway`, one that is full the error of a full disk.
"""
