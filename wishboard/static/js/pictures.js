// Draws a picture under each table that asks for one. The table stays: it says everything.

const ink = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const number = (cell) => {
  const value = parseFloat(cell.textContent.trim());
  return Number.isNaN(value) ? null : value;
};

function columns(figure) {
  const table = figure.querySelector("table");
  const titles = [...table.querySelectorAll("thead th")].map((cell) => cell.textContent.trim());
  const rows = [...table.querySelectorAll("tbody tr")].map((row) => [...row.children]);
  const labels = rows.map((cells) => cells[0].textContent.trim());
  const shown = figure.dataset.columns.split(" ").map(Number);
  return {
    labels,
    series: shown.map((at) => ({ name: titles[at], data: rows.map((cells) => number(cells[at])) })),
  };
}

function options(figure) {
  const { labels, series } = columns(figure);
  const lying = figure.dataset.picture === "lying";
  const words = { type: "category", data: labels, inverse: lying, axisLabel: { color: ink("--ink") } };
  const numbers = {
    type: "value",
    minInterval: 1,
    axisLabel: { color: ink("--ink-soft") },
    splitLine: { lineStyle: { color: ink("--line") } },
  };
  return {
    animation: false,
    aria: { enabled: true, decal: { show: series.length > 1 } },
    color: [ink("--persimmon"), ink("--leaf"), ink("--indigo"), ink("--amber")],
    textStyle: { fontFamily: ink("--sans"), fontSize: 14 },
    grid: { left: 12, right: 24, top: series.length > 2 ? 64 : 44, bottom: 12, containLabel: true },
    legend: { top: 8, textStyle: { color: ink("--ink") } },
    xAxis: lying ? numbers : words,
    yAxis: lying ? words : numbers,
    series: series.map((one) => ({
      ...one,
      type: figure.dataset.picture === "line" ? "line" : "bar",
      label: { show: series.length === 1, position: lying ? "right" : "top", color: ink("--ink") },
    })),
  };
}

function draw() {
  for (const figure of document.querySelectorAll("[data-picture]:not(:has(.picture-canvas))")) {
    const canvas = document.createElement("div");
    canvas.className = "picture-canvas";
    canvas.setAttribute("aria-hidden", "true");
    figure.append(canvas);
    const picture = echarts.init(canvas);
    picture.setOption(options(figure));
    new ResizeObserver(() => picture.resize()).observe(canvas);
  }
}

draw();
document.addEventListener("htmx:afterSettle", draw);
