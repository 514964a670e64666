// On paper nothing can be opened: the tables behind the pictures print open, and close again afterwards.
(() => {
  const tables = () => document.querySelectorAll("details.chart-table:not([open])");
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...tables()];
    for (const one of opened) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of opened) one.open = false;
    opened = [];
  });
})();
