import type { LossTraits } from "../../core/losses/lossTraits.ts";
import { kinkedRows } from "../../core/remote/remoteModel.ts";
import type { PlaneColumn } from "../../core/remote/remoteRows.ts";
import type { Dialect } from "./dialect.ts";
import { lineCellsQuery, parabolaQueries, pointsQuery, type GridText } from "./gridQueries.ts";
import {
  firstQuery,
  quartileQuery,
  secondQueries,
  type Query,
  type Relation,
} from "./momentQueries.ts";
import {
  alongQuery,
  crossedQuery,
  extremesQuery,
  farQuery,
  labelQuery,
  nearQuery,
  sumQueries,
  type EngineTable,
  type PlaceText,
} from "./rowQueries.ts";

/** Queries as text, with `<names>` where they hold numbers that earlier answers give. */
export interface ExplainedQueries {
  dialect: Dialect;
  relation: Relation;
  /** The features, then the target. */
  names: string[];
  needsQuartiles: boolean;
}

const paragraph = (comment: string, queries: Query[]) =>
  `-- ${comment}\n${queries.map(({ sql }) => `${sql};\n`).join("")}`;

/** The queries that compute a table's moments, in numbered steps. */
export function momentsText({
  dialect,
  relation,
  names,
  needsQuartiles,
}: ExplainedQueries): string {
  const averages = names.map((_, k) => dialect.double(`<avg_${k}>`));
  const columns = names.map((column, k) => `--   ${k}: ${JSON.stringify(column)}`).join("\n");
  const parts = [
    `-- ${dialect.label}. Numbers behind the names in the answers are the columns:\n${columns}\n`,
    paragraph("Step 1: counts, means and extents of the rows in which nothing is missing.", [
      firstQuery(dialect, relation, names),
    ]),
    paragraph(
      "Step 2: sums about the means. Put the avg_0, avg_1, … that step 1 answered in place of <avg_0>, <avg_1>, …",
      secondQueries(dialect, relation, names, averages),
    ),
  ];
  if (needsQuartiles) {
    const quartiles = quartileQuery(dialect, relation, names);
    parts.push(paragraph("Step 3: quartiles, of the robust scaler.", [quartiles]));
  }
  return parts.join("");
}

/**
 * The kinds of queries that a loss beyond the moments asks: for its optimum, its descents and its
 * grid.
 *
 * @param delta of Huber's loss
 */
export function lossText(
  { dialect, relation, names }: ExplainedQueries,
  loss: LossTraits,
  delta: number,
): string {
  const table: EngineTable = {
    ...{ dialect, relation, names, booleans: [] },
    center: names.map((_, k) => dialect.double(`<mean_${k}>`)),
    unit: names.map((_, k) => dialect.double(`<unit_${k}>`)),
  };
  const isClass = loss.classOffset !== undefined;
  const placeOf = (mark: string): PlaceText => ({
    slopes: names.slice(0, -1).map((_, k) => `<slope_${k}${mark}>`),
    constant: `<constant${mark}>`,
    classOffset: isClass ? dialect.literal(loss.classOffset ?? 0) : undefined,
  });
  const [place, next] = [placeOf(""), placeOf("_next")];
  const kinks = loss.kinks?.(delta);
  const sharpLoss = kinks ? kinkedRows(kinks, loss.name) : ({ form: "logistic" } as const);
  const rowLoss =
    sharpLoss.form === "kinked" ? { ...sharpLoss, bend: sharpLoss.bend || 1 } : sharpLoss;
  const grid = gridOf(table, place);
  const say = (comment: string, queries: Query[]) => paragraph(`${loss.name}: ${comment}`, queries);

  const parts = [`-- ${loss.name}: asked as often as it takes, some thirty times a panel.\n`];
  if (isClass) parts.push(say("how many rows have which label.", [labelQuery(table)]));
  const rounded = kinks?.bend === 0 ? ", its kinks rounded off by 1 and then ever less" : "";
  parts.push(
    say(`a step of Newton's method${rounded}.`, sumQueries(table, rowLoss, place, 2)),
    say("a shorter step, where that does not descend.", [
      alongQuery(table, rowLoss, place, next, [dialect.literal(0.5), dialect.literal(0.25)]),
    ]),
    say("a step of a descent.", sumQueries(table, sharpLoss, place, 1)),
  );
  if (kinks?.bend === 0) {
    parts.push(
      say("the rows near the fit, and the sums of the others.", [
        nearQuery(table, place, "<reach>", "<most>"),
        farQuery(table, place, "<reach>"),
      ]),
      say("whether one of the others has changed sides.", [
        crossedQuery(table, place, "<reach>", next, dialect.literal(0)),
      ]),
    );
  }
  if (!kinks) {
    parts.push(
      say("whether a direction separates.", [extremesQuery(table, place, dialect.literal(0))]),
    );
  }
  parts.push(say("the grid, for two of its lines and three of its points.", gridQueries()));
  return parts.join("");

  function gridQueries(): Query[] {
    if (sharpLoss.form === "logistic") return [pointsQuery(table, sharpLoss, grid)];
    const { low, bend } = sharpLoss;
    if (bend === 0) return [lineCellsQuery(table, low, grid)];
    return Object.values(parabolaQueries(table, bend, grid));
  }
}

function gridOf({ dialect }: EngineTable, place: PlaceText): GridText {
  const column = (feature: number, name: string) => {
    const own: PlaneColumn = { feature, slope: 1, constant: 0 };
    return { column: own, slope: `<slope_${name}>`, constant: `<constant_${name}>` };
  };
  return {
    ...{ place, first: column(0, "x"), second: column(1, "y") },
    ...{ start: "<start>", step: "<step>", origin: 1, count: 3 },
    positions: [-1, 0, 1].map((position) => dialect.literal(position)),
    lines: ["<line_0>", "<line_1>"],
  };
}
