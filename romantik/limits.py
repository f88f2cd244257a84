"""How often one address, person or key may try what, before it is told to wait."""

# Wrong passwords, counted by accounts/brakes.py: a stranger at the same mailbox or behind the same
# address fills shares of his own, not those of somebody who has logged in on his device before.
WRONG_PASSWORDS = {
    "password_on_device": "10/15m/key",  # one mailbox on a device from which it has logged in
    "password_from_here": "12/15m/key",  # one mailbox from one address
    "password_of_mailbox": "100/h/key",  # one mailbox from anywhere
    "password_from_address": "60/15m/ip",  # all mailboxes from one address
}
ACCOUNT_RATE_LIMITS = WRONG_PASSWORDS | {
    "login": "",  # what is right or refused costs little; wrong ones are counted above
    "login_failed": "5/5m/key",  # wrong codes of the second factor, after the right password
    "signup": "20/h/ip",
    "provider_login": "120/15m/ip",
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
    "opinion": "60/m/ip",
    "opinion_new": "30/h/user",
    "complaint_new": "10/m/ip,30/h/ip,300/h/key",
    "complaint_open": "20/m/ip,20/h/key",
    "consultation_new": "10/m/ip,30/h/ip,300/h/key",
    "consultation_member": "10/10m/user,30/h/user",
    "consultation_more": "10/10m/key",
    "consultation_open": "20/m/ip,20/h/key",
}
MFA_RATE_LIMITS = {"webauthn_login": "120/m/ip"}  # nothing to guess; strangers must not bar the way
