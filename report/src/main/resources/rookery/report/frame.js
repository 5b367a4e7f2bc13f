// What charts share: numbers as text, series that differ by color, dash and marker, the frame of a plot, a tip.

/** Dashes of the n-th series. */
const DASHES = [[], [8, 4], [2, 3], [10, 3, 2, 3], [5, 2], [1, 4], [12, 5], [6, 2, 1, 2, 1, 2]];

/** Markers of the n-th series. */
const MARKERS = [
  d3.symbolCircle, d3.symbolSquare, d3.symbolTriangle, d3.symbolDiamond,
  d3.symbolCross, d3.symbolStar, d3.symbolWye, d3.symbolTimes,
];

/** How the n-th series is drawn: colors repeat after eight, with other dashes. */
export function look(n) {
  const turn = Math.floor(n / MARKERS.length);
  return {
    color: `var(--series-${n % MARKERS.length})`,
    dash: DASHES[(n + 3 * turn) % DASHES.length],
    marker: MARKERS[(n + turn) % MARKERS.length],
  };
}

/** A color of the page's theme as the canvas takes it. */
export function resolved(color, place) {
  const probe = place.appendChild(document.createElement("span"));
  probe.style.color = color;
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

/** A number by its first digits: 0.01235, 1.2e-7, 12,345; what is none is a dash. */
export function number(value, digits = 4) {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  if (size === 0) return "0";
  if (size < 1e-3 || size >= 1e6) return value.toExponential(digits - 1).replace(/\.?0+e/, "e").replace("-", "−").replace("e-", "e−").replace("e+", "e");
  if (Number.isInteger(value)) return value.toLocaleString("en-US").replace("-", "−");
  return String(Number(value.toPrecision(digits))).replace("-", "−");
}

/** A number as an axis has it. */
export const tick = (value) => number(value, 3);

/** An empty drawing with its size in pixels. */
export function drawing(place, width, height, label) {
  return d3.select(place).append("svg")
    .attr("viewBox", `0 0 ${width} ${height}`)
    .attr("width", width).attr("height", height)
    .attr("role", "img").attr("aria-label", label);
}

/** How many ticks fit. */
export const ticks = (pixels, each = 70) => Math.max(2, Math.floor(pixels / each));

/** Moves the last label of an axis below so far to the left that it is not cut off, and leaves out those that would touch. */
export function inside(axis) {
  const edge = axis.node().ownerSVGElement.viewBox.baseVal.width;
  let end = -Infinity;
  axis.selectAll(".tick").each(function () {
    const label = this.querySelector("text");
    const [at, half] = [this.transform.baseVal.consolidate().matrix.e, label.getComputedTextLength() / 2];
    const beyond = Math.ceil(Math.max(0, at + half - edge));
    if (beyond > 0) label.setAttribute("x", -beyond);
    if (at - half - beyond < end + 4) label.remove();
    else end = at + half - beyond;
  });
}

/** The axes of a plot, below and at the left, with labels. */
export function axes(svg, box, x, y, labels) {
  const bottom = d3.axisBottom(x).ticks(ticks(box.width)).tickSizeOuter(0);
  const left = d3.axisLeft(y).ticks(ticks(box.height, 45)).tickSizeOuter(0);
  if (!x.bandwidth) bottom.tickFormat(tick);
  if (!y.bandwidth) left.tickFormat(tick);
  svg.append("g").attr("class", "axis x").attr("transform", `translate(0,${box.top + box.height})`).call(bottom).call(inside);
  svg.append("g").attr("class", "axis y").attr("transform", `translate(${box.left},0)`).call(left);
  svg.append("text").attr("class", "label").attr("text-anchor", "middle")
    .attr("x", box.left + box.width / 2).attr("y", box.top + box.height + 38).text(labels[0]);
  svg.append("text").attr("class", "label").attr("text-anchor", "start")
    .attr("x", 0).attr("y", 12).text(labels[1]);
}

/** A text as wide as some pixels, at 13 px. */
export function cut(text, pixels) {
  const most = Math.max(3, Math.floor(pixels / 7));
  return text.length <= most ? text : text.slice(0, most - 1) + "…";
}

/** A box of text that follows the pointer. */
export function tip(place) {
  const box = document.createElement("div");
  box.className = "tip";
  box.hidden = true;
  place.append(box);
  return {
    show(x, y, text) {
      box.textContent = text;
      box.hidden = false;
      const left = Math.min(Math.max(0, x + 14), place.clientWidth - box.offsetWidth);
      const top = y - box.offsetHeight - 10;
      box.style.left = `${Math.max(0, left)}px`;
      box.style.top = `${top < 0 ? y + 14 : top}px`;
    },
    hide() {
      box.hidden = true;
    },
  };
}

/** A marker of a series. */
export const symbol = (n, size = 60) => d3.symbol(look(n).marker, size)();

/** What the series are called, as a list below a plot. */
export function legend(place, names) {
  const items = d3.select(place).append("ul").attr("class", "legend").selectAll("li").data(names).join("li");
  const sample = items.append("svg").attr("width", 34).attr("height", 14).attr("aria-hidden", "true");
  sample.append("line").attr("x1", 0).attr("x2", 34).attr("y1", 7).attr("y2", 7)
    .style("stroke", (_, n) => look(n).color).style("stroke-width", 2)
    .style("stroke-dasharray", (_, n) => look(n).dash.join(" "));
  sample.append("path").attr("transform", "translate(17,7)").attr("d", (_, n) => symbol(n, 40))
    .style("fill", (_, n) => look(n).color);
  items.append("span").text((name) => name);
}

/** Buttons of which one is pressed. */
export function choice(place, label, names, chosen, choose) {
  const group = document.createElement("div");
  group.className = "controls";
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", label);
  names.forEach((name, n) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name;
    button.setAttribute("aria-pressed", String(n === chosen));
    button.addEventListener("click", () => choose(n));
    group.append(button);
  });
  place.append(group);
  return group;
}
