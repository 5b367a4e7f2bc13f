// Lines over epochs, steps or time by uPlot, with bands between starts; the legend shows the values at the pointer.
import { choice, look, number, resolved, tick } from "rookery/frame.js";

const HEIGHT = 260;
const HIGHER = 400;
const MANY = 6;

/** Steps of an axis of epochs: there are no halves. */
const WHOLE = d3.range(0, 13).flatMap((k) => [1, 2, 5].map((step) => step * 10 ** k));

/**
 * Curves as the page has them: views of one name each (what x is), each with lines of x, y, and maybe low and high.
 * The lines of a view may have different x.
 */
export function curves(data) {
  let chosen = 0;
  return function draw(place, width) {
    if (data.views.length > 1)
      choice(place, "Against", data.views.map((view) => view.name), chosen, (n) => {
        chosen = n;
        place.replaceChildren();
        draw(place, width);
      });
    chart(place, data, data.views[chosen], width);
  };
}

/** What is not positive has no place on a log axis. */
const shown = (values, log) => values.map((v) => (v === null || (log && v <= 0) ? null : v));

function chart(place, data, view, width) {
  const { log } = data;
  const tables = [];
  const series = [{ label: view.name, value: (_, v) => number(v) }];
  const bands = [];
  view.lines.forEach((line, n) => {
    const style = look(n);
    const color = resolved(style.color, place);
    const columns = [line.x, shown(line.y, log)];
    series.push(serie(line.name, color, style, line, view));
    if (line.low && line.low.some((v, i) => v !== line.high[i])) {
      columns.push(shown(line.high, log), shown(line.low, log));
      const at = series.length;
      for (const end of ["most", "least"])
        series.push({ label: `${line.name}, ${end}`, stroke: "transparent", points: { show: false }, spanGaps: true, class: "band" });
      bands.push({ series: [at, at + 1], fill: translucent(color) });
    }
    tables.push(columns);
  });
  const ink = resolved("var(--faint)", place);
  const grid = resolved("var(--line)", place);
  const whole = view.lines.every((line) => line.x.every(Number.isInteger));
  const axis = {
    stroke: ink, grid: { stroke: grid, width: 1 }, ticks: { stroke: grid, width: 1 }, font: "12px system-ui, sans-serif", labelFont: "12px system-ui, sans-serif",
  };
  const plot = new uPlot(
    {
      width, height: view.lines.length > MANY ? HIGHER : HEIGHT, series, bands, focus: { alpha: 0.3 },
      legend: { markers: { width: 0, fill: "transparent" } },
      cursor: { focus: { prox: 16 }, drag: { x: true, y: false } },
      scales: { x: { time: false }, y: { distr: log ? 3 : 1, range: room(log) } },
      axes: [
        { ...axis, ...(whole ? { incrs: WHOLE } : {}), label: view.name, labelSize: 20, size: 34, space: 60, values: (_, all) => all.map(tick) },
        { ...axis, size: 56, values: (_, all) => all.map((v) => (v === null ? "" : tick(v))) },
      ],
    },
    uPlot.join(tables),
    place,
  );
  samples(plot, view.lines);
  plot.root.setAttribute("role", "group");
  plot.root.setAttribute("aria-label", data.title);
  plot.root.querySelectorAll(".u-legend .band").forEach((row) => (row.style.display = "none"));
}

/** How each line is drawn, in its row of the legend. */
function samples(plot, lines) {
  const markers = [...plot.root.querySelectorAll(".u-legend .u-series:not(.band) .u-marker")].slice(-lines.length);
  d3.selectAll(markers).style("width", "30px").append("svg").attr("width", 30).attr("height", 12).attr("aria-hidden", "true")
    .append("line").attr("x2", 30).attr("y1", 6).attr("y2", 6).style("stroke-width", 2.5)
    .style("stroke", (_, n) => look(n).color).style("stroke-dasharray", (_, n) => look(n).dash.join(" "));
}

function serie(label, color, style, line, view) {
  const few = line.y.length <= 12;
  return {
    label, stroke: color, width: 2, dash: style.dash, spanGaps: view.lines.length > 1,
    points: { show: few, size: 7, fill: color }, value: (_, v) => number(v),
  };
}

const translucent = (color) => color.replace("rgb(", "rgba(").replace(")", ", 0.18)");

/** The next of 1, 2, 5, 10, 20, 50 … below or above. */
function rounded(value, to) {
  const ten = 10 ** Math.floor(Math.log10(value));
  const steps = [1, 2, 5, 10].map((step) => step * ten);
  return to === Math.floor ? d3.max(steps, (step) => (step <= value ? step : undefined)) : d3.min(steps, (step) => (step >= value ? step : undefined));
}

/** Where all values are equal there must still be an axis. */
function room(log) {
  return (_, low, high) => {
    if (low === null || high === null) return log ? [0.1, 1] : [0, 1];
    if (log) return low === high ? [low / 2, high * 2] : [rounded(low, Math.floor), rounded(high, Math.ceil)];
    const edge = (high - low || Math.abs(high) || 1) * 0.06;
    return [low - edge, high + edge];
  };
}
