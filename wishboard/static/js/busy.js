// A form is sent once, however often its button is pressed. Somebody who comes back to a form that
// was sent and changes it makes another one: it gets a new key.
const release = (form) => {
  delete form.dataset.busy;
  for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
};

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.busy) {
    event.preventDefault();
    return;
  }
  form.dataset.busy = "yes";
  if (form.elements._key) form.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-disabled", "true");
});

document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest?.("form");
  if (form) release(form);
});

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (!form?.dataset.sent || form.dataset.busy) return;
  delete form.dataset.sent;
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  form.elements._key.value = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
});

addEventListener("pageshow", () => document.querySelectorAll("form[data-busy]").forEach(release));
