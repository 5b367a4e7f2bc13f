// Importance: a bar a column with the interval of its mean.
import { axes, cut, drawing, number, tip } from "rookery/frame.js";

const ROW = 30;
const MOST = 20;
const WIDEST = 720;

/** Rows of name, mean, low, high; label of the axis. */
export function bars(data) {
  return function draw(place, room) {
    const width = Math.min(room, WIDEST);
    const rows = data.rows.slice(0, MOST);
    const names = Math.max(44, Math.min(width * 0.38, 12 + 7.2 * d3.max(rows, (r) => r.name.length)));
    const box = { left: names, top: 8, width: width - names - 20, height: ROW * rows.length };
    const svg = drawing(place, width, box.height + 58, data.title);
    const low = Math.min(0, d3.min(rows, (r) => r.low));
    const high = Math.max(0, d3.max(rows, (r) => r.high), low + 1e-12);
    const x = d3.scaleLinear().domain([low, high]).nice().range([box.left, box.left + box.width]);
    const y = d3.scaleBand().domain(d3.range(rows.length)).range([box.top, box.top + box.height]).padding(0.3);
    axes(svg, box, x, y, [data.label, ""]);
    svg.selectAll(".axis.y text").text((k) => cut(rows[k].name, names - 12));
    svg.select(".axis.y .domain").attr("transform", `translate(${x(0) - box.left},0)`);
    svg.selectAll(".axis.y line").remove();
    const bar = svg.selectAll(".bar").data(rows).join("g").attr("class", "bar");
    bar.append("rect").attr("class", "mark").attr("y", (_, k) => y(k)).attr("height", y.bandwidth())
      .attr("x", (r) => x(Math.min(0, r.mean))).attr("width", (r) => Math.abs(x(r.mean) - x(0)))
      .style("fill", (r) => (r.low > 0 ? "var(--series-0)" : "var(--faint)"));
    const middle = (k) => y(k) + y.bandwidth() / 2;
    bar.append("path").attr("d", (r, k) => `M${x(r.low)},${middle(k) - 5}v10m0,-5H${x(r.high)}m0,-5v10`)
      .style("fill", "none").style("stroke", "var(--ink)").style("stroke-width", 1.5);
    const note = tip(place);
    bar.append("rect").attr("x", 0).attr("width", width).attr("y", (_, k) => y(k) - 4).attr("height", ROW).style("fill", "transparent")
      .on("pointermove", (event, r) => note.show(...d3.pointer(event, place), `${r.name}\n${number(r.mean)}, from ${number(r.low)} to ${number(r.high)}`))
      .on("pointerleave", () => note.hide());
  };
}
