// Nothing typed is lost: warn before leaving a changed form (data-unsaved), keep drafts of long texts
// (textarea[data-draft]) in this browser tab until the form is accepted.
(() => {
  "use strict";
  const changed = new WeakSet();
  const key = (area) => `draft:${location.pathname}:${area.name}`;

  function restore(root) {
    root.querySelectorAll("textarea[data-draft]").forEach((area) => {
      if (area.dataset.draftReady) return;
      area.dataset.draftReady = "yes";
      const kept = sessionStorage.getItem(key(area));
      if (!kept || kept === area.value || area.value !== area.defaultValue) return;
      if (area.value && !area.hasAttribute("data-draft-replace")) return;
      area.value = kept;
      area.dispatchEvent(new Event("input", { bubbles: true }));
      const note = document.createElement("span");
      note.className = "draft-note";
      note.textContent = document.body.dataset.draftRestored || "";
      area.insertAdjacentElement("afterend", note);
    });
  }

  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-unsaved]");
    if (form) changed.add(form);
    if (event.target.matches("textarea[data-draft]")) sessionStorage.setItem(key(event.target), event.target.value);
  });

  document.addEventListener("submit", (event) => {
    // The submit may still be stopped by a question; only one that goes through lets go of the form.
    if (!event.defaultPrevented) changed.delete(event.target);
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.detail.elt?.closest?.("form");
    if (!form) return;
    if (event.detail.successful) {
      changed.delete(form);
      form.querySelectorAll("textarea[data-draft]").forEach((area) => sessionStorage.removeItem(key(area)));
    } else {
      changed.add(form);
    }
  });

  window.addEventListener("beforeunload", (event) => {
    const open = [...document.querySelectorAll("form[data-unsaved]")].some((form) => changed.has(form));
    if (open) event.preventDefault();
  });

  document.addEventListener("DOMContentLoaded", () => {
    // The server says which drafts it has accepted since the last page.
    document.querySelectorAll("[data-draft-accepted]").forEach((mark) => {
      Object.keys(sessionStorage).filter((name) => name.startsWith(`draft:${mark.dataset.draftAccepted}:`))
        .forEach((name) => sessionStorage.removeItem(name));
    });
    restore(document);
  });
  document.addEventListener("htmx:load", (event) => restore(event.detail.elt));
})();
