import { learningRate } from "./descent/descentRate.ts";
import { InputError, option as named } from "./errors.ts";
import { DESCENT_METHODS, type DescentMethod } from "./descent/methods/methods.ts";
import { SCALERS } from "./scalers/scalers.ts";
import { LOSSES, lossOf } from "./losses/losses.ts";
import { listOf, namePair, oneOrMore } from "./options/lists.ts";
import {
  nonNegativeNumber,
  numberPair,
  numberRange,
  openFraction,
  positiveNumber,
  wholeNumber,
} from "./options/numbers.ts";
import {
  Depending,
  flag,
  inGroup,
  option,
  recordOptions,
  usual,
  wrongValue,
  type AnyGiven,
  type GivenOf,
  type OptionsOf,
} from "./options/table.ts";
import { choiceOf, namesOf } from "./options/texts.ts";
import { anyOf } from "./wording.ts";
import type { AxisRange } from "./window.ts";

/** Panels of one figure, and paths of one panel. */
const MOST_PANELS = 12;
const MOST_PATHS = 6;

const MODEL_OPTIONS = inGroup("Model", {
  intercept: usual(flag("add a constant term, named intercept")),
  axes: usual(option(namePair, "the two weights that vary", { without: "the first two" })),
  scalers: usual(
    option(
      listOf(choiceOf(SCALERS), MOST_PANELS, "scalers"),
      `one panel each: ${namesOf(SCALERS).join(", ")}`,
      { default: ["none", "standard"] },
    ),
  ),
  loss: usual(
    option(
      oneOrMore(choiceOf(LOSSES), MOST_PANELS, "losses"),
      `one panel each: ${anyOf(namesOf(LOSSES))}`,
      { default: ["mse"] },
    ),
  ),
  delta: option(positiveNumber, "where huber turns linear", { argument: "D", default: 1 }),
  l1: option(
    oneOrMore(nonNegativeNumber, MOST_PANELS, "penalties"),
    "adds LAMBDA * sum(|w|) to the loss",
    { argument: "LAMBDA", default: [0] },
  ),
  l2: option(
    oneOrMore(nonNegativeNumber, MOST_PANELS, "penalties"),
    "adds LAMBDA * sum(w²) to the loss",
    { argument: "LAMBDA", default: [0] },
  ),
});

const WINDOW_OPTIONS = inGroup("Window", {
  window: usual(
    option(choiceOf(["fixed", "auto"]), "fixed, or auto: each panel around its optimum", {
      argument: "KIND",
      default: new Depending("fixed; auto with `data` or `explain`", usualWindow),
    }),
  ),
  w1: usual(
    option(numberRange, "first weight, end points included", { default: { min: -1, max: 5 } }),
  ),
  w2: usual(option(numberRange, "second weight", { default: { min: -1, max: 0.5 } })),
  resolution: option(wholeNumber(2, 1e9), "points along each axis without a COUNT", {
    default: 50,
  }),
});

const DESCENT_OPTIONS = inGroup("Descent", {
  descent: usual(
    option(
      oneOrMore(choiceOf(DESCENT_METHODS), MOST_PATHS, "methods", 0),
      `a path on the surface: ${anyOf(namesOf(DESCENT_METHODS))}`,
      {
        argument: "METHOD",
        default: new Depending("none; gd with `explain`", ({ explain }): DescentMethod[] =>
          explain === true ? ["gd"] : [],
        ),
      },
    ),
  ),
  start: option(numberPair, "where it starts", { without: "a tenth in from the low corner" }),
  rate: option(
    oneOrMore(learningRate, MOST_PATHS, "rates"),
    "step size; auto: the method's best, for adam a round one; 0.9max: of the largest",
    { argument: "R", default: ["auto"] },
  ),
  steps: option(wholeNumber(1, 1_000_000), "most steps", { default: 200 }),
  tolerance: option(openFraction, "share of the loss at which it has arrived", {
    argument: "T",
    default: 1e-6,
    without: "1e-6",
  }),
});

/** Told to landscapes and to their picture alike, so that they bring the whole argument. */
const EXPLANATION = inGroup("Picture", {
  explain: usual(
    flag("the whole argument: window auto, contours, descent, optimum, numbers, chart"),
  ),
});
export const EXPLAIN = EXPLANATION.explain;

