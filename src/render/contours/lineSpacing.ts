import type { ContourLine } from "./contourLines.ts";

/** Where a point of a line appears, in pixels; nothing where it is not seen. */
export type Project = (x: number, y: number) => readonly [x: number, y: number] | undefined;

/** Lines of different levels keep this many pixels apart, at the size of the picture. */
const LEAST_DISTANCE = 6;
/** A level whose lines come nearer than that along more than this share of them is left out. */
const MOST_CROWDED = 0.35;
/** Shorter stretches of a line, in pixels, are left out. */
const SHORTEST = 14;

/**
 * Levels that stand apart from one another in every view: of levels too close along much of their
 * lines only some stay, every second, fourth, … first.
 */
export function spacedLevels(
  lines: readonly ContourLine[],
  views: readonly Project[],
  scale: number,
): ContourLine[] {
  const levels = [...new Set(lines.map(({ level }) => level))].sort((a, b) => a - b);
  const boards = views.map((project) => ({ project, board: new Board(LEAST_DISTANCE * scale) }));
  const kept = new Set<number>();
  for (const level of byImportance(levels)) {
    const own = lines.filter((line) => line.level === level);
    const isCrowded = boards.some(
      ({ project, board }) => crowdedShare(own, project, board) > MOST_CROWDED,
    );
    if (isCrowded) continue;
    kept.add(level);
    for (const { project, board } of boards) {
      for (const line of own) eachPoint(line, project, (x, y) => board.add(x, y, level));
    }
  }
  return lines.filter(({ level }) => kept.has(level));
}

/** The lines without the stretches that come too close to lines of another level in one view. */
export function withoutCrowding(
  lines: readonly ContourLine[],
  project: Project,
  scale: number,
): ContourLine[] {
  const board = new Board(LEAST_DISTANCE * scale);
  const levels = [...new Set(lines.map(({ level }) => level))].sort((a, b) => a - b);
  const spaced: ContourLine[] = [];
  for (const level of byImportance(levels)) {
    const stretches = lines
      .filter((line) => line.level === level)
      .flatMap((line) => freeStretches(line, project, board))
      .filter((line) => lengthOf(line, project) >= SHORTEST * scale);
    for (const line of stretches) eachPoint(line, project, (x, y) => board.add(x, y, level));
    spaced.push(...stretches);
  }
  return spaced.sort((a, b) => a.level - b.level);
}

/** Every eighth before every fourth before every second before the others. */
function byImportance(levels: readonly number[]): number[] {
  const rank = (k: number) => Math.min(3, Math.log2((k + 1) & -(k + 1)));
  return levels
    .map((level, k) => ({ level, rank: rank(k) }))
    .sort((a, b) => b.rank - a.rank)
    .map(({ level }) => level);
}

function crowdedShare(lines: readonly ContourLine[], project: Project, board: Board): number {
  let count = 0;
  let crowded = 0;
  for (const line of lines) {
    eachPoint(line, project, (x, y) => {
      count++;
      if (board.isNear(x, y, line.level)) crowded++;
    });
  }
  return count > 0 ? crowded / count : 0;
}

function freeStretches(line: ContourLine, project: Project, board: Board): ContourLine[] {
  return stretchesOf(line, (x, y) => {
    const place = project(x, y);
    return !place || !board.isNear(place[0], place[1], line.level);
  });
}

/** The parts of a line whose points are all kept. */
export function stretchesOf(
  { level, xs, ys }: ContourLine,
  isKept: (x: number, y: number) => boolean,
): ContourLine[] {
  const stretches: ContourLine[] = [];
  let current: ContourLine | undefined;
  xs.forEach((x, k) => {
    if (!isKept(x, ys[k])) {
      current = undefined;
      return;
    }
    if (!current) {
      current = { level, xs: [], ys: [] };
      stretches.push(current);
    }
    current.xs.push(x);
    current.ys.push(ys[k]);
  });
  return stretches.filter((stretch) => stretch.xs.length > 1);
}

function lengthOf({ xs, ys }: ContourLine, project: Project): number {
  let length = 0;
  for (let k = 1; k < xs.length; k++) {
    const from = project(xs[k - 1], ys[k - 1]);
    const to = project(xs[k], ys[k]);
    if (from && to) length += Math.hypot(to[0] - from[0], to[1] - from[1]);
  }
  return length;
}

function eachPoint(
  { xs, ys }: ContourLine,
  project: Project,
  visit: (x: number, y: number) => void,
): void {
  xs.forEach((x, k) => {
    const place = project(x, ys[k]);
    if (place) visit(place[0], place[1]);
  });
}

/** Points of lines by place, to ask for the neighbours of a point. */
class Board {
  private readonly distance: number;
  private readonly cells = new Map<string, { x: number; y: number; level: number }[]>();

  constructor(distance: number) {
    this.distance = distance;
  }

  add(x: number, y: number, level: number): void {
    const key = this.keyOf(x, y, 0, 0);
    const cell = this.cells.get(key);
    if (cell) cell.push({ x, y, level });
    else this.cells.set(key, [{ x, y, level }]);
  }

  isNear(x: number, y: number, level: number): boolean {
    for (const i of [-1, 0, 1]) {
      for (const j of [-1, 0, 1]) {
        for (const point of this.cells.get(this.keyOf(x, y, i, j)) ?? []) {
          if (point.level === level) continue;
          if (Math.hypot(point.x - x, point.y - y) < this.distance) return true;
        }
      }
    }
    return false;
  }

  private keyOf(x: number, y: number, i: number, j: number): string {
    return `${Math.floor(x / this.distance) + i} ${Math.floor(y / this.distance) + j}`;
  }
}
