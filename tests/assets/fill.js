// Answers every question that can be seen and was not answered by this script yet, by the names that the form page
// promises (data-kind and field names), as a person does: a click, or typed text and the events that typing causes.
// arguments: a number that picks among the choices, the language, and the codes that are answered already.
// Returns the codes that were answered now.
const [variant, language, answered] = arguments;
const digits = (text) => (language === "ar" ? text.replace(/[0-9]/g, (d) => "٠١٢٣٤٥٦٧٨٩"[d]) : text);
const decimal = { ar: "٫", fr: "," }[language] ?? ".";
const type = (control, text) => {
  control.focus();
  control.value = text;
  control.dispatchEvent(new InputEvent("input", { bubbles: true }));
  control.dispatchEvent(new Event("change", { bubbles: true }));
};
const pick = (inputs, n) => inputs[(variant + n) % inputs.length].click();
const now = [];
for (const question of document.querySelectorAll(".question")) {
  const code = question.dataset.question, kind = question.dataset.kind;
  if (kind === "note" || answered.includes(code) || !question.checkVisibility()) continue;
  const all = (selector) => [...question.querySelectorAll(selector)];
  const one = () => question.querySelector(`[name="${code}"]`);
  switch (kind) {
    case "select_one": pick(all("input[type=radio]"), 0); break;
    case "rating": all("input[type=radio]").at(-1).click(); break;
    case "select_several":
      for (const box of all("input[type=checkbox]:not([data-exclusive])").slice(0, 2)) if (!box.checked) box.click();
      break;
    case "matrix": all("[data-item]").forEach((row, n) => pick([...row.querySelectorAll("input[type=radio]")], n)); break;
    case "ranking": all("select").forEach((select, n) => type(select, select.options[select.options.length - 1 - n].value)); break;
    case "number": type(one(), digits("12")); break;
    case "percentage": type(one(), digits("37") + decimal + digits("5")); break;
    case "date": type(one(), "2023-05-31"); break;
    case "text": type(one(), "Radio Sawt, إذاعة صوت"); break;
    case "long_text": type(one(), `نعمل مع Radio Sawt منذ سنوات.\nEt cela se passe « bien » <b>${code}</b> & "tout".`); break;
    default: throw new Error(`unknown kind ${kind} of ${code}`);
  }
  const other = question.querySelector(`[name="${code}_other"]`);
  if (other?.checkVisibility()) type(other, `Autre chose / غير ذلك (${code})`);
  now.push(code);
}
return now;
