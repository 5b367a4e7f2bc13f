// The loss over a plane or a line of the weights, and the paths of trainings, by d3.
import { choice, cut, drawing, inside, legend, look, number, symbol, tick, ticks, tip } from "rookery/frame.js";

const LEVELS = 14;
const SURFACES = ["training", "validation"];

/** A landscape as the page has it: x and y with values and label, losses by surface, trails. */
export function landscape(data) {
  let chosen = 0;
  const names = SURFACES.filter((name) => data[name]);
  return function draw(place, width) {
    if (names.length > 1 && data.y)
      choice(place, "Surface", names, chosen, (n) => {
        chosen = n;
        place.replaceChildren();
        draw(place, width);
      });
    if (data.y) plane(place, data, names[chosen], width);
    else line(place, data, names, width);
  };
}

const finite = (losses) => losses.flat().filter((v) => v !== null);

/**
 * Levels between losses: equal ratios where they are positive and differ much; else steps that grow if most losses
 * are low, so that half of them lie below the middle one.
 */
function levels(values) {
  const sorted = d3.sort(values);
  const low = sorted[0];
  const high = d3.quantileSorted(sorted, 0.99);
  if (!(high > low)) return [low];
  const log = low > 0 && high / low > 8;
  const middle = (d3.quantileSorted(sorted, 0.5) - low) / (high - low);
  const power = Math.min(4, Math.max(1, Math.log(middle || 1e-3) / Math.log(0.5)));
  return d3.range(LEVELS).map((k) => (log ? low * (high / low) ** (k / LEVELS) : low + (high - low) * (k / LEVELS) ** power));
}

function plane(place, data, name, width) {
  const grid = data[name].losses;
  const values = finite(grid);
  if (values.length === 0) {
    place.append("No loss here is finite: there is nothing to draw.");
    return;
  }
  const box = { left: 62, top: 24, width: width - 76, height: Math.round(Math.min(width * 0.82, 560)) - 90 };
  const height = box.top + box.height + 100;
  const level = levels(values);
  const color = d3.scaleThreshold(level.slice(1), level.map((_, k) => d3.interpolateViridis(k / (LEVELS - 1))));
  const x0 = d3.scaleLinear().domain(d3.extent(data.x.values)).range([box.left, box.left + box.width]);
  const y0 = d3.scaleLinear().domain(d3.extent(data.y.values)).range([box.top + box.height, box.top]);
  const svg = drawing(place, width, height, `Contours of the ${name} loss over ${data.x.label} and ${data.y.label}`);
  const clip = `clip-${Math.random().toString(36).slice(2)}`;
  svg.append("clipPath").attr("id", clip).append("rect")
    .attr("x", box.left).attr("y", box.top).attr("width", box.width).attr("height", box.height);
  hatching(svg, clip);
  const clipped = svg.append("g").attr("clip-path", `url(#${clip})`);
  const scene = clipped.append("g");
  surface(scene, grid, level, color, x0, y0, data);
  const trails = clipped.append("g");
  const axisX = svg.append("g").attr("class", "axis x").attr("transform", `translate(0,${box.top + box.height})`);
  const axisY = svg.append("g").attr("class", "axis y").attr("transform", `translate(${box.left},0)`);
  svg.append("text").attr("class", "label").attr("text-anchor", "middle")
    .attr("x", box.left + box.width / 2).attr("y", box.top + box.height + 36).text(cut(data.x.label, box.width));
  svg.append("text").attr("class", "label").attr("x", 0).attr("y", 12).text(cut(data.y.label, width));
  key(svg, box, height, level, color);
  const view = { x: x0, y: y0 };
  const show = (transform) => {
    view.x = transform.rescaleX(x0);
    view.y = transform.rescaleY(y0);
    scene.attr("transform", transform);
    scene.selectAll(".contour").style("stroke-width", 0.7 / transform.k);
    paths(trails, data.trails, view);
    axisX.call(d3.axisBottom(view.x).ticks(ticks(box.width)).tickFormat(tick).tickSizeOuter(0)).call(inside);
    axisY.call(d3.axisLeft(view.y).ticks(ticks(box.height, 45)).tickFormat(tick).tickSizeOuter(0));
  };
  show(d3.zoomIdentity);
  zooming(place, svg, box, show);
  hovering(place, svg, data, grid, view, box);
  if (data.trails.length) legend(place, data.trails.map((trail) => trail.name));
}

