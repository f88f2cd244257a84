"""Looking after the portal from outside its pages: whom to tell when a part of it is not well."""
