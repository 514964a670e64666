// Which theme is shown?  The cookie decides ("light", "dark"), else the system.  Loaded in the head, before
// the first paint; buttons with data-theme-choice change it.
(() => {
  "use strict";
  const root = document.documentElement;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const chosen = () => (document.cookie.match(/(?:^|; )theme=(light|dark)/) || [])[1] || "auto";

  function show() {
    const choice = chosen();
    root.setAttribute("data-bs-theme", choice === "auto" ? (dark.matches ? "dark" : "light") : choice);
    document.querySelectorAll("[data-theme-choice]").forEach((button) => {
      button.setAttribute("aria-pressed", String(button.dataset.themeChoice === choice));
      button.classList.toggle("active", button.dataset.themeChoice === choice);
    });
  }

  show();
  dark.addEventListener("change", show);
  document.addEventListener("DOMContentLoaded", show);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-theme-choice]");
    if (!button) return;
    const secure = location.protocol === "https:" ? "; Secure" : "";
    const keep = button.dataset.themeChoice === "auto" ? 0 : 31536000;
    document.cookie = `theme=${button.dataset.themeChoice}; Path=/; Max-Age=${keep}; SameSite=Lax${secure}`;
    show();
  });
})();