/** Where losses are not finite: a pattern that no level has. */
function hatching(svg, id) {
  const pattern = svg.append("pattern").attr("id", `hole-${id}`).attr("width", 8).attr("height", 8)
    .attr("patternUnits", "userSpaceOnUse").attr("patternTransform", "rotate(45)");
  pattern.append("rect").attr("width", 8).attr("height", 8).style("fill", "var(--raised)");
  pattern.append("line").attr("y2", 8).style("stroke", "var(--error)").style("stroke-width", 3);
}

function surface(scene, grid, level, color, x, y, data) {
  const [rows, columns] = [grid.length, grid[0].length];
  const place = (values, i) => {
    const at = Math.min(Math.max(i - 0.5, 0), values.length - 1);
    const k = Math.min(Math.floor(at), values.length - 2);
    return values[k] + (at - k) * (values[k + 1] - values[k]);
  };
  const geo = d3.geoPath(d3.geoTransform({
    point(i, j) {
      this.stream.point(x(place(data.x.values, i)), y(place(data.y.values, j)));
    },
  }));
  const flat = grid.flat();
  const filled = flat.map((v) => (v === null ? level.at(-1) : v));
  const contours = d3.contours().size([columns, rows]).thresholds(level)(filled);
  scene.selectAll(".contour").data(contours).join("path").attr("class", "contour mark").attr("d", geo)
    .style("fill", (c) => color(c.value)).style("stroke", "rgba(255,255,255,0.45)");
  const [holeWidth, holeHeight] = [Math.abs(x.range()[1] - x.range()[0]) / (columns - 1), Math.abs(y.range()[0] - y.range()[1]) / (rows - 1)];
  const holes = flat.flatMap((v, k) => (v === null ? [k] : []));
  const pattern = scene.node().ownerSVGElement.querySelector("pattern").id;
  scene.selectAll(".hole").data(holes).join("rect").attr("class", "hole")
    .attr("x", (k) => x(data.x.values[k % columns]) - holeWidth / 2)
    .attr("y", (k) => y(data.y.values[Math.floor(k / columns)]) - holeHeight / 2)
    .attr("width", holeWidth).attr("height", holeHeight).style("fill", `url(#${pattern})`);
}

/** The paths: a dark line in a light casing is seen on any level. */
function paths(place, trails, view) {
  const path = d3.line().x((p) => view.x(p.x)).y((p) => view.y(p.y));
  const groups = place.selectAll(".trail").data(trails).join("g").attr("class", "trail");
  groups.selectAll("path").remove();
  groups.append("path").attr("d", (t) => path(t.points)).style("fill", "none")
    .style("stroke", "#fff").style("stroke-width", 5).style("stroke-linejoin", "round");
  groups.append("path").attr("class", "mark").attr("d", (t) => path(t.points)).style("fill", "none")
    .style("stroke", (_, n) => look(n).color).style("stroke-width", 2.5).style("stroke-linejoin", "round")
    .style("stroke-dasharray", (_, n) => look(n).dash.join(" "));
  groups.each(function (trail, n) {
    const ends = trail.points.length ? [[trail.points[0], false], [trail.points.at(-1), true]] : [];
    d3.select(this).selectAll(".end").data(ends).join("path").attr("class", "end")
      .attr("transform", ([p]) => `translate(${view.x(p.x)},${view.y(p.y)})`)
      .attr("d", ([, last]) => symbol(n, last ? 150 : 60))
      .style("fill", ([, last]) => (last ? look(n).color : "#fff"))
      .style("stroke", ([, last]) => (last ? "#fff" : look(n).color)).style("stroke-width", 2);
  });
}

