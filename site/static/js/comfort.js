// Comfort only: every page works without this file.

// A form that changes what is listed sends itself when a choice changes; its button stays for those without JavaScript.
for (const form of document.querySelectorAll("form[data-send-on-change]")) {
  form.addEventListener("change", () => form.requestSubmit());
}

// Copy what a button names: a tracking number, a code, an address.
for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.copied;
  });
}

// The same order can't be sent twice by an impatient hand; coming back to the page makes its buttons work again.
for (const form of document.querySelectorAll("form[data-send-once]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
}
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// A page that waits for news asks again by itself; without this module, its link does.
for (const waiting of document.querySelectorAll("[data-reload-after]")) {
  setTimeout(() => location.reload(), waiting.dataset.reloadAfter * 1000);
}
