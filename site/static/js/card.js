// A card goes from this page to Mangopay's tokeniser, never to us: its fields have no name, and only the tokeniser's
// answer is sent on. Without this file, the page offers Mangopay's own payment page.

// What a bank asks about the browser of somebody who is there.
for (const form of document.querySelectorAll("form[data-browser]")) {
  form.elements.largeur.value = screen.width;
  form.elements.hauteur.value = screen.height;
  form.elements.couleurs.value = screen.colorDepth;
  form.elements.decalage.value = new Date().getTimezoneOffset();
}

const form = document.querySelector("form[data-card]");
const button = form?.querySelector("button");
const fields = form?.querySelectorAll("[data-field]") ?? [];
const trouble = form?.querySelector("[data-trouble]");

async function tokenise() {
  const typed = { accessKeyRef: button.dataset.accessKey, data: button.dataset.registration };
  for (const field of fields) typed[field.dataset.field] = field.value.replace(/\D/g, "");
  const answer = await fetch(form.dataset.card, { method: "POST", body: new URLSearchParams(typed), credentials: "omit" });
  const text = (await answer.text()).trim();
  if (!/^(data|errorCode)=/.test(text)) throw new Error("The tokeniser answered something else.");
  return text;
}

async function send(event) {
  event.preventDefault();
  if (button.disabled) return;
  button.disabled = true;
  trouble.hidden = true;
  try {
    form.elements.reponse.value = await tokenise();
  } catch {
    trouble.hidden = false;
    button.disabled = false;
    return;
  }
  for (const field of fields) field.value = "";
  form.submit();
}

if (form) {
  document.querySelector("[data-without-script]").hidden = true;
  form.hidden = false;
  form.addEventListener("submit", send);
}
