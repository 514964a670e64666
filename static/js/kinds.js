// Which parts of a form does the chosen kind need?  Elements with data-kinds are hidden for all other kinds;
// nothing typed is lost, and without this script everything is shown.
(() => {
  "use strict";
  function show(form) {
    const chosen = new Set([form.elements.kind.value]);
    form.querySelectorAll("input[name=categories]:checked").forEach((box) => chosen.add(box.value));
    form.querySelectorAll("[data-kinds]").forEach((part) => {
      const wanted = part.dataset.kinds.split(" ").some((kind) => chosen.has(kind));
      part.hidden = !wanted && !part.querySelector(".is-invalid");
    });
  }

  document.querySelectorAll("form[data-kinds-form]").forEach((form) => {
    show(form);
    form.addEventListener("change", () => show(form));
  });
})();
