// What is wrong with how a page looks: a list of sentences, none if nothing is.
const problems = [];
const say = (what, ...elements) => problems.push(`${what}: ${elements.map((e) => `"${e.textContent.slice(0, 40)}"`).join(", ")}`);
const box = (element) => element.getBoundingClientRect();
const shown = (element) => box(element).width > 0 && box(element).height > 0;
const width = document.documentElement.clientWidth;

if (document.documentElement.scrollWidth > width) problems.push(`the page is ${document.documentElement.scrollWidth} wide, the window ${width}`);

for (const element of document.querySelectorAll("h1, h2, h3, p, li, dd, dt, figcaption, button, .plot, .plot svg, .plot .uplot"))
  if (shown(element) && (box(element).right > width + 1 || box(element).left < -1)) say("beyond the window", element);

const headings = [...document.querySelectorAll("h1, h2, h3, figcaption, .caption")].filter(shown);
for (let k = 1; k < headings.length; k++)
  for (let j = 0; j < k; j++) if (overlap(headings[j], headings[k], 1)) say("headings overlap", headings[j], headings[k]);

/** Whether two boxes share more than so many pixels in either direction. */
function overlap(a, b, most) {
  const [p, q] = [box(a), box(b)];
  return Math.min(p.right, q.right) - Math.max(p.left, q.left) > most && Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top) > most;
}

for (const svg of document.querySelectorAll("main svg")) {
  const texts = [...svg.querySelectorAll("text")].filter((t) => shown(t) && t.textContent.trim());
  const room = box(svg);
  for (const text of texts) {
    const own = box(text);
    if (own.left < room.left - 2 || own.right > room.right + 2 || own.top < room.top - 2 || own.bottom > room.bottom + 2) say("a label is clipped", text);
  }
  for (let k = 1; k < texts.length; k++)
    for (let j = 0; j < k; j++) if (overlap(texts[j], texts[k], 1.5)) say("labels overlap", texts[j], texts[k]);
}

for (const figure of document.querySelectorAll("figure[data-chart]")) {
  const name = `${figure.dataset.chart} of ${figure.dataset.source}`;
  const marks = [...figure.querySelectorAll(".mark")].filter(painted);
  const canvases = [...figure.querySelectorAll("canvas")];
  if (canvases.length ? !canvases.every(drawn) : !marks.length) problems.push(`no marks: ${name}`);
}

/** A bar of 0 rows has no height, a straight line none either: one dimension is enough. */
function painted(mark) {
  const own = box(mark);
  return own.width > 0 || own.height > 0;
}

/** Whether a canvas has pixels of the colors that series have. */
function drawn(canvas) {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let colored = 0;
  for (let k = 0; k < data.length; k += 4)
    if (data[k + 3] > 200 && Math.max(data[k], data[k + 1], data[k + 2]) - Math.min(data[k], data[k + 1], data[k + 2]) > 60) colored++;
  return colored > 50;
}

return problems;
