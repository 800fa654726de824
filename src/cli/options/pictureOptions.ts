import { flag, value, type Given } from "./definition.ts";
import { azimuthAngle } from "./parseAzimuth.ts";
import { choiceOf } from "./parseChoice.ts";
import { labelTriple, listOf, textList } from "./parseList.ts";
import { finiteNumber, numberBetween, wholeNumber } from "./parseNumber.ts";
import { anyText, nonEmptyText } from "./parseText.ts";

const Z_SCALES = ["linear", "log"] as const;
const THEMES = ["light", "dark"] as const;
/** Cairo draws no picture with a longer side. */
export const LONGEST_SIDE = 32_767;

/** The options that make a picture of landscapes. */
export const PICTURE_OPTIONS = {
  explain: flag("Picture", "the whole argument: window auto, contours, descent, optimum, numbers"),
  width: value("Picture", "N", "width", wholeNumber(100, LONGEST_SIDE), { defaultText: "1400" }),
  height: value("Picture", "N", "height", wholeNumber(100, LONGEST_SIDE), { defaultText: "600" }),
  scale: value("Picture", "N", "pixels per unit", numberBetween(0.1, 20), { defaultText: "1" }),
  azimuth: value("Picture", "DEG", "direction of view, or auto", azimuthAngle, {
    defaultText: "auto",
    choices: ["auto"],
  }),
  elevation: value("Picture", "DEG", "height of view", numberBetween(-90, 90), {
    defaultText: "35.264; 57 with --explain",
  }),
  colormap: value(
    "Picture",
    "LIST",
    "one per panel, cycled; -r reverses",
    listOf(nonEmptyText, 100, "colormaps"),
    {
      defaultText: "viridis,plasma",
    },
  ),
  alpha: value("Picture", "A", "opacity of the surface", numberBetween(0, 1), {
    defaultText: "0.9",
  }),
  zScale: value("Picture", "KIND", "vertical axis: linear or log", choiceOf(Z_SCALES), {
    defaultText: "linear",
    choices: Z_SCALES,
  }),
  zMax: value("Picture", "V", "clip the surface at this loss", finiteNumber),
  sameZ: flag("Picture", "panels share the vertical axis"),
  contours: value("Picture", "N", "contour lines", wholeNumber(0, 200), { defaultText: "0" }),
  mesh: value("Picture", "N", "mesh lines each way", wholeNumber(0, 1000), { defaultText: "0" }),
  colorbar: flag("Picture", "a colour bar beside each panel"),
  theme: value("Picture", "NAME", "light or dark", choiceOf(THEMES), {
    defaultText: "light",
    choices: THEMES,
  }),
  background: value("Picture", "COLOR", "any CSS colour, or none", nonEmptyText, {
    defaultText: "the theme's",
    choices: ["none", "white", "black"],
  }),
  title: value("Picture", "TEXT", "a title above all panels", anyText),
  titles: value("Picture", "LIST", "one per panel; \\, is a comma within", textList),
  labels: value("Picture", "X,Y,Z", "labels of the axes; \\, is a comma within", labelTriple),
  maxPixels: value("Picture", "N", "most pixels of a picture", wholeNumber(1, LONGEST_SIDE ** 2), {
    defaultText: "250000000",
  }),
  metadata: flag("Output", "leave version and options out of the picture", true),
};

export type PictureGiven = Given<typeof PICTURE_OPTIONS>;
