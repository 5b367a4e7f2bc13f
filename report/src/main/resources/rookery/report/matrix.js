// The confusion matrix: a cell's shade is its share of the actual class.
import { cut, drawing, number, tip } from "rookery/frame.js";

/** Classes, and counts by actual and predicted class. */
export function matrix(data) {
  return function draw(place, width) {
    const n = data.classes.length;
    const names = Math.min(width * 0.34, 16 + 7.2 * d3.max(data.classes, (c) => c.length));
    const side = Math.min(92, Math.floor((width - names - 8) / n));
    const tall = Math.min(side, 56);
    const slanted = d3.max(data.classes, (c) => c.length) * 7.2 > side - 4;
    const head = slanted ? 28 + Math.min(110, 7 * d3.max(data.classes, (c) => c.length)) : 44;
    const svg = drawing(place, width, head + tall * n + 8, "Confusion matrix: actual classes are rows, predicted ones columns");
    svg.append("text").attr("class", "faint").attr("x", names).attr("y", 12).text("predicted");
    svg.append("text").attr("class", "faint").attr("x", 0).attr("y", slanted ? head - 8 : 36).text("actual");
    const across = svg.selectAll(".column").data(data.classes).join("text").attr("class", "column");
    if (slanted)
      across.attr("transform", (_, k) => `translate(${names + side * (k + 0.5) + 4},${head - 6}) rotate(-90)`).text((c) => cut(c, 110));
    else across.attr("x", (_, k) => names + side * (k + 0.5)).attr("y", 36).attr("text-anchor", "middle").text((c) => c);
    svg.selectAll(".row").data(data.classes).join("text").attr("class", "row").attr("x", names - 8).attr("text-anchor", "end")
      .attr("y", (_, k) => head + tall * (k + 0.5) + 4).text((c) => cut(c, names - 16));
    const cells = data.counts.flatMap((row, actual) => {
      const all = d3.sum(row);
      return row.map((count, predicted) => ({ actual, predicted, count, share: all ? count / all : 0 }));
    });
    const cell = svg.selectAll(".cell").data(cells).join("g").attr("class", "cell")
      .attr("transform", (c) => `translate(${names + side * c.predicted},${head + tall * c.actual})`);
    cell.append("rect").attr("class", "mark").attr("width", side - 2).attr("height", tall - 2).attr("rx", 3)
      .style("fill", (c) => d3.interpolateCividis(1 - c.share)).style("stroke", (c) => (c.actual === c.predicted ? "var(--ink)" : "none")).style("stroke-width", 1.5);
    const fits = d3.max(cells, (c) => number(c.count).length) * 8 < side - 4;
    if (fits)
      cell.append("text").attr("x", side / 2 - 1).attr("y", tall / 2 + 4).attr("text-anchor", "middle")
        .style("fill", (c) => (c.share > 0.45 ? "#fff" : "#111")).text((c) => number(c.count));
    const note = tip(place);
    cell.on("pointermove", (event, c) =>
      note.show(...d3.pointer(event, place), `${number(c.count)} rows of ${data.classes[c.actual]}\npredicted ${data.classes[c.predicted]}: ${number(100 * c.share, 3)} %`))
      .on("pointerleave", () => note.hide());
  };
}
