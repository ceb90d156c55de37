// What a page looks like, in figures and words.
(target) => {
  const shown = (element) => element.checkVisibility({ visibilityProperty: true });
  const words = (element) => element.outerHTML.slice(0, 120);
  const box = (element) => {
    const ticked = ["checkbox", "radio"].includes(element.type);
    return ((ticked && element.closest("label")) || element).getBoundingClientRect();
  };
  const all = (selector) => [...document.querySelectorAll(selector)].filter(shown);
  const targets =
    "button, input:not([type=hidden]), select, textarea, summary, " +
    "a.button, a.tab, a.nav-link, a.brand, .heading a.back";
  const tight = ".button, .badge, .tab, h1, h2, h3, .label, th";
  return {
    title: document.title,
    heading: document.querySelector("h1")?.getBoundingClientRect().height ?? 0,
    width: document.scrollingElement.scrollWidth,
    text: document.body.innerText,
    small: all(targets)
      .filter((element) => box(element).height < target - 0.5)
      .map((element) => `${box(element).height} px high: ${words(element)}`),
    tiny: all("main *")
      .filter((element) => [...element.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
      .filter((element) => parseFloat(getComputedStyle(element).fontSize) < 12)
      .map(words),
    cut: all(tight)
      .filter((element) => element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 2)
      .map(words),
    doubled: all("a.button")
      .map((element) => `${element.href} ${element.innerText}`)
      .filter((link, place, links) => links.indexOf(link) < place),
    broken: [...document.images]
      .filter((image) => image.complete && !image.naturalWidth)
      .map((image) => image.src),
  };
}
