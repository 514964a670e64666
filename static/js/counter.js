// How long is the text?  A live count below each textarea[data-count] (and its maxlength or data-limit).
(() => {
  "use strict";
  function show(area) {
    const limit = Number(area.dataset.limit || area.maxLength);
    let note = area.parentElement.querySelector(".counter");
    if (!note) {
      note = document.createElement("span");
      note.className = "counter";
      area.insertAdjacentElement("afterend", note);
    }
    const length = [...area.value].length;
    note.textContent = limit > 0 ? `${length} / ${limit}` : String(length);
    note.classList.toggle("over", limit > 0 && length > limit);
  }

  const all = (root) => root.querySelectorAll("textarea[data-count]").forEach(show);
  document.addEventListener("input", (event) => event.target.matches("textarea[data-count]") && show(event.target));
  document.addEventListener("DOMContentLoaded", () => all(document));
  document.addEventListener("htmx:load", (event) => all(event.detail.elt));
})();
