// A screen that draws itself anew while somebody types: it waits until the form is sent or left empty, and
// keeps what was folded open.
(() => {
  "use strict";
  const SCREENS = "#sitting, #mine, .vote";
  let open = new Set();

  function changed(field) {
    if (field.type === "hidden" || field.type === "submit") return false;
    if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
    if (field.tagName === "SELECT") {
      const first = [...field.options].findIndex((option) => option.defaultSelected);
      return field.selectedIndex !== Math.max(first, 0);
    }
    return field.tagName !== "BUTTON" && field.value !== field.defaultValue;
  }

  const busy = (root) => [...root.querySelectorAll("input, textarea, select")].some(changed) ||
    (root.contains(document.activeElement) && document.activeElement.matches("textarea, input[type=text], input[type=password], input:not([type])")) ||
    document.querySelector("dialog[open]") !== null;

  document.addEventListener("htmx:beforeRequest", (event) => {
    if (!event.target.hasAttribute("data-poll")) return;
    const screen = event.target.closest(SCREENS);
    if (screen && event.detail.requestConfig.triggeringEvent?.type !== "sittingChanged" && busy(screen)) event.preventDefault();
  });

  document.addEventListener("htmx:beforeSwap", () => {
    open = new Map([...document.querySelectorAll("details.tool[id]")].map((one) => [one.id, one.open]));
  });

  document.addEventListener("htmx:afterSettle", (event) => {
    const item = document.getElementById("item-title")?.textContent;
    const same = item === document.body.dataset.item;
    document.body.dataset.item = item || "";
    if (!same || !event.detail.requestConfig || event.detail.requestConfig.verb !== "get") return;
    for (const [id, wasOpen] of open) {
      const found = document.getElementById(id);
      if (found) found.open = wasOpen;
    }
  });
})();
