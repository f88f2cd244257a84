"""How often one address, person or key may try what, before it is told to wait."""

ACCOUNT_RATE_LIMITS = {
    "signup": "20/h/ip",
    "reset_password": "20/h/ip,3/10m/key",
    "region_suggestions": "300/m/ip",
    "invite": "30/h/user",
    "letter_check": "120/m/ip",
    "letter_reference": "20/m/ip",
    "calendar": "60/m/ip,20/10m/key",
    "catalogue": "240/m/ip",
    "catalogue_file": "20/m/ip",
    "catalogue_api": "120/m/ip",
    "similar": "120/m/user",
    "guestbook": "60/10m/ip",
    "slip": "60/m/ip",
    "objection": "60/m/ip",
    "complaint_new": "10/m/ip,30/h/ip,300/h/key",
    "complaint_open": "20/m/ip,20/h/key",
}
