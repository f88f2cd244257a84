"""What an office needs when personal data has got into wrong hands (UU 27/2022, article 46)."""
