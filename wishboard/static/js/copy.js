// <button data-copy="id of the text" data-copied="Copied">: also where the page has no secure address.
const selectAll = (element) => {
  if ("value" in element) {
    element.select();
    return;
  }
  const range = document.createRange();
  range.selectNodeContents(element);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
};

const copy = async (element) => {
  const text = "value" in element ? element.value : element.innerText;
  if (navigator.clipboard && isSecureContext) {
    await navigator.clipboard.writeText(text);
    return true;
  }
  selectAll(element);
  return document.execCommand("copy");
};

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const element = document.getElementById(button.dataset.copy);
  const label = button.querySelector("[data-label]");
  const before = label.textContent;
  const copied = await copy(element).catch(() => false);
  if (!copied) {
    selectAll(element);
    return;
  }
  label.textContent = button.dataset.copied;
  setTimeout(() => (label.textContent = before), 2500);
});

for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
