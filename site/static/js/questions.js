// Questions that filter themselves while one types. Without this file, the same form asks the server.

const fold = (text) => text.toLocaleLowerCase("fr").normalize("NFD").replace(/\p{M}/gu, "").replaceAll("œ", "oe");
const form = document.querySelector("form[data-search-questions]");
const questions = [...document.querySelectorAll("[data-questions] details")].map((element) => ({
  element,
  words: fold(element.textContent).match(/[a-z0-9]+/g) ?? [],
}));
const sections = document.querySelectorAll("[data-questions] > section");
const isWhole = form && !new URLSearchParams(location.search).get("q");

function say(count) {
  const line = form.querySelector("[data-found]");
  const { none, one, many } = line.dataset;
  line.textContent = count === 0 ? none : count === 1 ? one : many.replace("%s", count);
}

function filter(text) {
  const wanted = (fold(text).match(/[a-z0-9]+/g) ?? []).filter((word) => word.length > 1);
  for (const { element, words } of questions) {
    element.hidden = !wanted.every((start) => words.some((word) => word.startsWith(start.replace(/[sx]$/, ""))));
  }
  for (const section of sections) section.hidden = !section.querySelector("details:not([hidden])");
  if (wanted.length) say(questions.filter(({ element }) => !element.hidden).length);
  else form.querySelector("[data-found]").textContent = "";
}

if (isWhole) form.elements.q.addEventListener("input", (event) => filter(event.target.value));

// A link to one question opens it.
function openTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target instanceof HTMLDetailsElement) target.open = true;
}
addEventListener("hashchange", openTarget);
openTarget();
