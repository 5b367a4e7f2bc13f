// Predicted against actual numbers: on the diagonal they are equal.
import { axes, drawing, number, tip } from "rookery/frame.js";

/** Points of row, actual, predicted; label of what is predicted. */
export function scatter(data) {
  return function draw(place, width) {
    const box = { left: 64, top: 24, width: width - 78, height: Math.min(width - 70, 340) };
    const svg = drawing(place, width, box.height + 72, data.title);
    const extent = d3.extent(data.points.flatMap((p) => [p.actual, p.predicted]));
    const x = d3.scaleLinear().domain(extent).nice().range([box.left, box.left + box.width]);
    const y = d3.scaleLinear().domain(extent).nice().range([box.top + box.height, box.top]);
    axes(svg, box, x, y, ["actual", "predicted"]);
    const [low, high] = x.domain();
    svg.append("line").attr("x1", x(low)).attr("y1", y(low)).attr("x2", x(high)).attr("y2", y(high))
      .style("stroke", "var(--faint)").style("stroke-dasharray", "5 4");
    svg.append("g").selectAll("circle").data(data.points).join("circle").attr("class", "mark")
      .attr("cx", (p) => x(p.actual)).attr("cy", (p) => y(p.predicted)).attr("r", data.points.length > 400 ? 2.5 : 4)
      .style("fill", "var(--series-0)").style("fill-opacity", 0.55).style("stroke", "var(--ground)").style("stroke-width", 0.5);
    const near = d3.Delaunay.from(data.points, (p) => x(p.actual), (p) => y(p.predicted));
    const note = tip(place);
    svg.on("pointermove", (event) => {
      const p = data.points[near.find(...d3.pointer(event, svg.node()))];
      note.show(...d3.pointer(event, place), `row ${p.row}\nactual ${number(p.actual)}\npredicted ${number(p.predicted)}\nresidual ${number(p.actual - p.predicted)}`);
    });
    svg.on("pointerleave", () => note.hide());
  };
}
