import type { ScreenPoint } from "../contours/crowding.ts";
import type { Stroke } from "../space/strokes.ts";
import { isSeen, shownThrough, type Hiding } from "./hiding.ts";

/** A straight piece of a line: places in pixels of the image, and depths. */
export interface LinePiece {
  from: readonly [x: number, y: number, depth: number];
  to: readonly [x: number, y: number, depth: number];
  stroke: Stroke;
}

export interface Look {
  width: number;
  color: number;
  opacity: number;
}

/** Pixels between the places at which a line is asked whether it is seen. */
const STEP = 0.7;
/** Shorter stretches, in steps, are seen or hidden as what lies around them. */
const SHORTEST = 5;
/** Opacities are told apart in so many steps. */
const OPACITIES = 100;

/** A part of a piece, as shares of its length, and whether it is seen. */
interface Part {
  piece: LinePiece;
  start: number;
  end: number;
  seen: boolean;
}

/** The pieces as lines, cut where the surface begins or ends to hide them, by how they look. */
export function linesByLook(
  pieces: readonly LinePiece[],
  hiding: Hiding,
): Map<Look, ScreenPoint[][]> {
  const looks = new Map<string, { look: Look; lines: ScreenPoint[][] }>();
  for (const chain of chainsOf(pieces)) {
    let current: { key: string; line: ScreenPoint[] } | undefined;
    for (const { piece, start, end, seen } of steadyParts(partsOf(chain, hiding))) {
      const { stroke } = piece;
      const { width, color } = stroke;
      const shown = seen ? stroke.opacity : shownThrough(hiding, stroke);
      const opacity = Math.round(OPACITIES * shown) / OPACITIES;
      const key = `${width} ${color} ${opacity}`;
      if (opacity === 0) {
        current = undefined;
        continue;
      }
      if (current?.key !== key) {
        const found = looks.get(key) ?? { look: { width, color, opacity }, lines: [] };
        looks.set(key, found);
        current = { key, line: [pointOf(piece, start)] };
        found.lines.push(current.line);
      }
      current.line.push(pointOf(piece, end));
    }
  }
  return new Map(Array.from(looks.values(), ({ look, lines }) => [look, lines]));
}

/** Pieces each of which begins where the one before ends. */
function chainsOf(pieces: readonly LinePiece[]): LinePiece[][] {
  const chains: LinePiece[][] = [];
  pieces.forEach((piece, k) => {
    const before = pieces[k - 1]?.to;
    if (before?.[0] === piece.from[0] && before[1] === piece.from[1]) chains.at(-1)?.push(piece);
    else chains.push([piece]);
  });
  return chains;
}

function partsOf(chain: readonly LinePiece[], hiding: Hiding): Part[] {
  return chain.flatMap((piece) => {
    const [ax, ay, aDepth] = piece.from;
    const [bx, by, bDepth] = piece.to;
    const count = Math.max(1, Math.ceil(Math.hypot(bx - ax, by - ay) / STEP));
    return Array.from({ length: count }, (_, k): Part => {
      const middle = (k + 0.5) / count;
      const [x, y] = pointOf(piece, middle);
      const seen = isSeen(hiding, x, y, aDepth + middle * (bDepth - aDepth));
      return { piece, start: k / count, end: (k + 1) / count, seen };
    });
  });
}

/** The parts, where few in a row differ from those on both sides as these, and joined within a piece. */
function steadyParts(parts: Part[]): Part[] {
  let start = 0;
  for (let k = 1; k <= parts.length; k++) {
    if (k < parts.length && parts[k].seen === parts[start].seen) continue;
    if (start > 0 && k < parts.length && k - start < SHORTEST) {
      for (let p = start; p < k; p++) parts[p].seen = !parts[p].seen;
    }
    start = k;
  }
  const joined: Part[] = [];
  for (const part of parts) {
    const before = joined.at(-1);
    if (before?.piece === part.piece && before.seen === part.seen) before.end = part.end;
    else joined.push(part);
  }
  return joined;
}

function pointOf({ from, to }: LinePiece, share: number): ScreenPoint {
  return [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])];
}
