document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
});

for (const button of document.querySelectorAll("[data-print]")) button.hidden = false;
