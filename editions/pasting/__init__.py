"""Tables that people bring from spreadsheets: read, recognised, shown before they are taken."""
