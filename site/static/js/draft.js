// A piece's form while it is typed: it saves itself as a draft, and asks what the chosen category wants to know.
// Without this module the button saves, and the next page asks.

for (const form of document.querySelectorAll("form[data-autosave]")) {
  const line = form.querySelector("[data-saved]");
  let waiting, asking, isDirty = false;

  async function save() {
    clearTimeout(waiting);
    if (!isDirty || form.dataset.sent) return;
    if (asking) return asking.then(save);
    isDirty = false;
    const typed = new FormData(form);
    for (const input of form.querySelectorAll("input[type=file]")) typed.delete(input.name);
    const sending = { method: "POST", body: new URLSearchParams(typed), headers: { "X-Autosave": "1" }, keepalive: true };
    asking = fetch(form.action, sending)
      .then((answer) => (answer.ok && !answer.redirected ? answer.json() : Promise.reject(answer)))
      .then((answer) => {
        line.textContent = answer.said;
        if (answer.action) form.action = answer.action;
        if (answer.pictures) form.querySelector("[data-sending]").dataset.sending = answer.pictures;
      })
      .catch(() => {
        isDirty = true;
        line.textContent = line.dataset.failed;
      });
    await asking;
    asking = undefined;
  }

  form.addEventListener("input", (event) => {
    if (event.target.type === "file") return;
    isDirty = true;
    clearTimeout(waiting);
    waiting = setTimeout(save, 1500);
  });
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && save());
  form.addEventListener("submit", () => clearTimeout(waiting));
}

for (const place of document.querySelectorAll("[data-answers]")) {
  const form = place.closest("form");
  form.elements.category.addEventListener("change", async (event) => {
    const answer = await fetch(`${place.dataset.answers}?${new URLSearchParams({ category: event.target.value })}`);
    if (!answer.ok) return;
    const typed = new FormData(form);
    place.innerHTML = await answer.text();
    for (const input of place.querySelectorAll("[name]")) {
      if (input.type === "radio") input.checked = input.value === (typed.get(input.name) ?? "");
      else if (typed.get(input.name)) input.value = typed.get(input.name);
    }
  });
}
