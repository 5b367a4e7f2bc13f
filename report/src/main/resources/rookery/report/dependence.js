// What the model answers as a column takes other values: the mean over all rows, and some rows' own curves.
import { axes, cut, drawing, look, number, tip } from "rookery/frame.js";

const NAMED = 24;

/** Points of label and number, means by answer and point, curves of rows; which answer, and labels. */
export function dependence(data) {
  const numeric = data.points.every((p) => p.number !== null);
  return numeric ? (place, width) => numbers(place, data, width) : (place, width) => categories(place, data, width);
}

function frame(place, data, width, x, bottom) {
  const box = { left: 64, top: 24, width: width - 78, height: 220 };
  const svg = drawing(place, width, box.height + 34 + bottom, data.title);
  const all = data.means.concat(data.curves.flatMap((c) => c.values)).filter((v) => v !== null);
  const [low, high] = d3.extent(all);
  const y = d3.scaleLinear().domain(high > low ? [low, high] : [low - 1, low + 1]).nice().range([box.top + box.height, box.top]);
  x.range([box.left, box.left + box.width]);
  return { svg, box, y };
}

function numbers(place, data, width) {
  const x = d3.scaleLinear().domain(d3.extent(data.points, (p) => p.number));
  const { svg, box, y } = frame(place, data, width, x, 40);
  axes(svg, box, x, y, [data.column, cut(data.answer, width)]);
  const line = d3.line().x((_, k) => x(data.points[k].number)).y((v) => y(v));
  svg.append("g").selectAll("path").data(data.curves).join("path").attr("d", (c) => line(c.values))
    .style("fill", "none").style("stroke", "var(--faint)").style("stroke-width", 1).style("stroke-opacity", 0.45);
  svg.append("path").attr("class", "mark").attr("d", line(data.means)).style("fill", "none")
    .style("stroke", look(0).color).style("stroke-width", 3);
  const note = tip(place);
  svg.on("pointermove", (event) => {
    const k = d3.bisectCenter(data.points.map((p) => p.number), x.invert(d3.pointer(event, svg.node())[0]));
    note.show(...d3.pointer(event, place), `${data.column} ${data.points[k].label}\nmean ${number(data.means[k])}`);
  });
  svg.on("pointerleave", () => note.hide());
}

function categories(place, data, width) {
  const x = d3.scaleBand().domain(d3.range(data.points.length)).padding(0.3);
  const longest = d3.max(data.points, (p) => Math.min(p.label.length, NAMED));
  const { svg, box, y } = frame(place, data, width, x, 44 + longest * 7);
  axes(svg, box, x, y, ["", cut(data.answer, width)]);
  svg.selectAll(".axis.x text").text((k) => cut(data.points[k].label, NAMED * 7))
    .attr("transform", "rotate(-90)").attr("text-anchor", "end").attr("x", -8).attr("y", 0).attr("dy", "0.32em");
  const middle = (k) => x(k) + x.bandwidth() / 2;
  svg.append("g").selectAll("g").data(data.curves).join("g").selectAll("circle").data((c) => c.values).join("circle")
    .attr("cx", (_, k) => middle(k)).attr("cy", (v) => y(v)).attr("r", 2.5).style("fill", "var(--faint)").style("fill-opacity", 0.4);
  const note = tip(place);
  svg.append("g").selectAll("rect").data(data.means).join("rect").attr("class", "mark")
    .attr("x", (_, k) => x(k)).attr("width", x.bandwidth()).attr("y", (v) => y(v) - 2).attr("height", 4).style("fill", look(0).color)
    .on("pointermove", (event, v) => note.show(...d3.pointer(event, place), `mean ${number(v)}`)).on("pointerleave", () => note.hide());
}
