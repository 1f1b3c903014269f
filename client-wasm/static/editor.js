// The editor of question sets: saves a form while somebody types, shows of a condition what belongs to it, and lets parts be
// dragged. Without it all of that is done with the buttons of the same pages.
"use strict";

// Saving while somebody types: the form's own POST, with a header that asks for a short answer.
(() => {
  const AFTER = 1200;
  const AGAIN = 5000;
  const form = document.querySelector("form[data-autosave]");
  const status = document.getElementById("save-status");
  if (!form || !status) return;

  const clock = new Intl.DateTimeFormat(status.dataset.locale || document.documentElement.lang, { timeStyle: "short" });
  let timer;
  let dirty = false;
  let refused = false;
  let reshape = false;
  let leaving = false;
  let running = null;

  const say = (words) => {
    if (status.textContent !== words) status.textContent = words;
  };

  // A form of many parts sends those that were changed, without what waits for a decision.
  const parts = () => [...form.querySelectorAll("[data-part]")];
  const open = (part) => "changed" in part.dataset && !("held" in part.dataset);

  // What is saved by its button alone (codes, lines that become rows) is sent as it was.
  function fields() {
    const data = new FormData(form);
    for (const late of form.querySelectorAll("[data-late]")) data.set(late.name, late.defaultValue);
    for (const part of parts()) {
      if (!open(part)) for (const one of part.querySelectorAll("[name]")) data.delete(one.name);
    }
    return new URLSearchParams(data).toString();
  }

  // What became of each part: how it stands and the mark that it is saved with next time; where a colleague was faster, both texts.
  function settle(told) {
    for (const [key, one] of Object.entries(told.parts ?? {})) {
      const part = document.getElementById(`part:${key}`);
      const seen = form.elements[`seen:${key}`];
      part.querySelector("[data-met]")?.remove();
      if (one.problem) {
        meet(part, seen, key, one);
        continue;
      }
      seen.value = one.seen;
      const stands = part.querySelector("[data-stands]");
      stands.className = `stands stands-${one.state}`;
      stands.textContent = one.said;
      if (one.state === "done") for (const old of part.querySelectorAll("[data-outdated]")) old.remove();
    }
    if (told.progress) {
      document.getElementById("progress").value = told.progress.percent;
      document.getElementById("progress-said").textContent = told.progress.said;
    }
  }

  function meet(part, seen, key, told) {
    const met = document.getElementById("met").content.firstElementChild.cloneNode(true);
    const field = form.elements[`text:${key}`];
    met.querySelector("[data-problem]").textContent = told.problem;
    met.querySelector("[data-theirs]").textContent = told.theirs ?? "";
    met.querySelector("[data-there]").hidden = met.querySelector("[data-take]").hidden = told.theirs === undefined;
    if (told.source !== undefined) document.getElementById(`source:${key}`).textContent = told.source;
    // What is only too long is sent again when it is shorter.
    const decide = told.theirs !== undefined || told.source !== undefined;
    met.querySelector(".actions").hidden = !decide;
    part.dataset.changed = "";
    if (decide) part.dataset.held = "";
    const go = (text) => {
      field.value = text;
      seen.value = told.seen;
      delete part.dataset.held;
      met.remove();
      field.focus();
      field.dispatchEvent(new Event("input", { bubbles: true }));
    };
    met.querySelector("[data-mine]").addEventListener("click", () => go(field.value));
    met.querySelector("[data-take]").addEventListener("click", () => go(told.theirs));
    field.before(met);
  }

  async function save() {
    clearTimeout(timer);
    if (running || !dirty) return running;
    dirty = false;
    if (parts().length && !parts().some(open)) return undefined;
    say(status.dataset.saving);
    running = send().finally(() => {
      running = null;
      if (dirty && !refused) plan();
    });
    return running;
  }

  async function send() {
    const shape = reshape;
    reshape = false;
    const body = fields();
    const sent = parts().filter(open);
    for (const part of sent) delete part.dataset.changed;
    let answer;
    let told;
    try {
      answer = await fetch(form.action, {
        method: "POST",
        headers: { "x-sawt-autosave": "1", "content-type": "application/x-www-form-urlencoded" },
        body,
        // No browser keeps a larger one alive.
        keepalive: body.length < 60000,
        redirect: "manual",
      });
      told = await answer.json();
    } catch {
      dirty = true;
      reshape = shape;
      for (const part of sent) part.dataset.changed = "";
      // An answer that is no answer to this: whoever was logged in is no more.
      if (answer) {
        refused = true;
        return say(status.dataset.ended);
      }
      say(status.dataset.offline);
      timer = setTimeout(save, AGAIN);
      return undefined;
    }
    settle(told);
    if (!answer.ok) {
      dirty = true;
      refused = true;
      return say(`${status.dataset.failed} ${told.message}`);
    }
    for (const revision of document.querySelectorAll("input[name=revision]")) revision.value = told.revision;
    say(status.dataset.saved.replace("{time}", clock.format(new Date())));
    if (shape) await redraw();
    return undefined;
  }

  // The fields of another kind of question, or the choices of another list; what is typed and not saved is taken along.
  async function redraw() {
    let page;
    try {
      page = new DOMParser().parseFromString(await (await fetch(location.pathname)).text(), "text/html");
    } catch {
      return;
    }
    const fresh = page.querySelector("form[data-autosave]");
    if (!fresh || dirty) return;
    const focused = form.contains(document.activeElement) && document.activeElement.id;
    const late = [...form.querySelectorAll("[data-late]")].filter((one) => one.value !== one.defaultValue);
    form.replaceChildren(...fresh.children);
    for (const one of late) {
      const again = one.id && document.getElementById(one.id);
      if (again) again.value = one.value;
    }
    const own = document.getElementById("save-status");
    own.textContent = status.textContent;
    own.replaceWith(status);
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
    document.dispatchEvent(new CustomEvent("sawt-redrawn"));
  }

  function plan() {
    clearTimeout(timer);
    timer = setTimeout(save, AFTER);
  }

  function changed(event) {
    if (event.target.matches("[data-late], [type=hidden]")) return;
    dirty = true;
    refused = false;
    const part = event.target.closest("[data-part]");
    if (part) part.dataset.changed = "";
    if (event.target.matches("[data-shape]")) reshape = true;
    plan();
  }

  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    leaving = true;
    // Two saves at once would be in each other's way.
    if (running) {
      event.preventDefault();
      running.finally(() => form.requestSubmit(event.submitter));
    }
  });
  document.addEventListener("visibilitychange", () => document.hidden && !leaving && !refused && save());
  addEventListener("beforeunload", (event) => {
    if (leaving) return;
    if (dirty && !refused) save();
    else if (dirty || form.querySelector("[data-held]")) event.preventDefault();
  });
})();

