import { basename, extname } from "node:path";
import { wrongValue } from "../../core/options/table.ts";
import type { DescentPath, Landscape } from "../../core/landscape.ts";
import { surfaceLoss } from "../../core/surface.ts";
import { shown } from "../../core/wording.ts";
import { shortNumber } from "../messages/shortNumber.ts";
import { inputSource } from "./sources.ts";

/** Share of the surface's range by which a path's own loss may lie off it without a note. */
const FAR = 0.05;

/** `[PANEL:][LABEL=]FILE` taken apart; PANEL counts from 1. */
export function partsOfPath(text: string): { panel?: number; label?: string; file: string } {
  const [, panel, label, file] = /^(?:(\d{1,2}):)?(?:([^=]*)=)?([^]+)$/.exec(text) ?? [];
  return { panel: panel === undefined ? undefined : Number(panel), label, file: file ?? text };
}

/**
 * Adds trajectories from files to every panel, or to the one that is named.
 *
 * @throws InputError where a file holds no trajectory, or there is no such panel
 */
export async function addPaths(
  panels: Landscape[],
  given: readonly string[],
  onNote: (note: string) => void,
): Promise<Landscape[]> {
  const { readPath } = await import("../../io/readPath.ts");
  const added: DescentPath[][] = panels.map(({ paths = [] }) => [...paths]);
  for (const text of given) {
    const { panel, file, label = basename(file, extname(file)) } = partsOfPath(text);
    if (panel !== undefined && !(panel >= 1 && panel <= panels.length)) {
      throw wrongValue("path", text, `a panel from 1 to ${panels.length}`);
    }
    const path = { label, method: label, diverged: false, ...(await readPath(inputSource(file))) };
    panels.forEach((landscape, k) => {
      if (panel !== undefined && panel !== k + 1) return;
      added[k].push(path);
      for (const note of notesOf(path, landscape)) {
        onNote(`${shown(landscape.title)}: ${shown(label)}: ${note}`);
      }
    });
  }
  return panels.map((panel, k) => (added[k].length > 0 ? { ...panel, paths: added[k] } : panel));
}

function notesOf({ x, y, z }: DescentPath, landscape: Landscape): string[] {
  const notes: string[] = [];
  const losses = landscape.z.filter(Number.isFinite);
  const range =
    losses.reduce((a, b) => Math.max(a, b), -Infinity) -
    losses.reduce((a, b) => Math.min(a, b), Infinity);
  const steps = Array.from(x.keys());
  const surface = steps.map((k) => surfaceLoss(landscape, x[k], y[k]));
  const [firstX, firstY] = [landscape.x[0], landscape.y[0]];
  const [lastX, lastY] = [landscape.x.at(-1) ?? NaN, landscape.y.at(-1) ?? NaN];
  const outside = steps.filter(
    (k) => !(x[k] >= firstX && x[k] <= lastX && y[k] >= firstY && y[k] <= lastY),
  );
  if (outside.length > 0) {
    notes.push(`${outside.length} of ${x.length} points lie outside the window`);
  }
  const off = steps.map((k) => Math.abs(z[k] - surface[k]));
  const far = steps.filter((k) => off[k] > FAR * range);
  if (far.length > 0) {
    const k = far.reduce((a, b) => (off[b] > off[a] ? b : a));
    notes.push(
      `the loss of ${far.length} of ${x.length} points is far from the surface, that of point ${k + 1} is ${shortNumber(z[k])} where the surface has ${shortNumber(surface[k])}; they are drawn on the surface`,
    );
  }
  return notes;
}
