// <form data-draft="name">: what was typed survives a crash, for a day, and is gone once it was sent.
// Fields that are hidden, secret or files, and those in [data-private], are never kept.
const DAY = 86_400_000;
const keyOf = (form) => `draft:${form.dataset.draft}`;
const keepable = (field) =>
  field.name && !["hidden", "password", "file", "submit"].includes(field.type) && !field.closest("[data-private]");

const read = (key) => {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
};
const write = (key, draft) => {
  try {
    localStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // a full or forbidden store: the page works without drafts
  }
};

const typed = (form) =>
  [...form.elements].filter(keepable).flatMap((field) => {
    if (!["checkbox", "radio"].includes(field.type)) return [[field.name, field.value]];
    return field.checked ? [[field.name, field.value]] : [];
  });

const fill = (form, values) => {
  for (const field of [...form.elements].filter(keepable)) {
    const kept = values.filter(([name]) => name === field.name).map(([, value]) => value);
    if (["checkbox", "radio"].includes(field.type)) field.checked = kept.includes(field.value);
    else if (kept.length) field.value = kept.shift();
  }
};

const forget = () => {
  const failed = document.body.dataset.page === "error";
  for (const key of Object.keys(localStorage).filter((name) => name.startsWith("draft:"))) {
    const draft = read(key);
    const shown = document.querySelector(`form[data-draft="${CSS.escape(key.slice(6))}"]`);
    const done = draft?.sent && !failed && (!shown || document.querySelector(".flash"));
    if (!draft || done || Date.now() - draft.at > DAY) localStorage.removeItem(key);
  }
};

const watch = (form) => {
  const blank = JSON.stringify(typed(form));
  const draft = read(keyOf(form));
  if (draft && !form.querySelector(".error-summary") && JSON.stringify(draft.values) !== blank) {
    fill(form, draft.values);
    const note = form.querySelector("[data-draft-note]");
    if (note) note.hidden = false;
  }
  form.addEventListener("input", () => write(keyOf(form), { at: Date.now(), values: typed(form) }));
  form.addEventListener("submit", () => write(keyOf(form), { at: Date.now(), values: typed(form), sent: true }));
  form.querySelector("[data-draft-drop]")?.addEventListener("click", () => {
    localStorage.removeItem(keyOf(form));
    location.reload();
  });
};

try {
  forget();
  document.querySelectorAll("form[data-draft]").forEach(watch);
} catch {
  // no store in this browser
}

let leaving = false;
const changed = (form) => form.dataset.changed === "yes" && !form.dataset.busy;
document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-guard]");
  if (form) form.dataset.changed = "yes";
});
document.addEventListener("submit", () => (leaving = true));
addEventListener("beforeunload", (event) => {
  if (!leaving && [...document.querySelectorAll("form[data-guard]")].some(changed)) event.preventDefault();
});
