/** Modules to be changed, and the tests that should notice. */
export interface Target {
  /** A folder or a file under `src`. */
  modules: string;
  /** Under `test`. */
  tests: string[];
}

/** Of several that hold a module the first counts. */
export const TARGETS: Target[] = [
  { modules: "render/marks/findings.ts", tests: ["render/findings", "render/explain"] },
  { modules: "render/marks", tests: ["render/findings", "render/figures"] },
  { modules: "render/kinds/surface.ts", tests: ["render/figures", "render/vectorFormats"] },
  { modules: "render/kinds/contour.ts", tests: ["render/figures", "render/contourMap"] },
  { modules: "render/kinds", tests: ["render/figures", "render/convergence"] },
  { modules: "render/map", tests: ["render/contourMap", "render/figures"] },
  { modules: "render/convergence", tests: ["render/convergence", "render/figures"] },
  { modules: "render/figure/explanation.ts", tests: ["render/explain", "render/figures"] },
  {
    modules: "render/figure/drawFigure.ts",
    tests: ["render/checkFigure", "render/figures", "render/vectorFormats"],
  },
  { modules: "render/axes/chartFrame.ts", tests: ["render/contourMap", "render/figures"] },
  { modules: "render/axes/axisLayout.ts", tests: ["render/figures"] },
  { modules: "render/space/stage.ts", tests: ["render/figures", "render/vectorFormats"] },
  { modules: "render/space/buildHeightfield.ts", tests: ["render/figures"] },
  {
    modules: "render/contours",
    tests: ["render/scales", "render/contours", "render/figures"],
  },
  { modules: "render/scales", tests: ["render/scales", "render/figures", "render/contours"] },
  {
    modules: "render/formats/canvases.ts",
    tests: ["render/vectorFormats", "render/figures", "render/vectorPictures"],
  },
  { modules: "render/formats", tests: ["render/png", "render/vectorFormats", "render/figures"] },
  { modules: "core/scalers", tests: ["core/scalers", "core/moments"] },
  { modules: "core/descent", tests: ["core/descent", "core/computeLandscapes", "core/options"] },
  {
    modules: "core/losses",
    tests: ["core/grid", "core/fit", "core/curvature", "core/computeLandscapes", "core/losses"],
  },
  { modules: "io/gridWriters", tests: ["io/gridFormats", "io/jsonGrid", "io/gridDocumentSchema"] },
  { modules: "io/gridReaders/hdf5.ts", tests: ["io/gridFormats", "io/fuzz"] },
  { modules: "io/gridReaders", tests: ["io/gridFormats", "io/jsonGrid"] },
  { modules: "io/tableFormats", tests: ["io/readTable"] },
];
