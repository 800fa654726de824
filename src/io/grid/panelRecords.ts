import { InputError } from "../../core/errors.ts";
import { quoted } from "../../core/wording.ts";
import { descentLabel } from "../../core/descent/methods/methods.ts";
import { SCALERS } from "../../core/scalers/scalers.ts";
import { LOSSES } from "../../core/losses/losses.ts";
import { namesOf } from "../../core/options/texts.ts";
import type {
  Curvature,
  DescentPath,
  Landscape,
  LossRecord,
  ModelCurvature,
  Optimum,
  ScalerRecord,
} from "../../core/landscape.ts";
import {
  isObject,
  quoteJson,
  toPlainJson,
  type JsonObject,
  type JsonValue,
} from "../json/jsonValue.ts";
import { numbersFromJson } from "./jsonNumbers.ts";

/**
 * What a panel says beside its grid. A key that version 1 names but another
 * program left out gets the value that claims least; unknown keys are kept.
 */
export function recordsFromJson(
  panel: JsonObject,
  window: Pick<Landscape, "x" | "y">,
  at: (key: string) => string,
): Pick<Landscape, "scaler" | "loss" | "optimum" | "curvature" | "model" | "paths"> {
  const record = <T>(key: string, read: (fields: Fields) => T): { [key: string]: T } => {
    const value = panel[key];
    if (value === undefined || value === null) return {};
    return { [key]: read(new Fields(value, at(key))) };
  };
  return {
    ...record("scaler", scalerFrom),
    ...record("loss", lossFrom),
    ...record("optimum", (fields) => optimumFrom(fields, window)),
    ...record("curvature", curvatureFrom),
    ...record("model", modelFrom),
    ...pathsFrom(panel, at),
  };
}

function scalerFrom(fields: Fields): ScalerRecord {
  return {
    ...fields.plain(),
    name: fields.choice("name", namesOf(SCALERS)),
    features: fields.strings("features"),
    center: Array.from(fields.numbers("center")),
    scale: Array.from(fields.numbers("scale")),
  };
}

function lossFrom(fields: Fields): LossRecord {
  return {
    ...fields.plain(),
    name: fields.choice("name", namesOf(LOSSES)),
    ...(fields.has("delta") && { delta: fields.number("delta", NaN) }),
    l1: fields.number("l1", NaN, 0),
    l2: fields.number("l2", NaN, 0),
  };
}

function optimumFrom(fields: Fields, window: Pick<Landscape, "x" | "y">): Optimum {
  const x = fields.number("x", NaN);
  const y = fields.number("y", NaN);
  return {
    ...fields.plain(),
    x,
    y,
    z: fields.number("z", NaN, NaN),
    inside: fields.boolean("inside", isWithin(x, window.x) && isWithin(y, window.y)),
    exists: fields.boolean("exists", true),
    unique: fields.boolean("unique", true),
    weights: fields.numbersByName("weights"),
    ...fields.numberIfGiven("gap", Infinity),
    ...fields.numberIfGiven("separated", NaN),
    ...fields.numberIfGiven("edge", NaN),
    ...fields.numbersIfGiven("separatedRows"),
    ...fields.numbersIfGiven("edgeRows"),
    ...fields.numberIfGiven("uncenteredLoss", NaN),
  };
}

function curvatureFrom(fields: Fields): Curvature {
  const valley = fields.has("valley") ? fields.pair("valley", NaN) : ([NaN, NaN] as const);
  return { ...modelFrom(fields), valley: [...valley] };
}

function modelFrom(fields: Fields): ModelCurvature {
  const eigenvalues = fields.pair("eigenvalues", NaN);
  const [lambdaMin, lambdaMax] = eigenvalues;
  return {
    ...fields.plain(),
    eigenvalues,
    conditionNumber: fields.number("conditionNumber", Infinity, lambdaMax / lambdaMin),
    largestStableRate: fields.number("largestStableRate", Infinity, 2 / lambdaMax),
    bestRate: fields.number("bestRate", Infinity, 2 / (lambdaMin + lambdaMax)),
    stepsToTolerance: fields.number("stepsToTolerance", Infinity, Infinity),
    ...(fields.boolean("stepsEstimated", false) && { stepsEstimated: true }),
  };
}

/** A single `path`, as documents had it before they held several, is read as the only one. */
function pathsFrom(panel: JsonObject, at: (key: string) => string): Pick<Landscape, "paths"> {
  const { path, paths } = panel;
  if (paths === undefined || paths === null) {
    if (path === undefined || path === null) return {};
    return { paths: [pathFrom(new Fields(path, at("path")))] };
  }
  if (!Array.isArray(paths)) {
    throw new InputError(`${at("paths")}: ${quoteJson(paths)}, expected an array of paths`);
  }
  return { paths: paths.map((each, k) => pathFrom(new Fields(each, at(`paths[${k}]`)))) };
}

