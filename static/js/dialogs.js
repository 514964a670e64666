// Asking before an act (data-confirm, hx-confirm), and forms in a dialog (hx-target="#sheet-body").
(() => {
  "use strict";
  const confirmBox = document.getElementById("confirm");
  const sheet = document.getElementById("sheet");

  function ask(question, yes) {
    if (!confirmBox) return;
    confirmBox.querySelector("[data-confirm-text]").textContent = question;
    confirmBox.returnValue = "";
    confirmBox.showModal();
    confirmBox.addEventListener("close", () => confirmBox.returnValue === "yes" && yes(), { once: true });
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const question = event.submitter?.dataset.confirm || form.dataset.confirm;
    if (!question || form.dataset.confirmed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const button = event.submitter;
    ask(question, () => {
      form.dataset.confirmed = "yes";
      form.requestSubmit(button);
      delete form.dataset.confirmed;
    });
  }, true);

  document.addEventListener("htmx:confirm", (event) => {
    if (!event.detail.question) return;
    event.preventDefault();
    ask(event.detail.question, () => event.detail.issueRequest(true));
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    if (sheet && event.detail.target.id === "sheet-body") {
      if (!sheet.open) sheet.showModal();
      sheet.querySelector("#sheet-body :is(input:not([type=hidden]), select, textarea)")?.focus();
    }
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-close-dialog]")) event.target.closest("dialog").close();
  });
})();
