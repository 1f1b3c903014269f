// Keeps the figures of a survey's page up to date while the page is looked at. Without it the page is the same, and is
// brought up to date by loading it again.
"use strict";

(() => {
  const live = document.getElementById("live");
  const status = document.getElementById("live-status");
  const announcement = document.getElementById("live-announcement");
  if (!live || !status || !announcement) return;

  const EVERY = 5000;
  const clock = new Intl.DateTimeFormat(status.dataset.locale || document.documentElement.lang, { timeStyle: "short" });
  const address = `${location.pathname}/live${location.search}`;
  let lastSeen = new Date();
  let timer;

  const say = (text) => {
    const words = text.replace("{time}", clock.format(lastSeen));
    if (status.textContent !== words) status.textContent = words;
  };
  const headline = (root) => root.querySelector("[data-headline]")?.textContent.trim().replace(/\s+/g, " ") ?? "";
  const isRead = () => {
    const selection = getSelection();
    return selection && !selection.isCollapsed && live.contains(selection.anchorNode);
  };

  function show(html) {
    const fresh = document.createElement("template");
    fresh.innerHTML = html;
    // What has not changed is not touched; nor is what somebody is just copying.
    if (fresh.innerHTML.trim() === live.innerHTML.trim() || isRead()) return;
    const said = headline(fresh.content);
    if (said !== headline(live)) announcement.textContent = said;
    const focused = live.contains(document.activeElement) && document.activeElement.id;
    live.replaceChildren(fresh.content);
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  }

  async function look() {
    clearTimeout(timer);
    if (document.hidden) return;
    try {
      const answer = await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(10000) });
      if (answer.status === 401) return say(status.dataset.ended);
      // A captive portal answers 200 with a page of its own.
      if (!answer.ok || answer.redirected || !answer.headers.has("x-sawt-live")) throw new Error(answer.statusText);
      const html = await answer.text();
      lastSeen = new Date();
      show(html);
      say(status.dataset.updated);
    } catch {
      say(status.dataset.failed);
    }
    timer = setTimeout(look, EVERY);
  }

  status.hidden = false;
  say(status.dataset.updated);
  document.addEventListener("visibilitychange", look);
  timer = setTimeout(look, EVERY);
})();

// A button beside a text that is to be copied. Without it the text is selected and copied by hand.
(() => {
  for (const button of document.querySelectorAll("button[data-copies]")) {
    const text = document.getElementById(button.dataset.copies);
    const status = document.getElementById(`${button.dataset.copies}-copied`);
    button.hidden = false;
    button.addEventListener("click", async () => {
      text.select();
      try {
        await navigator.clipboard.writeText(text.value);
      } catch {
        // Over plain HTTP there is no clipboard to write to, but what is selected can be copied.
        if (!document.execCommand("copy")) return;
      }
      status.textContent = button.dataset.copied;
    });
  }
})();
