import { InputError, option } from "../../core/errors.ts";
import { byLikeness, quoted } from "../../core/wording.ts";
import type { TableOptions } from "./tableOptions.ts";

/** The columns that a data set takes from a table, by their place in a row. */
export interface ChosenColumns {
  /** The features in order, then the target. */
  names: string[];
  places: number[];
  /** Whether the table was asked for all its columns. */
  isDefault: boolean;
}

/**
 * @param place of the names, for messages: `houses.csv:1`
 * @throws InputError for a name that is missing, empty or there twice
 */
export function chooseColumns(
  header: string[],
  { features, target }: Pick<TableOptions, "features" | "target">,
  place: string,
): ChosenColumns {
  checkHeader(header, place);
  const targetName = target ?? header.findLast((name) => !features?.includes(name)) ?? "";
  const featureNames = features ?? header.filter((name) => name !== targetName);
  if (featureNames.includes(targetName)) {
    throw new InputError(`${place}: column ${quoted(targetName)} is both a feature and the target`);
  }
  if (featureNames.length === 0) {
    throw new InputError(
      `${place}: ${header.length === 1 ? "one column" : "no column"} for features, expected a target and one or more features`,
    );
  }
  const names = [...featureNames, targetName];
  const places = names.map((name) => placeOf(name, header, place));
  return { names, places, isDefault: !features };
}

function checkHeader(header: string[], place: string): void {
  header.forEach((name, index) => {
    const first = header.indexOf(name);
    if (first < index && name !== "") {
      throw new InputError(
        `${place}: two columns are named ${quoted(name)} (${first + 1} and ${index + 1})`,
      );
    }
  });
  const isNumber = (name: string) => name !== "" && !Number.isNaN(Number(name));
  if (header.every(isNumber) && !header.every((name) => /^\d+$/.test(name))) {
    throw new InputError(`${place}: ${quoted(header[0])}, expected the names of the columns`);
  }
}

function placeOf(name: string, header: string[], place: string): number {
  const index = header.indexOf(name);
  if (index >= 0 && name !== "") return index;
  if (index >= 0) {
    throw InputError.of`${place}: column ${index + 1} has no name (choose others by ${option("features")})`;
  }
  const [nearest] = byLikeness(name, header);
  throw new InputError(`${place}: no column ${quoted(name)}, the nearest is ${quoted(nearest)}`);
}
