// Says on the page that a device gave no passkey, and lets only what it gave be sent.
"use strict";
const trouble = document.getElementById("passkey_trouble");
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  trouble.textContent = "";
  // A moment later: the same words once more are read out once more.
  setTimeout(() => { trouble.textContent = trouble.dataset.text; }, 50);
});
// The script sends the form itself once it has the passkey; the key Enter in a field does no more than the button.
document.querySelectorAll("form").forEach((form) => {
  if (form.querySelector("input[name=credential]")) form.addEventListener("submit", (event) => event.preventDefault());
});
