// One tick for all of a list; without scripts each is ticked by hand.
const show = (within) => {
  for (const all of within.querySelectorAll("[data-tick-all]")) all.hidden = false;
};

document.addEventListener("change", (event) => {
  if (!event.target.closest("[data-tick-all]")) return;
  const boxes = event.target.form.querySelectorAll("tbody input[type=checkbox]");
  for (const box of boxes) box.checked = event.target.checked;
});

document.addEventListener("htmx:afterSettle", (event) => show(event.target));
show(document);
