import { InputError } from "../../core/errors.ts";
import type { Landscape } from "../../core/landscape.ts";
import { isColormap } from "../colors/colormaps.ts";
import { defaultColormap } from "../colors/defaultColormaps.ts";
import type { Figure } from "./figure.ts";
import type { LookOptions } from "./lookOptions.ts";
import {
  makeVerticalScale,
  type VerticalOptions,
  type VerticalScale,
} from "../scales/verticalScale.ts";

/**
 * The scale of losses of each panel; one for all where they share it.
 *
 * @param gaps shares of a vertical axis that stay free
 * @throws {InputError} where the losses do not fit the scale asked for
 */
export function panelScales(
  landscapes: readonly Landscape[],
  { zScale, zMax, zRange, sameZ }: LookOptions,
  gaps: Pick<VerticalOptions, "floorGap" | "topGap">,
): VerticalScale[] {
  const settings = { zScale, zMax, zRange, ...gaps };
  if (sameZ) {
    const grids = landscapes.map(({ z }) => z);
    const shared = makeVerticalScale(grids, settings, "the panels");
    return landscapes.map(() => shared);
  }
  return landscapes.map(({ z }, k) => makeVerticalScale([z], settings, `panel ${k + 1}`));
}

/**
 * The name of a panel's colormap; panels that share an axis share its colours.
 *
 * @throws {InputError} where a landscape's own is unknown
 */
export function panelColormap({ landscapes, options }: Figure, panel: number): string {
  const scheme = options.sameZ ? 0 : panel;
  const { colormap: given = [] } = options;
  if (given.length > 0) return given[scheme % given.length];
  const { colormap = defaultColormap(scheme) } = landscapes[scheme];
  if (isColormap(colormap)) return colormap;
  throw new InputError(`panels[${scheme}].colormap: no colormap is named "${colormap}"`);
}

/** The titles of landscapes, the ones given before their own. */
export function panelTitles(
  landscapes: readonly Landscape[],
  { titles }: Pick<LookOptions, "titles">,
): string[] {
  return landscapes.map(({ title }, k) => titles?.[k] ?? title);
}
