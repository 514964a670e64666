// In which order?  Lists with data-reorder are dragged (SortableJS) or moved by their up and down buttons;
// the new order goes to the server as the "order" field of the form around them.
(() => {
  "use strict";
  function send(list) {
    const form = list.closest("form");
    form.dispatchEvent(new CustomEvent("reordered", { bubbles: true }));
  }

  function move(button) {
    const row = button.closest("li");
    const list = row.parentElement;
    const other = button.dataset.move === "up" ? row.previousElementSibling : row.nextElementSibling;
    if (!other || other.hasAttribute("data-fixed")) return;
    if (button.dataset.move === "up") list.insertBefore(row, other);
    else list.insertBefore(other, row);
    button.focus();
    send(list);
  }

  function make(root) {
    root.querySelectorAll("[data-reorder]").forEach((list) => {
      if (list.dataset.ready || !window.Sortable) return;
      list.dataset.ready = "yes";
      window.Sortable.create(list, {
        animation: 150,
        draggable: "li:not([data-fixed])",
        ghostClass: "drag-ghost",
        handle: ".drag-handle",
        onMove: (event) => !event.related.hasAttribute("data-fixed"),
        group: list.dataset.group ? { name: list.dataset.group, pull: false } : undefined,
        onAdd: () => send(list),
        onEnd: () => send(list),
      });
    });
    // Rows may be dragged out of a source into the list of the same group; the server takes them over.
    root.querySelectorAll("[data-drag-source]").forEach((list) => {
      if (list.dataset.ready || !window.Sortable) return;
      list.dataset.ready = "yes";
      window.Sortable.create(list, {
        animation: 150,
        draggable: "li:not([data-fixed])",
        ghostClass: "drag-ghost",
        group: { name: list.dataset.dragSource, put: false },
        handle: ".drag-handle",
        sort: false,
      });
    });
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-reorder] [data-move]");
    if (button) move(button);
  });
  document.addEventListener("DOMContentLoaded", () => make(document));
  document.addEventListener("htmx:load", (event) => make(event.detail.elt.parentElement || event.detail.elt));
})();
