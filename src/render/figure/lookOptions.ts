import { EXPLAIN } from "../../core/landscapeOptions.ts";
import { listOf, textList, textsOf } from "../../core/options/lists.ts";
import {
  finiteNumber,
  numberBetween,
  numberInterval,
  numberOr,
  wholeNumber,
  lengthBetween,
} from "../../core/options/numbers.ts";
import {
  Depending,
  flag,
  inGroup,
  option,
  usual,
  type OptionsOf,
} from "../../core/options/table.ts";
import { anyText, choiceOf, namesOf, nonEmptyText } from "../../core/options/texts.ts";
import { anyOf } from "../../core/wording.ts";
import { LONGEST_SIDE, UNITS_PER_INCH } from "../formats/imageFormat.ts";
import { IMAGE_FORMATS } from "../formats/imageFormats.ts";
import { THEMES } from "../colors/theme.ts";

/** So high that a trough hides neither of its walls. */
const EXPLAINING_ELEVATION = 57;

const angle = numberOr("auto", numberBetween(-360, 360), "auto or degrees from -360 to 360");

const colormaps = {
  ...listOf(nonEmptyText, 100, "colormaps"),
  // Loaded where they are completed or drawn only.
  choices: async () => (await import("../colors/colormaps.ts")).colormapNames(),
};

const color = { ...nonEmptyText, choices: ["none", "white", "black"] };

const labelTriple = textsOf<[x: string, y: string, z: string]>(
  3,
  "X,Y,Z",
  "three labels separated by commas (\\, is a comma within a label)",
);

const FORMAT = inGroup("Output", {
  format: option(choiceOf(IMAGE_FORMATS), anyOf(namesOf(IMAGE_FORMATS)), {
    default: "png",
    without: "by the file's name",
  }),
});

/** How a figure of any kind is drawn. */
export const LOOK_OPTIONS = inGroup("Picture", {
  explain: EXPLAIN,
  ...FORMAT,
  width: usual(
    option(lengthBetween(100, LONGEST_SIDE), "width, in pixels or as 3.3in, 84mm, 8.4cm, 238pt", {
      without: "by the panels: 700 for one, 1400 for two",
    }),
  ),
  height: usual(
    option(lengthBetween(100, LONGEST_SIDE), "height", {
      without: "by the panels: 600 for two; 960 with `explain`",
    }),
  ),
  dpi: option(
    numberBetween(10, 1920),
    "pixels per inch, in place of `scale`; within SVG and PDF 300 at least",
    {
      without: "96 times `scale`",
    },
  ),
  scale: option(numberBetween(0.1, 20), "pixels per unit", {
    default: new Depending("1; `dpi` / 96", ({ dpi }) =>
      dpi === undefined ? 1 : Number(dpi) / UNITS_PER_INCH,
    ),
  }),
  fontSize: option(numberBetween(1, 100), "size of tick labels in points, 1/72 inch", {
    argument: "PT",
    without: "by the size of the panels, 5.6 at least",
  }),
  azimuth: option(angle, "direction of view, or auto", { argument: "DEG", default: "auto" }),
  elevation: option(numberBetween(-90, 90), "height of view", {
    argument: "DEG",
    default: new Depending(`35.264; ${EXPLAINING_ELEVATION} with \`explain\``, ({ explain }) =>
      explain ? EXPLAINING_ELEVATION : 35.264,
    ),
  }),
  colormap: usual(
    option(colormaps, "one per panel, cycled; -r reverses", { without: "viridis,plasma" }),
  ),
  alpha: option(numberBetween(0, 1), "opacity of the surface", {
    argument: "A",
    default: new Depending("0.9; 1 with `kind` contour", ({ kind }) =>
      kind === "contour" ? 1 : 0.9,
    ),
  }),
  shading: option(numberBetween(0, 1), "how strongly light changes the colours", {
    argument: "S",
    default: new Depending(
      "1; 0 beside a colour bar and from straight above",
      ({ colorbar, elevation }) =>
        colorbar === true || Math.abs(Number(elevation)) === 90 ? 0 : 1,
    ),
  }),
  zScale: usual(
    option(choiceOf(["linear", "log"]), "vertical axis: linear or log", {
      argument: "KIND",
      default: "linear",
    }),
  ),
  zMax: option(finiteNumber, "the surface above this loss is taken away", { argument: "V" }),
  zRange: option(numberInterval, "ends of vertical axis and colours, whatever the losses"),
  sameZ: flag("panels share the vertical axis"),
  contours: usual(
    option(wholeNumber(0, 200), "contour lines", {
      default: new Depending("0; 8 with `explain`, 12 with `kind` contour", ({ explain, kind }) =>
        kind === "contour" ? 12 : explain ? 8 : 0,
      ),
    }),
  ),
  mesh: option(wholeNumber(0, 1000), "mesh lines each way", { default: 0 }),
  samplesShown: flag("dots on the points that were evaluated, not interpolated"),
  colorbar: usual(flag("a colour bar beside each panel")),
  legend: flag("no key of the symbols and lines", true),
  theme: usual(option(choiceOf(THEMES), anyOf(namesOf(THEMES)), { default: "light" })),
  background: option(color, "any CSS colour, or none", {
    argument: "COLOR",
    without: "the theme's",
  }),
  title: usual(option(anyText, "a title above all panels")),
  titles: option(textList, "one per panel; \\, is a comma within"),
  labels: option(labelTriple, "labels of the axes; \\, is a comma within"),
  maxPixels: option(wholeNumber(1, LONGEST_SIDE ** 2), "most pixels of a picture", {
    default: 250_000_000,
  }),
});

/** How a figure is drawn, each option checked and with its default in. */
export type LookOptions = OptionsOf<typeof LOOK_OPTIONS>;