// Of a condition: the menus or the expression, the comparisons that suit the question, its choices or a value.
(() => {
  function suit(row) {
    const [subject, comparison, choice, value] = ["subject", "comparison", "choice", "value"].map((part) =>
      row.querySelector(`[data-${part}]`),
    );
    const family = subject.selectedOptions[0]?.dataset.family ?? "";
    for (const option of comparison.options) {
      option.hidden = option.disabled = Boolean(family) && !option.dataset.families.split(",").includes(family);
    }
    if (comparison.selectedOptions[0]?.disabled) {
      comparison.value = [...comparison.options].find((option) => !option.disabled)?.value ?? "";
    }
    const sized = /^(at-|more|less|picked-|long-)/.test(comparison.value);
    const bare = /answered$/.test(comparison.value);
    let chosen = false;
    for (const group of choice.querySelectorAll("optgroup")) {
      const own = group.dataset.of === subject.value;
      group.hidden = group.disabled = !own;
      chosen ||= own;
    }
    if (choice.selectedOptions[0]?.parentElement.disabled) choice.value = "";
    choice.hidden = !subject.value || bare || sized || !chosen;
    value.hidden = !subject.value || bare || (chosen && !sized);
    comparison.hidden = !subject.value;
  }

  function extend(part) {
    const rows = part.querySelectorAll(".condition");
    const last = rows[rows.length - 1];
    if (!last.querySelector("[data-subject]").value) return;
    const fresh = last.cloneNode(true);
    for (const one of fresh.querySelectorAll("select, input")) {
      one.name = one.name.replace(/_(\d+)_/, (_, n) => `_${Number(n) + 1}_`);
      one.value = "";
    }
    fresh.ariaLabel = fresh.ariaLabel.replace(/\d+/, (n) => Number(n) + 1);
    fresh.querySelector("[data-comparison]").selectedIndex = 0;
    last.after(fresh);
    suit(fresh);
  }

  function show(part) {
    const mode = part.querySelector("input[type=radio]:checked")?.value;
    // What is said of an answer that does not fulfil it: where nothing is asked of it, nothing is said.
    const message = part.dataset.conditions === "constraint" && document.getElementById("constraint_message");
    if (message) message.closest(".field").hidden = mode === "none";
    part.querySelector(".menus").hidden = mode !== "menus";
    part.querySelector(".written").hidden = mode !== "expression";
    part.querySelectorAll(".condition").forEach(suit);
  }

  function begin() {
    for (const part of document.querySelectorAll("[data-conditions]")) {
      show(part);
      part.addEventListener("change", (event) => {
        if (event.target.matches("[data-subject]")) extend(part);
        show(part);
      });
    }
    // A new question: choices are for the kinds that have them.
    for (const kind of document.querySelectorAll("select[data-chosen]")) {
      const choices = document.getElementById(kind.dataset.chosen);
      const fit = () => (choices.hidden = !("choices" in kind.selectedOptions[0].dataset));
      kind.addEventListener("change", fit);
      fit();
    }
  }
  document.addEventListener("sawt-redrawn", begin);
  begin();
})();

