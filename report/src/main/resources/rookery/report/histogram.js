// How often values lie in each of some bins, in groups on top of each other if there are several.
import { axes, drawing, look, number, tip } from "rookery/frame.js";

/** Bins of from, to, count; label of the values. With groups, their names, each bin has a count for each of them. */
export function histogram(data) {
  const bins = data.bins.map((b) => ({ ...b, counts: data.groups ? b.counts : [b.count] }));
  return function draw(place, width) {
    const box = { left: 58, top: 24, width: width - 72, height: 220 };
    const svg = drawing(place, width, box.height + 72, data.title);
    const x = d3.scaleLinear().domain([bins[0].from, bins.at(-1).to]).range([box.left, box.left + box.width]);
    const y = d3.scaleLinear().domain([0, d3.max(bins, (b) => d3.sum(b.counts))]).nice().range([box.top + box.height, box.top]);
    axes(svg, box, x, y, [data.label, "rows"]);
    const note = tip(place);
    for (const group of bins[0].counts.keys()) {
      const below = (b) => d3.sum(b.counts.slice(0, group));
      const bars = svg.append("g").selectAll(".mark").data(bins).join("g");
      const bar = () => bars.append("rect")
        .attr("x", (b) => x(b.from) + 0.5).attr("width", (b) => Math.max(1, x(b.to) - x(b.from) - 1))
        .attr("y", (b) => y(below(b) + b.counts[group])).attr("height", (b) => y(0) - y(b.counts[group]));
      bar().attr("class", "mark").style("fill", look(group).color);
      if (group > 0) bar().style("fill", `url(#${stripes(svg)})`);
      bars.on("pointermove", (event, b) => note.show(...d3.pointer(event, place), tell(data, b))).on("pointerleave", () => note.hide());
    }
    if (data.groups) key(place, data.groups);
    const [low, high] = x.domain();
    if (low < 0 && high > 0)
      svg.append("line").attr("x1", x(0)).attr("x2", x(0)).attr("y1", box.top).attr("y2", box.top + box.height)
        .style("stroke", "var(--ink)").style("stroke-dasharray", "5 4");
  };
}

function tell(data, bin) {
  const counts = data.groups ? data.groups.map((name, n) => `${name}: ${number(bin.counts[n])}`) : [`${number(bin.count)} rows`];
  return [...counts, `from ${number(bin.from)} to ${number(bin.to)}`].join("\n");
}

/** What tells a group apart without color. */
function stripes(svg) {
  const id = `stripes-${Math.random().toString(36).slice(2)}`;
  svg.append("pattern").attr("id", id).attr("width", 6).attr("height", 6).attr("patternUnits", "userSpaceOnUse").attr("patternTransform", "rotate(45)")
    .append("rect").attr("width", 2).attr("height", 6).style("fill", "var(--ground)").style("opacity", 0.6);
  return id;
}

function key(place, groups) {
  const items = d3.select(place).append("ul").attr("class", "legend").selectAll("li").data(groups).join("li");
  const sample = items.append("svg").attr("width", 22).attr("height", 14).attr("aria-hidden", "true");
  sample.append("rect").attr("width", 22).attr("height", 14).style("fill", (_, n) => look(n).color);
  sample.filter((_, n) => n > 0).each(function () {
    const svg = d3.select(this);
    svg.append("rect").attr("width", 22).attr("height", 14).style("fill", `url(#${stripes(svg)})`);
  });
  items.append("span").text((name) => name);
}
