import { defaultWords, type OptionRow } from "../../core/options/table.ts";
import { FIGURE_OPTIONS, type FigureOptions } from "../../render/figureOptions.ts";
import {
  flag,
  flagOf,
  value,
  type FlagOption,
  type Given,
  type ValueOption,
} from "./definition.ts";

type PictureName = Exclude<keyof FigureOptions, "format">;
type Definitions = {
  [Name in PictureName]: FigureOptions[Name] extends boolean
    ? FlagOption
    : ValueOption<NonNullable<FigureOptions[Name]>>;
};

/** The options that make a picture of landscapes. */
export const PICTURE_OPTIONS = {
  ...(Object.fromEntries(
    Object.entries(FIGURE_OPTIONS)
      .filter(([name]) => name !== "format")
      .map(([name, row]: [string, OptionRow<unknown>]) => [name, definitionOf(row)]),
  ) as Definitions),
  metadata: flag("Output", "leave version and options out of the picture", true),
};

export type PictureGiven = Given<typeof PICTURE_OPTIONS>;

function definitionOf(row: OptionRow<unknown>): FlagOption | ValueOption<unknown> {
  const { kind, help } = row;
  const argument = row.argument ?? kind.argument;
  if (argument === undefined) return flag("Picture", help);
  const words = defaultWords(row)?.replace(/`(\w+)`/g, (_, name: string) => flagOf(name));
  const choices = typeof kind.choices === "function" ? undefined : kind.choices;
  return value("Picture", argument, help, (text) => kind.read(text), {
    defaultText: words,
    choices,
    separator: argument.includes(":") ? ":" : ",",
  });
}
