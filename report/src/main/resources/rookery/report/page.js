// Draws every figure of the page that names a chart, and draws it anew when its room or the theme changes.
import { activity } from "rookery/activity.js";
import { bars } from "rookery/bars.js";
import { curves } from "rookery/curves.js";
import { dependence } from "rookery/dependence.js";
import { histogram } from "rookery/histogram.js";
import { landscape } from "rookery/landscape.js";
import { matrix } from "rookery/matrix.js";
import { reliability } from "rookery/reliability.js";
import { scatter } from "rookery/scatter.js";

const charts = { activity, bars, curves, dependence, histogram, landscape, matrix, reliability, scatter };
const PAPER = 640;

function start(figure) {
  const place = figure.querySelector(".plot");
  const data = JSON.parse(document.getElementById(figure.dataset.source).textContent);
  const chart = charts[figure.dataset.chart](data);
  let drawn = 0;
  const draw = (width) => {
    drawn = width;
    place.replaceChildren();
    chart(place, width);
  };
  new ResizeObserver(() => {
    const width = Math.floor(place.clientWidth);
    if (width > 0 && width !== drawn && !matchMedia("print").matches) requestAnimationFrame(() => draw(width));
  }).observe(place);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => draw(drawn));
  addEventListener("beforeprint", () => {
    document.documentElement.dataset.theme = "light";
    draw(Math.min(Math.floor(place.clientWidth), PAPER));
  });
  addEventListener("afterprint", () => {
    document.documentElement.dataset.theme = theme;
    draw(Math.floor(place.clientWidth));
  });
  draw(Math.floor(place.clientWidth));
}

const theme = document.documentElement.dataset.theme;
document.querySelectorAll("figure[data-chart]").forEach(start);
