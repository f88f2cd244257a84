// When the browser could not use a security key, say so on the page instead of staying silent.
"use strict";

document.addEventListener("allauth.error", (event) => {
  const problem = document.getElementById("passkey-problem");
  if (problem) {
    event.preventDefault();
    problem.hidden = false;
  }
});
