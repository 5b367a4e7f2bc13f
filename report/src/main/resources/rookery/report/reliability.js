// The reliability diagram: what was promised against what came true, and how many rows each bin has.
import { axes, drawing, number, tip } from "rookery/frame.js";

const WIDEST = 520;

/** Bins of from, to, promised, kept, rows; whether bins are of some rows each; labels of the axes. */
export function reliability(data) {
  return function draw(place, room) {
    const width = Math.min(room, WIDEST);
    const box = { left: 48, top: 24, width: width - 60, height: Math.min(width - 60, 360) };
    const below = { left: 48, top: box.top + box.height + 64, width: box.width, height: 60 };
    const height = data.counted ? below.top + below.height + 26 : box.top + box.height + 48;
    const svg = drawing(place, width, height, data.title);
    const x = d3.scaleLinear().domain([0, 1]).range([box.left, box.left + box.width]);
    const y = d3.scaleLinear().domain([0, 1]).range([box.top + box.height, box.top]);
    axes(svg, box, x, y, data.labels);
    svg.append("line").attr("x1", x(0)).attr("y1", y(0)).attr("x2", x(1)).attr("y2", y(1))
      .style("stroke", "var(--faint)").style("stroke-dasharray", "5 4");
    const bins = data.bins.filter((b) => b.rows > 0);
    const size = d3.scaleSqrt().domain([0, d3.max(bins, (b) => b.rows)]).range([3, 9]);
    svg.append("path").attr("d", d3.line().x((b) => x(b.promised)).y((b) => y(b.kept))(bins))
      .style("fill", "none").style("stroke", "var(--series-0)").style("stroke-width", 2);
    svg.selectAll(".gap").data(bins).join("line").attr("class", "gap")
      .attr("x1", (b) => x(b.promised)).attr("x2", (b) => x(b.promised)).attr("y1", (b) => y(b.promised)).attr("y2", (b) => y(b.kept))
      .style("stroke", "var(--series-1)").style("stroke-width", 2).style("stroke-dasharray", "2 2");
    const note = tip(place);
    svg.selectAll("circle").data(bins).join("circle").attr("class", "mark")
      .attr("cx", (b) => x(b.promised)).attr("cy", (b) => y(b.kept)).attr("r", (b) => size(b.rows))
      .style("fill", "var(--series-0)").style("stroke", "var(--ground)")
      .on("pointermove", (event, b) => note.show(...d3.pointer(event, place), `${number(b.rows)} rows\n${data.labels[0]} ${number(b.promised)}\n${data.labels[1]} ${number(b.kept)}`))
      .on("pointerleave", () => note.hide());
    if (data.counted) counts(svg, data.bins, x, below);
  };
}

function counts(svg, bins, x, box) {
  const y = d3.scaleLinear().domain([0, d3.max(bins, (b) => b.rows)]).nice().range([box.top + box.height, box.top]);
  svg.append("text").attr("class", "faint").attr("x", 0).attr("y", box.top - 10).text("rows");
  svg.append("g").attr("class", "axis").attr("transform", `translate(${box.left},0)`)
    .call(d3.axisLeft(y).ticks(2, "d").tickSizeOuter(0));
  svg.append("g").attr("class", "axis").attr("transform", `translate(0,${box.top + box.height})`)
    .call(d3.axisBottom(x).ticks(5).tickSizeOuter(0));
  svg.selectAll(".count").data(bins).join("rect").attr("class", "count")
    .attr("x", (b) => x(b.from) + 0.5).attr("width", (b) => x(b.to) - x(b.from) - 1)
    .attr("y", (b) => y(b.rows)).attr("height", (b) => y(0) - y(b.rows)).style("fill", "var(--faint)");
}
