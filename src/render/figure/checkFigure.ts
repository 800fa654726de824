import { InputError, option } from "../../core/errors.ts";
import type { Landscape } from "../../core/landscape.ts";
import { wrongValue } from "../../core/options/table.ts";
import { anyOf, byLikeness } from "../../core/wording.ts";
import { colormapNames, isColormap } from "../colors/colormaps.ts";
import type { LookOptions } from "./lookOptions.ts";
import type { SizedOptions } from "./figure.ts";
import { LONGEST_SIDE, UNITS_PER_INCH } from "../formats/imageFormat.ts";
import { createCanvas } from "canvas";

/** node-canvas itself is lenient: it takes `rgb(1,2` for a colour. */
const SHAPE = /^(#[\da-f]+|[a-z]+|(rgb|hsl)a?\([^()]+\))$/i;

/**
 * Checks what the option table alone cannot: colours, and the picture's size.
 *
 * @throws {InputError} that names the option
 */
export function checkLook(options: SizedOptions): void {
  const { colormap = [], background = "none" } = options;
  refuseTwoResolutions(options);
  refuseLargePicture(options);
  refuseUnusableRange(options);
  const unknown = colormap.find((name) => !isColormap(name));
  if (unknown !== undefined) {
    throw wrongValue("colormap", unknown, `a colormap; ${nearColormaps(unknown)}`);
  }
  if (background !== "none" && !isColor(background)) {
    const isBareHex = isColor(`#${background}`);
    throw wrongValue(
      "background",
      background,
      isBareHex ? `#${background}` : "a CSS colour or none",
    );
  }
}

/** Colormaps of other programs, and what is like them here. */
const MEANT_COLORMAPS: Readonly<Record<string, string>> = {
  ...{ jet: "turbo or viridis", rainbow: "turbo", hsv: "turbo", hot: "inferno", gray: "greys" },
  ...{ grey: "greys", coolwarm: "RdBu-r", bwr: "RdBu-r", seismic: "RdBu-r", parula: "viridis" },
  ...{
    bone: "greys-r",
    afmhot: "inferno",
    gnuplot: "plasma",
    copper: "YlOrBr-r",
    winter: "YlGnBu",
  },
};

/** Names for one that is none. */
function nearColormaps(unknown: string): string {
  const name = unknown.toLowerCase().replace(/[-_]r$/, "");
  if (MEANT_COLORMAPS[name]) return `did you mean ${MEANT_COLORMAPS[name]}?`;
  if (isColor(unknown) || isColor(`#${unknown}`)) return "a single colour is none";
  const closest = byLikeness(name, colormapNames()).slice(0, 3);
  return `did you mean ${anyOf(closest)}?`;
}

function refuseTwoResolutions({ dpi, scale }: LookOptions): void {
  if (dpi === undefined || Math.abs(scale * UNITS_PER_INCH - dpi) < 1e-6 * dpi) return;
  throw InputError.of`${option("dpi")} ${dpi}: expected none beside ${option("scale")} ${scale}, which says it too`;
}

function refuseUnusableRange({ zRange, zMax, zScale }: LookOptions): void {
  if (!zRange) return;
  if (zMax !== undefined) {
    throw InputError.of`${option("zMax")} ${zMax}: expected none beside ${option("zRange")}, which cuts at its upper end`;
  }
  if (zScale === "log" && zRange.min <= 0) {
    throw InputError.of`${option("zRange")} ${zRange.min}:${zRange.max}: expected ends above zero with ${option("zScale")} log`;
  }
}

/**
 * Checks a figure's options against what it is to show.
 *
 * @throws {InputError} where there is nothing to draw, or an option is wrong
 */
export function checkFigure(landscapes: readonly Landscape[], options: SizedOptions): void {
  checkLook(options);
  const count = landscapes.length;
  if (count === 0) throw new InputError("a figure needs a landscape at least");
  landscapes.forEach(checkLandscape);
  const { titles = [] } = options;
  if (titles.length > count) {
    const panels = count === 1 ? "panel" : "panels";
    throw InputError.of`${option("titles")}: ${titles.length} titles for ${count} ${panels} (\\, is a comma within a title)`;
  }
}

/** Width and height in pixels. */
export function pixelSize({ width, height, scale }: SizedOptions): [number, number] {
  return [Math.round(width * scale), Math.round(height * scale)];
}

function checkLandscape({ x, y, z }: Landscape, index: number): void {
  for (const [name, values] of Object.entries({ x, y, z })) {
    if (!(values instanceof Float64Array)) {
      throw new InputError(`panels[${index}].${name}: expected a Float64Array`);
    }
  }
  if (x.length < 2 || y.length < 2) {
    throw new InputError(
      `panels[${index}]: ${y.length} x ${x.length} points; expected 2 or more along each axis`,
    );
  }
  for (const [name, axis] of Object.entries({ x, y })) {
    const k = axis.findIndex(
      (value, k) => !(k === 0 ? Number.isFinite(value) : value > axis[k - 1]),
    );
    if (k < 0 && axis[axis.length - 1] < Infinity) continue;
    throw new InputError(`panels[${index}].${name}: expected finite values in rising order`);
  }
  if (z.length !== x.length * y.length) {
    const wanted = `${y.length} rows of ${x.length}`;
    throw new InputError(`panels[${index}].z: ${z.length} values; expected ${wanted}`);
  }
}

function refuseLargePicture(options: SizedOptions): void {
  const [width, height] = pixelSize(options);
  const { scale, maxPixels } = options;
  const size = `the picture would have ${width} × ${height} pixels`;
  if (Math.max(width, height) > LONGEST_SIDE) {
    throw InputError.of`${option("scale")} ${scale}: ${size}; expected at most ${LONGEST_SIDE} along each side`;
  }
  if (width * height > maxPixels) {
    throw InputError.of`${option("maxPixels")} ${maxPixels}: ${size}; expected fewer, or a higher ${option("maxPixels")}`;
  }
}

/** Whether a text is a CSS colour: a name, `#rgb`, `#rrggbb`, `rgb()`, `rgba()`, `hsl()` or `hsla()`. */
function isColor(text: string): boolean {
  if (!SHAPE.test(text)) return false;
  const context = createCanvas(1, 1).getContext("2d");
  // A context keeps its colour where it is given something else.
  return (
    ["#010203", "#040506"].every((before) => {
      context.fillStyle = before;
      context.fillStyle = text;
      return context.fillStyle !== before;
    }) || ["#010203", "#040506"].includes(text.toLowerCase())
  );
}
