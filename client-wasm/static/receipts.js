// Looks a receipt up in the list that the page has, or in its file: in the browser alone, and nothing that is typed is sent. The form
// client fills in the receipt that the device has kept.
// Without scripts the page says how to search it by eye.
"use strict";

(() => {
  const form = document.getElementById("receipt-check");
  if (!form) return;
  const input = document.getElementById("receipt-typed");
  const words = ["found", "missing", "said"].map((id) => document.getElementById(`receipt-${id}`));
  const [found, missing, said] = words;
  const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  // As survey::receipt reads it: what looks alike is forgiven, and the last sign tells a misread one.
  function read(typed) {
    const signs = typed.toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
    const places = [...signs].map((sign) => ALPHABET.indexOf(sign));
    if (places.length !== 16 || places.includes(-1)) return null;
    const sum = places.slice(0, 15).reduce((sum, place, n) => sum + place * (2 * n + 1), 0);
    return sum % 32 === places[15] ? signs.match(/.{4}/g).join("-") : null;
  }

  async function list() {
    if (!form.dataset.list) return [...document.querySelectorAll("#receipt-list li")].map((line) => line.textContent);
    const answer = await fetch(form.dataset.list, { credentials: "omit" });
    // A captive portal answers with a page of its own.
    if (!answer.ok || !answer.headers.get("content-type").startsWith("text/plain")) throw new Error(answer.statusText);
    return (await answer.text()).split("\n");
  }

  function say(word, text) {
    for (const one of words) one.hidden = one !== word;
    if (text) word.textContent = text;
    input.toggleAttribute("aria-invalid", word === said);
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const receipt = read(input.value);
    if (!receipt) {
      say(said, form.dataset.misread);
      input.focus();
      return;
    }
    try {
      say((await list()).includes(receipt) ? found : missing);
    } catch {
      say(said, form.dataset.unreachable);
    }
  });
  form.hidden = false;
  document.getElementById("receipt-by-eye").hidden = true;
})();
