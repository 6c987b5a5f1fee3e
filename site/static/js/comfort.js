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

// The part of a page that follows some work asks for itself anew until the work is done; without this module, a link does.
function follow(part) {
  setTimeout(async () => {
    const answer = await fetch(location.href).catch(() => null);
    const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
    const news = page?.getElementById(part.id);
    if (page && !news) return location.reload();
    if (news) part.replaceWith(news);
    follow(news ?? part);
  }, 2000);
}
for (const part of document.querySelectorAll("[data-follow]")) follow(part);

// What a price brings is said while it is typed; without this module, once the piece is saved.
for (const place of document.querySelectorAll("[data-earning]")) {
  const line = place.querySelector("[data-earned]");
  let waiting;
  place.querySelector("input").addEventListener("input", (event) => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const answer = await fetch(`${place.dataset.earning}?${new URLSearchParams({ price: event.target.value })}`);
      const words = answer.ok ? await answer.text() : "";
      if (words) line.textContent = words;
    }, 400);
  });
}
