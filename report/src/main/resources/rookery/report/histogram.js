// How often values lie in each of some bins.
import { axes, drawing, number, tip } from "rookery/frame.js";

/** Bins of from, to, count; label of the values. */
export function histogram(data) {
  return function draw(place, width) {
    const box = { left: 58, top: 24, width: width - 72, height: 220 };
    const svg = drawing(place, width, box.height + 72, data.title);
    const x = d3.scaleLinear().domain([data.bins[0].from, data.bins.at(-1).to]).range([box.left, box.left + box.width]);
    const y = d3.scaleLinear().domain([0, d3.max(data.bins, (b) => b.count)]).nice().range([box.top + box.height, box.top]);
    axes(svg, box, x, y, [data.label, "rows"]);
    const note = tip(place);
    svg.selectAll(".mark").data(data.bins).join("rect").attr("class", "mark")
      .attr("x", (b) => x(b.from) + 0.5).attr("width", (b) => Math.max(1, x(b.to) - x(b.from) - 1))
      .attr("y", (b) => y(b.count)).attr("height", (b) => y(0) - y(b.count)).style("fill", "var(--series-0)")
      .on("pointermove", (event, b) => note.show(...d3.pointer(event, place), `${number(b.count)} rows\nfrom ${number(b.from)} to ${number(b.to)}`))
      .on("pointerleave", () => note.hide());
    const [low, high] = x.domain();
    if (low < 0 && high > 0)
      svg.append("line").attr("x1", x(0)).attr("x2", x(0)).attr("y1", box.top).attr("y2", box.top + box.height)
        .style("stroke", "var(--ink)").style("stroke-dasharray", "5 4");
  };
}