// Whoever moves something by a button stands on that button again, to move it further.
(() => {
  const KEY = "sawt-arranged";
  const known = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  if (known) document.querySelector(`[form=arrange][value="${CSS.escape(known)}"]`)?.focus({ preventScroll: true });
  document.getElementById("arrange")?.addEventListener("submit", (event) => {
    if (/^(up|down):/.test(event.submitter?.value)) sessionStorage.setItem(KEY, event.submitter.value);
  });
})();

// Dragging sections and questions. It posts the form that the buttons of the outline post.
(() => {
  const outline = document.getElementById("sections");
  const form = document.getElementById("arrange");
  if (!outline || !form || !outline.dataset.drag) return;

  let dragged = null;
  const kindOf = (part) => ("question" in part.dataset ? "question" : "section");
  const clear = () => {
    for (const mark of outline.querySelectorAll(".drop-before, .drop-into")) mark.classList.remove("drop-before", "drop-into");
  };
  const put = (name, value) => {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = name;
    field.value = value;
    form.append(field);
  };

  // Where a part would go: before another one, or to the end of a list.
  function target(event) {
    if (kindOf(dragged) === "section") {
      const sections = [...outline.querySelectorAll(".outline-section")];
      const next = sections.find((one) => event.clientY < one.getBoundingClientRect().top + one.offsetHeight / 2);
      return { mark: next, into: null, section: "", before: next?.dataset.section ?? "" };
    }
    const section = event.target.closest(".outline-section");
    if (!section) return null;
    const next = [...section.querySelectorAll("[data-question]")].find((one) => {
      const box = one.getBoundingClientRect();
      return event.clientY < box.top + box.height / 2;
    });
    return { mark: next, into: section, section: section.dataset.section, before: next?.dataset.question ?? "" };
  }

  for (const part of outline.querySelectorAll(".outline-section, [data-question]")) {
    const handle = document.createElement("span");
    handle.className = "drag-handle";
    handle.draggable = true;
    handle.title = outline.dataset.drag;
    handle.innerHTML = '<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M3 5h10M3 8h10M3 11h10"/></svg>';
    part.querySelector(".outline-buttons").prepend(handle);
    handle.addEventListener("dragstart", (event) => {
      dragged = part;
      part.classList.add("dragged");
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", part.id);
      event.dataTransfer.setDragImage(part, 0, 0);
    });
    handle.addEventListener("dragend", () => {
      part.classList.remove("dragged");
      dragged = null;
      clear();
    });
  }

  outline.addEventListener("dragover", (event) => {
    const to = dragged && target(event);
    if (!to) return;
    event.preventDefault();
    clear();
    to.mark?.classList.add("drop-before");
    if (!to.mark) to.into?.classList.add("drop-into");
  });
  outline.addEventListener("drop", (event) => {
    const to = dragged && target(event);
    if (!to) return;
    event.preventDefault();
    const kind = kindOf(dragged);
    const code = dragged.dataset[kind];
    if (to.before === code) return;
    put("do", `place:${kind}:${code}`);
    put("section", to.section);
    put("before", to.before);
    form.submit();
  });
})();
