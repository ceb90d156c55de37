// Where a part of the page was asked for and a whole page came (a refusal, or the page after a
// deed), the whole page is shown. What is only looked up while typing stays silent then.
const isWhole = (text) => /^\s*<!doctype/i.test(text);

document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, requestConfig } = event.detail;
  const asker = requestConfig.elt;
  if (!isWhole(xhr.responseText) || (xhr.status < 400 && asker.closest("[hx-select]"))) return;
  if (asker.matches("textarea, input")) {
    event.detail.shouldSwap = false;
    return;
  }
  event.detail.shouldSwap = true;
  event.detail.target = document.body;
  event.detail.swapOverride = "innerHTML";
  event.detail.selectOverride = "unset";
  if (xhr.status < 400) history.pushState({}, "", xhr.responseURL);
});

// After a swap, what went wrong takes the focus, as it does after a whole page.
document.addEventListener("htmx:afterSettle", (event) => {
  event.target.querySelector?.("[autofocus]")?.focus();
});
