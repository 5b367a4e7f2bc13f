// What each unit does: a cell a unit, whose shade is the share of rows it is on; dead units are crossed out.
import { drawing, number, tip } from "rookery/frame.js";

/** Layers of name, count, and the first units of on, mean, dead, alwaysOn, saturated. */
export function activity(data) {
  return function draw(place, width) {
    const note = tip(place);
    for (const layer of data.layers) {
      const units = layer.units;
      const side = units.length > 128 ? 14 : 24;
      const across = Math.max(1, Math.floor(width / side));
      const title = document.createElement("p");
      title.textContent = `${layer.name}: ${number(layer.count)} ${layer.count === 1 ? "unit" : "units"}${units.length < layer.count ? `, the first ${units.length}` : ""}`;
      place.append(title);
      const svg = drawing(place, width, Math.ceil(units.length / across) * side, `Share of rows on which each unit of ${layer.name} is on`);
      const cell = svg.selectAll("g").data(units).join("g")
        .attr("transform", (_, k) => `translate(${side * (k % across)},${side * Math.floor(k / across)})`);
      cell.append("rect").attr("class", "mark").attr("x", 1).attr("y", 1).attr("width", side - 2).attr("height", side - 2).attr("rx", 2)
        .style("fill", (u) => d3.interpolateCividis(u.on)).style("stroke", "var(--faint)").style("stroke-width", 0.5);
      const far = side - 4;
      cell.filter((u) => u.dead).append("path").attr("d", `M4,4L${far},${far}M${far},4L4,${far}`)
        .style("stroke", "#fff").style("stroke-width", 2);
      cell.filter((u) => u.alwaysOn).append("circle").attr("cx", side / 2).attr("cy", side / 2).attr("r", side / 8).style("fill", "#111");
      cell.on("pointermove", (event, u) =>
        note.show(...d3.pointer(event, place), `${layer.name}, unit ${u.unit}\non on ${number(100 * u.on, 3)} % of the rows${u.dead ? ": dead" : u.alwaysOn ? ": always on" : ""}\nmean ${number(u.mean)}, deviation ${number(u.std)}`))
        .on("pointerleave", () => note.hide());
    }
    key(place, width);
  };
}

function key(place, width) {
  const svg = drawing(place, width, 46, "Shades: dark is never on, bright always");
  const shades = d3.range(0, 1.001, 0.1);
  svg.selectAll("rect").data(shades).join("rect").attr("x", (_, k) => 14 * k).attr("y", 12).attr("width", 14).attr("height", 10)
    .style("fill", (v) => d3.interpolateCividis(v));
  svg.append("text").attr("class", "faint").attr("x", 0).attr("y", 40).text("0 %");
  svg.append("text").attr("class", "faint").attr("x", 154).attr("y", 40).attr("text-anchor", "end").text("100 %");
  svg.append("text").attr("class", "faint").attr("x", 172).attr("y", 22).text("× dead   • always on");
}
