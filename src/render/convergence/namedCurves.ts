import { InputError, option } from "../../core/errors.ts";
import type { Landscape } from "../../core/landscape.ts";
import { inkedPaths, PATH_INKS } from "../marks/pathInks.ts";
import { curveOf, type Curve } from "./curves.ts";

/** A curve, what it is called in its chart, and its ink in either theme. */
export interface NamedCurve extends Curve {
  name: string;
  ink: number;
}

/** Curves of panels with one path each stand in one chart; so many can be told apart. */
const MOST_TOGETHER = 6;

/** On dark ground, in the order of the inks of paths. */
const LIGHT_INKS = [0xf0f3f6, 0xff8a3d, 0x57b3ff, 0xb592ff, 0xcfcb94, 0xff6f9f];

/** Whether all curves stand in one chart, not in one for each panel. */
export function areTogether(landscapes: readonly Landscape[]): boolean {
  const most = Math.max(...landscapes.map(({ paths = [] }) => paths.length));
  return landscapes.length === 1 || (most <= 1 && landscapes.length <= MOST_TOGETHER);
}

/**
 * The curves of each chart.
 *
 * @throws {InputError} where a panel has no path, or no optimum to come down to
 */
export function namedCurves(
  landscapes: readonly Landscape[],
  titles: readonly string[],
  isDark: boolean,
): NamedCurve[][] {
  const shown = (ink: number) => (isDark ? LIGHT_INKS[PATH_INKS.indexOf(ink)] : ink);
  const curves = landscapes.map((landscape, panel) => {
    refuseWithoutCurve(landscape, panel);
    return inkedPaths(landscapes, landscape).flatMap(({ path, ink }): NamedCurve[] => {
      const curve = curveOf(landscape, path);
      return curve ? [{ ...curve, name: path.label, ink: shown(ink) }] : [];
    });
  });
  if (!areTogether(landscapes) || landscapes.length === 1) return curves;
  const names = whatDiffers(titles);
  return [
    curves.flatMap((own, k) =>
      own.map((curve) => ({ ...curve, name: names[k], ink: shown(PATH_INKS[(k + 1) % 6]) })),
    ),
  ];
}

function refuseWithoutCurve({ paths = [], optimum }: Landscape, panel: number): void {
  const place = `panel ${panel + 1}`;
  if (paths.length === 0) {
    throw InputError.of`${option("kind")} convergence: ${place} has no path; add ${option("descent", "gd")}`;
  }
  if (!optimum) {
    throw InputError.of`${option("kind")} convergence: ${place} does not say where its optimum is; expected a document with it, or data`;
  }
  if (!optimum.exists) {
    throw InputError.of`${option("kind")} convergence: the loss of ${place} has no minimum to come near to; a penalty gives it one, such as ${option("l2", "0.01")}`;
  }
}

/** Titles without the words that all begin and end with. */
export function whatDiffers(titles: readonly string[]): string[] {
  const words = titles.map((title) => title.split(/\s+/));
  const shortest = Math.min(...words.map(({ length }) => length));
  const isShared = (at: (list: string[]) => string | undefined) =>
    words.every((list) => at(list) === at(words[0]));
  let start = 0;
  while (start < shortest - 1 && isShared((list) => list[start])) start++;
  let end = 0;
  while (end < shortest - 1 - start && isShared((list) => list[list.length - 1 - end])) end++;
  return words.map((list, k) => {
    const rest = list.slice(start, list.length - end).join(" ");
    return rest.replace(/^[(,]+|[),]+$/g, "") || titles[k];
  });
}
