import { inGroup, option, usual, type GivenOf, type OptionsOf } from "../../core/options/table.ts";
import { choiceOf, namesOf } from "../../core/options/texts.ts";
import { anyOf } from "../../core/wording.ts";
import { FIGURE_KINDS } from "../kinds/figureKinds.ts";
import { LOOK_OPTIONS } from "./lookOptions.ts";

const { explain, format, ...look } = LOOK_OPTIONS;

/**
 * What kind of figure is drawn, and how. Sizes are in units, a unit is a CSS pixel, 1/96 of an
 * inch; angles in degrees, as matplotlib counts them.
 */
export const FIGURE_OPTIONS = {
  explain,
  format,
  ...inGroup("Picture", {
    kind: usual(
      option(choiceOf(FIGURE_KINDS), anyOf(namesOf(FIGURE_KINDS)), {
        argument: "KIND",
        default: "surface",
      }),
    ),
  }),
  ...look,
};

/** A figure's options, each checked and with its default in. */
export type FigureOptions = OptionsOf<typeof FIGURE_OPTIONS>;
/** A figure's options as a program gives them. */
export type FigureGiven = GivenOf<typeof FIGURE_OPTIONS>;
