import type { Curve, CurvePanel } from "./curves.ts";

const PANEL = { width: 250, height: 230, left: 52, top: 44, right: 14, bottom: 52 };
/** For readers who tell colours apart and for those who do not, in this order (Okabe and Ito, 2008). */
const COLORS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7"];
/** Beneath, a fixed cost hides how a curve grows: only its last points count. */
const FITTED = 3;

/** The slope of the last points of a curve on logarithmic axes: seconds grow like `size^slope`. */
export function exponentOf({ sizes, seconds }: Curve): number {
  const x = sizes.slice(-FITTED).map(Math.log);
  const y = seconds.slice(-FITTED).map(Math.log);
  const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const [meanX, meanY] = [mean(x), mean(y)];
  const products = x.map((value, k) => (value - meanX) * (y[k] - meanY));
  return mean(products) / mean(x.map((value) => (value - meanX) ** 2));
}

/** Small logarithmic charts beside each other, as SVG. */
export function scalingFigure(panels: CurvePanel[], caption: string): string {
  const columns = 3;
  const rows = Math.ceil(panels.length / columns);
  const legends = Math.max(...panels.map(({ curves }) => curves.length)) * 16;
  const [cellWidth, cellHeight] = [PANEL.width + 50, PANEL.height + legends];
  const [width, height] = [columns * cellWidth, rows * cellHeight + 24];
  const cells = panels.map((panel, k) => {
    const [x, y] = [(k % columns) * cellWidth, Math.floor(k / columns) * cellHeight];
    return `<g transform="translate(${x} ${y})">${panelMarks(panel).join("")}</g>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"`,
    ` viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="11" fill="#333">`,
    "<title>Seconds against rows, points, pixels, figures and cores</title>",
    `<rect width="${width}" height="${height}" fill="white"/>`,
    ...cells,
    text(PANEL.left, height - 10, caption, 'fill="#777"'),
    "</svg>\n",
  ].join("\n");
}

function panelMarks({ title, xLabel, curves }: CurvePanel): string[] {
  const { left, top, right, bottom, height } = PANEL;
  const width = PANEL.width + 50;
  const [x0, x1, y0, y1] = [left, width - right, height - bottom, top];
  const scaleX = logScale(
    curves.flatMap(({ sizes }) => sizes),
    x0,
    x1,
  );
  const scaleY = logScale(
    curves.flatMap(({ seconds }) => seconds),
    y0,
    y1,
  );
  const middle = (x0 + x1) / 2;
  return [
    text(middle, 22, title, 'text-anchor="middle" font-size="13" font-weight="bold"'),
    ...ticksOf(scaleX).flatMap((value) => {
      const x = scaleX.at(value);
      const label = text(x, y0 + 16, tickLabel(value), 'text-anchor="middle"');
      return [line(x, y0, x, y1, "#e4e4e4"), label];
    }),
    ...ticksOf(scaleY).flatMap((value) => {
      const y = scaleY.at(value);
      const label = text(x0 - 6, y + 4, tickLabel(value), 'text-anchor="end"');
      return [line(x0, y, x1, y, "#e4e4e4"), label];
    }),
    line(x0, y0, x1, y0, "#333"),
    line(x0, y0, x0, y1, "#333"),
    text(middle, y0 + 34, xLabel, 'text-anchor="middle"'),
    text(x0, y1 - 8, "seconds", 'text-anchor="end"'),
    ...curves.flatMap((curve, k) => {
      const color = COLORS[k];
      const points = curve.sizes.map((size, i) => [
        scaleX.at(size).toFixed(1),
        scaleY.at(curve.seconds[i]).toFixed(1),
      ]);
      const y = height + 4 + 16 * k;
      const path = points.map((point) => point.join(" ")).join(" ");
      return [
        `<polyline points="${path}" fill="none" stroke="${color}" stroke-width="1.5"/>`,
        ...points.map(([x, cy]) => `<circle cx="${x}" cy="${cy}" r="2.6" fill="${color}"/>`),
        `<circle cx="${x0 + 4}" cy="${y - 4}" r="3" fill="${color}"/>`,
        text(x0 + 14, y, `${curve.label}: exponent ${minus(exponentOf(curve).toFixed(2))}`),
      ];
    }),
  ];
}

interface LogScale {
  low: number;
  high: number;
  at(value: number): number;
}

/** From pixel `from` to pixel `to`, with some room on both ends. */
function logScale(values: number[], from: number, to: number): LogScale {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const room = Math.max((most / least) ** 0.06, 1.15);
  const [low, high] = [least / room, most * room];
  const span = Math.log(high / low);
  return { low, high, at: (value) => from + ((to - from) * Math.log(value / low)) / span };
}

/** Powers of ten; where these are few also twice and five times them, or every multiple. */
function ticksOf({ low, high }: LogScale): number[] {
  const decades = Array.from({ length: 24 }, (_, k) => 10 ** (k - 12));
  const multiples = (...factors: number[]) =>
    decades
      .flatMap((power) => factors.map((factor) => Number((factor * power).toPrecision(2))))
      .filter((value) => value >= low && value <= high);
  const tens = multiples(1);
  if (tens.length >= 3) return tens;
  const fewer = multiples(1, 2, 5);
  return fewer.length >= 2 ? fewer : multiples(1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8);
}

function tickLabel(value: number): string {
  const exponent = Math.floor(Math.log10(value) + 1e-9);
  if (exponent >= 0 && exponent < 4) return String(Number(value.toPrecision(3)));
  if (exponent < 0 && exponent >= -3) return String(Number(value.toPrecision(2)));
  const factor = Math.round(value / 10 ** exponent);
  const power = `10<tspan dy="-4" font-size="8">${minus(String(exponent))}</tspan>`;
  return factor === 1 ? power : `${factor}·${power}`;
}

function minus(number: string): string {
  return number.replace("-", "−");
}

function text(x: number, y: number, content: string, attributes = ""): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${attributes}>${content}</text>`;
}

function line(x1: number, y1: number, x2: number, y2: number, color: string): string {
  const ends = [x1, y1, x2, y2].map((value) => value.toFixed(1));
  return `<line x1="${ends[0]}" y1="${ends[1]}" x2="${ends[2]}" y2="${ends[3]}" stroke="${color}"/>`;
}
