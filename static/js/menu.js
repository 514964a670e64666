// Which groups of the side menu are open?  Kept in this browser; the group of the present page is always open.
(() => {
  "use strict";
  const groups = document.querySelectorAll(".desk-menu details[id]");
  groups.forEach((group) => {
    const kept = localStorage.getItem(group.id);
    if (kept !== null) group.open = kept === "open";
    if (group.querySelector("[aria-current]")) group.open = true;
    if (!group.querySelector("a")) group.remove();
    group.addEventListener("toggle", () => localStorage.setItem(group.id, group.open ? "open" : "closed"));
  });
})();