/** Which color is which loss. */
function key(svg, box, height, level, color) {
  const [top, tall] = [height - 38, 10];
  const scale = d3.scalePoint().domain(level.concat("above")).range([box.left, box.left + box.width]);
  svg.selectAll(".key").data(level).join("rect").attr("class", "key")
    .attr("x", (v) => scale(v)).attr("y", top).attr("height", tall).attr("width", box.width / level.length)
    .style("fill", (v) => color(v));
  const steps = Math.max(1, Math.ceil(level.length / ticks(box.width, 80)));
  const apart = level.length > 1 ? Math.abs(level.at(-1)) / (level.at(-1) - level.at(-2)) : 1;
  const digits = Math.min(8, Math.max(3, Math.ceil(Math.log10(apart || 1)) + 1));
  const axis = d3.axisBottom(scale).tickValues(level.filter((_, k) => k % steps === 0))
    .tickFormat((v) => number(v, digits)).tickSizeOuter(0);
  svg.append("g").attr("class", "axis").attr("transform", `translate(0,${top + tall})`).call(axis).call(inside);
  svg.append("text").attr("class", "faint").attr("x", box.left - 8).attr("y", top + 9).attr("text-anchor", "end").text("loss");
}

/** Wheel with Ctrl, two fingers, a double click, or the buttons; one finger scrolls the page. */
function zooming(place, svg, box, show) {
  const extent = [[box.left, box.top], [box.left + box.width, box.top + box.height]];
  const zoom = d3.zoom().scaleExtent([1, 40]).extent(extent).translateExtent(extent)
    .filter((e) => (e.type === "wheel" ? e.ctrlKey || e.metaKey : e.type.startsWith("touch") ? e.touches.length > 1 : !e.button))
    .on("zoom", (e) => show(e.transform));
  svg.call(zoom).style("touch-action", "pan-y").style("cursor", "crosshair");
  const controls = document.createElement("div");
  controls.className = "controls";
  const button = (text, label, action) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.setAttribute("aria-label", label);
    made.addEventListener("click", action);
    controls.append(made);
  };
  button("+", "Zoom in", () => svg.call(zoom.scaleBy, 1.6));
  button("−", "Zoom out", () => svg.call(zoom.scaleBy, 1 / 1.6));
  button("Reset", "Show all of it", () => svg.call(zoom.transform, d3.zoomIdentity));
  const hint = document.createElement("span");
  hint.className = "faint";
  hint.textContent = "Ctrl + wheel or two fingers zoom";
  controls.append(hint);
  place.append(controls);
}

function hovering(place, svg, data, grid, view, box) {
  const note = tip(place);
  const points = data.trails.flatMap((trail, n) => trail.points.map((p) => ({ ...p, name: trail.name, n })));
  svg.on("pointermove", (event) => {
    const [px, py] = d3.pointer(event, svg.node());
    if (px < box.left || px > box.left + box.width || py < box.top || py > box.top + box.height) return note.hide();
    const near = d3.least(points, (p) => Math.hypot(view.x(p.x) - px, view.y(p.y) - py));
    const over = near && Math.hypot(view.x(near.x) - px, view.y(near.y) - py) < 10;
    const [x, y] = over ? [near.x, near.y] : [view.x.invert(px), view.y.invert(py)];
    const text = over ? onPath(near) : `loss ${number(between(data, grid, x, y))}`;
    const [ox, oy] = d3.pointer(event, place);
    note.show(ox, oy, `${text}\nx ${number(x)}, y ${number(y)}`);
  });
  svg.on("pointerleave", () => note.hide());
}

