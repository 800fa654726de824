import { range } from "d3-array";
import type { Landscape } from "../../core/landscape.ts";
import { buildHeightfield } from "./buildHeightfield.ts";
import { aimCamera, type Camera, type Point3 } from "./camera.ts";
import type { LookOptions } from "../figure/lookOptions.ts";
import type { Heightfield } from "../raster/heightfield.ts";
import type { VerticalScale } from "../scales/verticalScale.ts";
import { onSurface } from "./stage.ts";
import { thinLandscape } from "./resample.ts";
import { Slice, traceSlice } from "../raster/slice.ts";

/** Points along an axis, and steps of a path, that the choice of the view looks at. */
const AZIMUTH_POINTS = 32;
const PATH_POINTS = 40;

/** A surface and the points on it that a reader looks for: optimum, start, steps of paths. */
interface Subject {
  field: Heightfield;
  /** Groups of points that count alike, however many points they have. */
  marks: readonly (readonly Point3[])[];
}

const CORNERS = [-45, 45, 135, -135];
/** Between the corners, away from views along a wall. */
const OTHERS = [-60, -30, 30, 60, 120, 150, -150, -120];
const SLICE_COUNT = 24;
/** Costs closer than this count as equal, and a corner is given up for no less than the other. */
const ABOUT_EQUAL = 0.01;
const CORNER_BONUS = 0.12;
/** What a group of hidden points costs, in shares of hidden surface. */
const MARK_COST = 0.5;
/** A stretch of surface whose length on the screen is less than this share of its own is seen edge-on. */
const EDGE_ON = 0.06;

/** Ground between a point and what hides it, in world units: nearer surface is the point's own. */
const OWN_GROUND = 0.02;

/** The camera of all panels: from the azimuth asked for, or from where they show most. */
export function aimFigure(
  landscapes: readonly Landscape[],
  verticals: readonly VerticalScale[],
  { azimuth, elevation }: LookOptions,
): Camera {
  if (azimuth !== "auto") return aimCamera(azimuth, elevation);
  const subjects = landscapes.map((landscape, k) => {
    const thin = thinLandscape(landscape, AZIMUTH_POINTS);
    const field = buildHeightfield(thin, verticals[k], aimCamera(0, elevation), 0);
    return { field, marks: marksToSee(landscape, field) };
  });
  return aimCamera(chooseAzimuth(subjects, elevation), elevation);
}

/** Optimum, start and steps of the paths, as far as they lie on the surface. */
function marksToSee(landscape: Landscape, field: Heightfield): Point3[][] {
  const { optimum, paths = [] } = landscape;
  const groups: [number, number][][] = paths.flatMap(({ x, y }) => {
    const stride = Math.ceil(x.length / PATH_POINTS);
    const steps = range(0, x.length, stride).map((k): [number, number] => [x[k], y[k]]);
    return [steps.slice(0, 1), steps];
  });
  if (optimum?.exists && paths.length > 0) groups.push([[optimum.x, optimum.y]]);
  return groups.map((group) =>
    group
      .map(([x, y]) => onSurface({ landscape, field }, x, y))
      .filter(([, , height]) => !Number.isNaN(height)),
  );
}

/**
 * The azimuth from which the surfaces together hide least of themselves and of their marks: one of
 * the corners -45, 45, 135, -135, the earliest of about equal ones, unless a direction between them
 * shows clearly more.
 *
 * @param elevation in degrees
 */
export function chooseAzimuth(subjects: readonly Subject[], elevation: number): number {
  const cost = (azimuth: number) =>
    subjects.reduce((sum, subject) => sum + hiddenCost(subject, azimuth, elevation), 0);
  const corner = cheapest(CORNERS, cost, subjects.length);
  if (corner.cost < CORNER_BONUS * subjects.length) return corner.azimuth;
  const other = cheapest(OTHERS, cost, subjects.length);
  return other.cost + CORNER_BONUS * subjects.length < corner.cost ? other.azimuth : corner.azimuth;
}

function cheapest(azimuths: readonly number[], cost: (azimuth: number) => number, count: number) {
  const costs: number[] = [];
  // None is lower than nothing.
  for (let k = 0; k < azimuths.length && costs[k - 1] !== 0; k++) costs.push(cost(azimuths[k]));
  const least = Math.min(...costs);
  const at = costs.findIndex((value) => value <= least + ABOUT_EQUAL * count);
  return { azimuth: azimuths[at], cost: costs[at] };
}

function hiddenCost({ field, marks }: Subject, azimuth: number, elevation: number): number {
  const slice = new Slice(field);
  const camera = aimCamera(azimuth, elevation);
  const hiddenMarks = marks.map((points) => {
    const hidden = points.filter((point) => isHidden(slice, field, camera, point)).length;
    return points.length > 0 ? hidden / points.length : 0;
  });
  const markCost = hiddenMarks.reduce((sum, share) => sum + MARK_COST * share, 0);
  const { hidden, edgeOn } = unseenShares(field, azimuth, elevation);
  return hidden + edgeOn + markCost;
}

/** How much of a surface lies behind other parts of it, and how much is seen edge-on: shares of its ground, from 0 to 1. */
export function unseenShares(
  field: Heightfield,
  azimuth: number,
  elevation: number,
): { hidden: number; edgeOn: number } {
  const { ground, sinElevation, cosElevation } = aimCamera(azimuth, elevation);
  const slice = new Slice(field);
  let total = 0;
  let hidden = 0;
  let edgeOn = 0;
  const reach = Math.SQRT1_2;
  for (let k = 0; k < SLICE_COUNT; k++) {
    traceSlice(slice, field, ground, reach * ((2 * k + 1) / SLICE_COUNT - 1));
    // From near to far: what the nearer part covers on the screen is one interval.
    let lowest = Infinity;
    let highest = -Infinity;
    const upAt = (p: number) => cosElevation * slice.heights[p] - sinElevation * slice.distances[p];
    for (let p = slice.count - 1; p >= 0; p--) {
      const up = upAt(p);
      if (Number.isNaN(up)) continue;
      const before = p > 0 && slice.heights[p - 1] === slice.heights[p - 1] ? p - 1 : p;
      const stretch = slice.distances[p] - slice.distances[before];
      total += stretch;
      const length = Math.hypot(stretch, slice.heights[p] - slice.heights[before]);
      if (up > lowest && up < highest) hidden += stretch;
      else if (Math.abs(up - upAt(before)) < EDGE_ON * length) edgeOn += stretch;
      if (up < lowest) lowest = up;
      if (up > highest) highest = up;
    }
  }
  return total > 0 ? { hidden: hidden / total, edgeOn: edgeOn / total } : { hidden: 0, edgeOn: 0 };
}

/** Whether the surface passes in front of a point on it. */
function isHidden(
  slice: Slice,
  field: Heightfield,
  { ground, sinElevation, cosElevation }: Camera,
  [x, y, z]: Point3,
): boolean {
  const [gx, gy] = ground;
  traceSlice(slice, field, ground, y * gx - x * gy);
  const distance = x * gx + y * gy;
  const up = cosElevation * z - sinElevation * distance;
  let before = NaN;
  for (let p = slice.count - 1; p >= 0 && slice.distances[p] > distance + OWN_GROUND; p--) {
    const here = cosElevation * slice.heights[p] - sinElevation * slice.distances[p];
    if ((before - up) * (here - up) <= 0) return true;
    before = here;
  }
  return false;
}