const LIMITS = inGroup("Data", {
  maxPoints: option(wholeNumber(4, 2 ** 31), "most points of all panels", { default: 50_000_000 }),
});
export const MAX_POINTS = LIMITS.maxPoints;

/** What makes landscapes of a table: model, window, descent. */
export const LANDSCAPE_OPTIONS = {
  ...MODEL_OPTIONS,
  ...WINDOW_OPTIONS,
  ...DESCENT_OPTIONS,
  ...EXPLANATION,
  ...LIMITS,
};

/** The options of landscapes, each checked and with its default in. */
export type LandscapeOptions = OptionsOf<typeof LANDSCAPE_OPTIONS>;
/** The options of landscapes as a program gives them. */
export type LandscapeGiven = GivenOf<typeof LANDSCAPE_OPTIONS>;

/** The keys of the options that say nothing without a descent. */
export const DESCENT_DETAILS = ["start", "rate", "steps", "tolerance"] as const;

/** How many landscapes the options ask for. */
export function panelCountOf({ scalers, loss, l1, l2 }: LandscapeOptions): number {
  return scalers.length * loss.length * l1.length * l2.length;
}

/** Both axes of the window with their counts. */
export function axisRanges({ w1, w2, resolution }: LandscapeOptions): [AxisRange, AxisRange] {
  return [
    { ...w1, count: w1.count ?? resolution },
    { ...w2, count: w2.count ?? resolution },
  ];
}

/**
 * Checks what the option table alone cannot.
 *
 * @throws InputError where a grid's points would not differ, or panels, paths or points are too many
 */
export function checkLandscapeOptions(options: LandscapeOptions): void {
  const { descent, rate, maxPoints } = options;
  const [w1, w2] = axisRanges(options);
  refuseEqualPoints("w1", w1);
  refuseEqualPoints("w2", w2);
  const panels = panelCountOf(options);
  if (panels > MOST_PANELS) {
    throw InputError.of`${named("scalers")}: ${panels} panels in all; expected at most ${MOST_PANELS} of scalers times losses times penalties`;
  }
  const points = panels * w1.count * w2.count;
  if (points > maxPoints) {
    const grids = panels === 1 ? "a grid" : `the ${panels} panels`;
    throw InputError.of`${named("maxPoints")} ${maxPoints}: ${grids} would have ${points} points; expected fewer along ${named("w1")}, ${named("w2")} or ${named("resolution")}, or a higher ${named("maxPoints")}`;
  }
  const paths = descent.length * rate.length;
  if (paths > MOST_PATHS) {
    throw InputError.of`${named("descent")}: ${paths} paths a panel; expected at most ${MOST_PATHS} of methods times rates`;
  }
}

/** The options as plain JSON; those that say nothing are left out. */
export function recordLandscapeOptions(options: LandscapeOptions): Record<string, unknown> {
  const { window, loss, descent } = options;
  const [w1, w2] = axisRanges(options);
  const resolution = w1.count === w2.count ? w1.count : [w1.count, w2.count];
  const record = { ...recordOptions(LANDSCAPE_OPTIONS, { ...options, w1, w2 }), resolution };
  const silent = new Set<string>([
    "explain",
    "maxPoints",
    ...(window === "fixed" ? ["resolution"] : ["w1", "w2"]),
    ...(loss.some((name) => lossOf(name).usesDelta) ? [] : ["delta"]),
    ...(descent.length > 0 ? [] : ["descent", ...DESCENT_DETAILS]),
  ]);
  return Object.fromEntries(Object.entries(record).filter(([key]) => !silent.has(key)));
}

/** A range that was asked for is not replaced by one around the optimum. */
function usualWindow({ w1, w2, explain, hasUsualWindow }: AnyGiven): "fixed" | "auto" {
  if (w1 !== undefined || w2 !== undefined) return "fixed";
  return explain === true || hasUsualWindow !== true ? "auto" : "fixed";
}

function refuseEqualPoints(key: string, { min, max, count }: AxisRange): void {
  const step = (max - min) / (count - 1);
  if (min + step === min || max - step === max) {
    throw wrongValue(key, `${min}:${max}:${count}`, "a range in which all points differ");
  }
}