function pathFrom(fields: Fields): DescentPath {
  const x = fields.someNumbers("x");
  const method = fields.text("method", "path");
  return {
    ...fields.plain(),
    label: fields.text("label", descentLabel(method)),
    method,
    ...fields.numberIfGiven("rate", Infinity),
    ...fields.numberIfGiven("tolerance", NaN),
    x,
    y: fields.numbers("y", x.length),
    z: fields.has("z") ? fields.numbers("z", x.length) : new Float64Array(x.length).fill(NaN),
    ...fields.numberIfGiven("stepsToTolerance", Infinity),
    diverged: fields.boolean("diverged", false),
  };
}

function isWithin(value: number, axis: Float64Array): boolean {
  return value >= axis[0] && value <= axis[axis.length - 1];
}

/** A record's fields by their types; each error names the place. */
class Fields {
  #object: JsonObject;
  #place: string;

  constructor(value: JsonValue, place: string) {
    if (!isObject(value)) {
      throw new InputError(`${place}: ${quoteJson(value)}, expected an object`);
    }
    this.#object = value;
    this.#place = place;
  }

  plain(): Record<string, unknown> {
    return Object.fromEntries(
      Object.entries(this.#object).map(([key, value]) => [key, toPlainJson(value, this.#place)]),
    );
  }

  has(key: string): boolean {
    return this.#object[key] !== undefined;
  }

  /** @param whenNull what the writer had where JSON has null: a number that is not finite */
  number(key: string, whenNull: number, whenMissing?: number): number {
    const value = this.#object[key];
    if (typeof value === "number") return value;
    if (value === null) return whenNull;
    if (value === undefined && whenMissing !== undefined) return whenMissing;
    return this.#fail(key, "a number");
  }

  numberIfGiven(key: string, whenNull: number): { [key: string]: number } {
    return this.has(key) ? { [key]: this.number(key, whenNull) } : {};
  }

  text(key: string, whenMissing: string): string {
    const value = this.#object[key] ?? whenMissing;
    return typeof value === "string" ? value : this.#fail(key, "a string");
  }

  boolean(key: string, whenMissing: boolean): boolean {
    const value = this.#object[key] ?? whenMissing;
    return typeof value === "boolean" ? value : this.#fail(key, "true or false");
  }

  choice<T extends string>(key: string, choices: readonly T[]): T {
    const value = this.#object[key];
    return choices.find((choice) => choice === value) ?? this.#fail(key, choices.join(", "));
  }

  strings(key: string): string[] {
    const value = this.#object[key] ?? [];
    if (!Array.isArray(value)) return this.#fail(key, "an array of strings");
    return value.map((part, i) =>
      typeof part === "string" ? part : this.#fail(key, `a string at ${i}`),
    );
  }

  numbers(key: string, count?: number): Float64Array {
    const place = `${this.#place}.${key}`;
    const numbers = numbersFromJson(this.#object[key] ?? [], place);
    if (count !== undefined && numbers.length !== count) {
      throw new InputError(`${place}: ${numbers.length} numbers, expected ${count}`);
    }
    return numbers;
  }

  numbersIfGiven(key: string): { [key: string]: number[] } {
    return this.has(key) ? { [key]: Array.from(this.numbers(key)) } : {};
  }

  someNumbers(key: string): Float64Array {
    const numbers = this.numbers(key);
    if (numbers.length > 0) return numbers;
    throw new InputError(`${this.#place}.${key}: no numbers, expected at least one`);
  }

  pair(key: string, whenNull: number): [number, number] {
    const [first, second] = this.numbers(key, 2);
    return [Number.isNaN(first) ? whenNull : first, Number.isNaN(second) ? whenNull : second];
  }

  numbersByName(key: string): Record<string, number> {
    const value = this.#object[key] ?? {};
    if (!isObject(value)) return this.#fail(key, "an object of numbers");
    return Object.fromEntries(
      Object.entries(value).map(([name, part]) => {
        if (typeof part === "number" || part === null) return [name, part ?? NaN];
        const place = `${this.#place}.${key}[${quoted(name)}]`;
        throw new InputError(`${place}: ${quoteJson(part)}, expected a number`);
      }),
    );
  }

  #fail(key: string, expected: string): never {
    const found = quoteJson(this.#object[key]);
    throw new InputError(`${this.#place}.${key}: ${found}, expected ${expected}`);
  }
}
