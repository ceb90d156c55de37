// Photos are shown before they are sent. <input type="file" data-photos="3">: at most three are kept.
const show = (input, list) => {
  list.replaceChildren();
  for (const file of input.files) {
    const image = document.createElement("img");
    image.alt = file.name;
    image.src = URL.createObjectURL(file);
    image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true });
    list.append(image);
  }
};

document.addEventListener("change", (event) => {
  const input = event.target.closest("input[data-photos]");
  if (!input) return;
  const most = Number(input.dataset.photos);
  if (input.files.length > most) {
    const kept = new DataTransfer();
    [...input.files].slice(0, most).forEach((file) => kept.items.add(file));
    input.files = kept.files;
  }
  show(input, input.parentElement.querySelector("[data-previews]"));
});