const onPath = (p) =>
  `${p.name}, step ${number(p.step)}\nloss ${number(p.loss)}, on the plane ${number(p.projectedLoss)}\ndistance ${number(p.distance)}`;

/** The loss between four grid points, bilinear; none beside a hole. */
function between(data, grid, x, y) {
  const [i, s] = cell(data.x.values, x);
  const [j, t] = cell(data.y.values, y);
  const [a, b, c, d] = [grid[j][i], grid[j][i + 1], grid[j + 1][i], grid[j + 1][i + 1]];
  if ([a, b, c, d].includes(null)) return null;
  return (1 - t) * ((1 - s) * a + s * b) + t * ((1 - s) * c + s * d);
}

function cell(values, at) {
  const i = Math.min(Math.max(d3.bisectRight(values, at) - 1, 0), values.length - 2);
  return [i, (at - values[i]) / (values[i + 1] - values[i])];
}

/** Along a line: a curve for each surface, and the paths' losses above their projections. */
function line(place, data, names, width) {
  const box = { left: 62, top: 24, width: width - 76, height: 260 };
  const svg = drawing(place, width, box.height + 72, `Loss along ${data.x.label}`);
  const losses = names.map((name) => data[name].losses[0]);
  const all = finite(losses).concat(data.trails.flatMap((t) => t.points.map((p) => p.loss).filter((v) => v !== null)));
  const [low, high] = d3.extent(all);
  const log = low > 0 && high / low > 50;
  const x = d3.scaleLinear().domain(d3.extent(data.x.values)).range([box.left, box.left + box.width]);
  const y = (log ? d3.scaleLog() : d3.scaleLinear()).domain(high > low ? [low, high] : [low - 1, low + 1]).nice().range([box.top + box.height, box.top]);
  svg.append("g").attr("class", "axis x").attr("transform", `translate(0,${box.top + box.height})`)
    .call(d3.axisBottom(x).ticks(ticks(box.width)).tickFormat(tick).tickSizeOuter(0)).call(inside);
  const [left, count] = [d3.axisLeft(y), ticks(box.height, 45)];
  svg.append("g").attr("class", "axis y").attr("transform", `translate(${box.left},0)`)
    .call((log ? left.ticks(count, tick) : left.ticks(count).tickFormat(tick)).tickSizeOuter(0));
  svg.append("text").attr("class", "label").attr("text-anchor", "middle").attr("x", box.left + box.width / 2).attr("y", box.top + box.height + 38).text(cut(data.x.label, box.width));
  svg.append("text").attr("class", "label").attr("x", 0).attr("y", 12).text("loss");
  const path = d3.line().defined((v) => v !== null).x((_, i) => x(data.x.values[i])).y((v) => y(v));
  svg.selectAll(".mark").data(losses).join("path").attr("class", "mark").attr("d", path).style("fill", "none")
    .style("stroke", (_, n) => look(n).color).style("stroke-width", 2).style("stroke-dasharray", (_, n) => look(n).dash.join(" "));
  data.trails.forEach((trail, n) =>
    svg.append("g").selectAll("path").data(trail.points.filter((p) => p.loss !== null)).join("path")
      .attr("transform", (p) => `translate(${x(p.x)},${y(p.loss)})`).attr("d", symbol(names.length + n, 24))
      .style("fill", look(names.length + n).color));
  const note = tip(place);
  svg.on("pointermove", (event) => {
    const at = x.invert(d3.pointer(event, svg.node())[0]);
    const i = d3.bisectCenter(data.x.values, at);
    const text = names.map((name, n) => `${name} ${number(losses[n][i])}`).join("\n");
    note.show(...d3.pointer(event, place), `${cut(data.x.label, 200)} ${number(data.x.values[i])}\n${text}`);
  });
  svg.on("pointerleave", () => note.hide());
  legend(place, names.map((name) => `${name} loss`).concat(data.trails.map((t) => t.name)));
}
