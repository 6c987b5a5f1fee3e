// Pictures put in order by hand or by arrow, in place; without this file the same buttons ask the server.
// What the examiner finds appears when it has looked; without this file, behind a link.

const form = document.querySelector("form[data-pictures]");
const list = form?.querySelector(".pictures");
const said = form?.querySelector("[data-said]");

function number(moved) {
  const rows = [...list.children];
  rows.forEach((row, index) => {
    row.querySelector("[data-place]").value = index + 1;
    row.querySelector("[data-step='-1']").disabled = index === 0;
    row.querySelector("[data-step='1']").disabled = index === rows.length - 1;
  });
  said.textContent = form.dataset.placeWords.replace("%s", rows.indexOf(moved) + 1);
}

function step(event) {
  const button = event.target.closest("[data-step]");
  if (!button) return;
  event.preventDefault();
  const row = button.closest("li");
  if (button.dataset.step === "1") row.nextElementSibling.after(row);
  else row.previousElementSibling.before(row);
  number(row);
  (button.disabled ? row.querySelector("[data-step]:not(:disabled)") : button)?.focus();
}

function drag(event) {
  const handle = event.target.closest("[data-handle]");
  if (!handle || event.button) return;
  event.preventDefault();
  const row = handle.closest("li");
  handle.setPointerCapture(event.pointerId);
  row.style.opacity = 0.6;
  const follow = ({ clientY }) => {
    if (clientY < 60) scrollBy(0, -24);
    else if (clientY > innerHeight - 60) scrollBy(0, 24);
    for (const other of list.children) {
      const { top, height } = other.getBoundingClientRect();
      if (other === row || clientY < top || clientY > top + height) continue;
      const isAfter = row.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
      if (isAfter && clientY > top + height / 2) other.after(row);
      else if (!isAfter && clientY < top + height / 2) other.before(row);
      else continue;
      return;
    }
  };
  const drop = () => {
    handle.removeEventListener("pointermove", follow);
    row.style.opacity = "";
    number(row);
  };
  handle.addEventListener("pointermove", follow);
  handle.addEventListener("lostpointercapture", drop, { once: true });
}

async function look(tries) {
  const waiting = [...form.querySelectorAll("[data-examining]")];
  if (!waiting.length || !tries) return;
  const answer = await fetch(form.dataset.pictures);
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const place of waiting) {
    const found = page.getElementById(place.id);
    if (found && !("examining" in found.dataset)) place.replaceWith(document.adoptNode(found));
  }
  setTimeout(look, 3000, tries - 1);
}

// Ten photographs over a telephone's network take minutes in one sending; one by one, none is lost for another.
// A new piece's form may do so once its draft has an address (draft.js); until then everything goes in one sending.
const place = document.querySelector("[data-sending]");
const sending = place?.closest("form");

async function send(event) {
  const input = sending.querySelector("input[type=file]");
  const files = [...input.files];
  if (files.length < 2 || event.submitter?.name || !place.dataset.sending) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const buttons = sending.querySelectorAll("button:not(:disabled)");
  for (const button of buttons) button.disabled = true;
  const bar = Object.assign(document.createElement("progress"), { max: files.length, value: 0 });
  const line = document.createElement("p");
  place.replaceChildren(bar, line);
  const refusals = [];
  let caption = sending.elements.caption?.value ?? "";
  for (const file of files) {
    line.textContent = place.dataset.words.replace("%s", `${bar.value + 1} / ${files.length}`);
    const told = await sendOne(input.name, file, caption);
    if (!told.length) caption = "";
    refusals.push(...told);
    bar.value += 1;
  }
  input.value = "";
  for (const button of buttons) button.disabled = false;
  if (!refusals.length) return sending.requestSubmit();
  const told = Object.assign(document.createElement("ul"), { className: "field-errors" });
  told.append(...refusals.map((words) => Object.assign(document.createElement("li"), { textContent: words })));
  line.textContent = refusals.length < files.length ? place.dataset.kept : "";
  place.replaceChildren(told, line);
}

// The caption is the first picture's that hangs.
async function sendOne(name, file, caption) {
  const body = new FormData();
  body.append("csrfmiddlewaretoken", sending.elements.csrfmiddlewaretoken.value);
  body.append(name, file);
  body.append("caption", caption);
  try {
    const answer = await fetch(place.dataset.sending, { method: "POST", body, headers: { "X-Picture": "1" } });
    return (await answer.json()).refusals;
  } catch {
    return [`${file.name}\u00a0: ${place.dataset.lost}`];
  }
}

// Before comfort.js marks the form as sent.
sending?.addEventListener("submit", send, { capture: true });

if (list) {
  // A finger on a picture drags it; elsewhere it scrolls the page.
  for (const handle of list.querySelectorAll("[data-handle]")) Object.assign(handle.style, { touchAction: "none", cursor: "grab" });
  list.addEventListener("click", step);
  list.addEventListener("pointerdown", drag);
  setTimeout(look, 1500, 40);
}
