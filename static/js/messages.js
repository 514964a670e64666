// What did the server say?  Shows the "deskMessage" event of an HTMX answer as a passing note (one at a time:
// the next takes its place), lets alerts be closed, and keeps a button from being pressed twice.
(() => {
  "use strict";
  document.addEventListener("deskMessage", (event) => {
    const box = document.getElementById("toasts");
    const note = document.createElement("div");
    note.className = `notice tone-${event.detail.tone || "good"}`;
    note.textContent = event.detail.text;
    box.replaceChildren(note);
    setTimeout(() => note.remove(), 6000);
  });

  document.addEventListener("htmx:sendError", () => {
    const text = document.body.dataset.offline;
    document.dispatchEvent(new CustomEvent("deskMessage", { detail: { text, tone: "bad" } }));
  });

  document.addEventListener("click", (event) => {
    const close = event.target.closest("[data-close-notice]");
    if (close) close.closest(".notice").remove();
    if (event.target.closest("[data-print]")) window.print();
  });

  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.target.hasAttribute("hx-post") || ["get", "dialog"].includes(event.target.method)) return;
    // Not at once: a disabled button would not send its own name and value.
    setTimeout(() => event.target.querySelectorAll("[type=submit]").forEach((b) => { b.disabled = true; }), 0);
  });

  window.addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("form [type=submit]").forEach((b) => { b.disabled = false; });
  });
})();
