import type { CanvasRenderingContext2D } from "canvas";
import type { DescentMethod, Landscape } from "../../core/landscape.ts";
import type { Rect } from "../layout.ts";
import type { TextBox } from "../text/TextBox.ts";
import { makeTextBox } from "../text/TextBox.ts";
import { INK, RIM } from "../theme.ts";
import type { AxisStyle } from "./axes.ts";

type Symbol = "start" | "step" | "optimum";

/** What the marks on the surfaces mean: a row of symbols, each with its name. */
export interface KeyLayout {
  symbols: { symbol: Symbol; x: number; y: number }[];
  texts: TextBox[];
}

const METHOD_NAMES: Record<DescentMethod, string> = {
  gd: "gradient descent",
  momentum: "gradient descent with momentum",
  nesterov: "Nesterov's accelerated descent",
  adam: "Adam",
};

/** Lays out the key in the middle of `row`; nothing where it has no room or nothing to say. */
export function layOutKey(
  row: Rect,
  landscapes: readonly Landscape[],
  { em, theme, measure }: AxisStyle,
): KeyLayout {
  const path = landscapes.find((landscape) => landscape.path)?.path;
  const hasOptimum = landscapes.some(({ optimum }) => optimum?.inside && optimum.exists);
  const entries: [Symbol, string][] = [];
  if (path) entries.push(["start", "start"], ["step", METHOD_NAMES[path.method]]);
  if (hasOptimum) entries.push(["optimum", "optimum"]);
  const symbolWidth = 2.3 * em;
  const gap = 2 * em;
  const boxes = entries.map(([, text]) => makeTextBox(text, em, theme.mutedText, measure));
  const width =
    boxes.reduce((sum, box) => sum + symbolWidth + box.width, 0) + gap * (entries.length - 1);
  const layout: KeyLayout = { symbols: [], texts: [] };
  if (width > row.width - 2 * em) return layout;
  let left = row.left + (row.width - width) / 2;
  const y = row.top + row.height * 0.4;
  entries.forEach(([symbol], k) => {
    layout.symbols.push({ symbol, x: left + 0.4 * symbolWidth, y });
    left += symbolWidth;
    layout.texts.push({ ...boxes[k], x: left + boxes[k].width / 2, y });
    left += boxes[k].width + gap;
  });
  return layout;
}

export function drawKey(context: CanvasRenderingContext2D, key: KeyLayout, em: number): void {
  for (const { symbol, x, y } of key.symbols) {
    if (symbol === "optimum") {
      fillDiamond(context, x, y, 0.8 * em, INK);
      fillDiamond(context, x, y, 0.55 * em, RIM);
    } else if (symbol === "start") {
      fillDisc(context, x, y, 0.46 * em, INK);
      fillDisc(context, x, y, 0.33 * em, RIM);
    } else {
      context.fillStyle = css(RIM);
      context.fillRect(x - 0.85 * em, y - 0.19 * em, 1.7 * em, 0.38 * em);
      context.fillStyle = css(INK);
      context.fillRect(x - 0.85 * em, y - 0.08 * em, 1.7 * em, 0.16 * em);
      for (const side of [-0.85, 0, 0.85]) {
        fillDisc(context, x + side * em, y, 0.27 * em, RIM);
        fillDisc(context, x + side * em, y, 0.21 * em, INK);
      }
    }
  }
}

function fillDisc(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  radius: number,
  color: number,
): void {
  context.fillStyle = css(color);
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
}

function fillDiamond(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  radius: number,
  color: number,
): void {
  context.fillStyle = css(color);
  context.beginPath();
  context.moveTo(x - radius, y);
  context.lineTo(x, y - radius);
  context.lineTo(x + radius, y);
  context.lineTo(x, y + radius);
  context.fill();
}

function css(color: number): string {
  return `#${color.toString(16).padStart(6, "0")}`;
}
