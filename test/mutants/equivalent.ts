/** A change that no test can see, and why. */
export interface Equivalent {
  /** Under `src`. */
  module: string;
  /** The changed line, as it is. */
  line: string;
  /** What stands for what in it; any change where left out. */
  from?: string;
  why: string;
}

export const EQUIVALENT: Equivalent[] = [
  ...["const CHUNK_LENGTH = 1 << 16;", "if (text.length < CHUNK_LENGTH) continue;"].map((line) => ({
    module: "io/gridWriters/gridWriters.ts",
    line,
    why: "where the text is cut in pieces, which together stay the same",
  })),
  {
    module: "io/gridReaders/gridReaders.ts",
    line: "const HEAD_BYTES = 512;",
    why: "more of a file's beginning than any format is known by",
  },
  ...[
    "silenceOnce(library.FS);",
    "if (standardError) files.close(standardError);",
    'files.open("/dev/null", "w");',
  ].map((line) => ({
    module: "io/gridReaders/hdf5.ts",
    line,
    why: "what the library would print for a damaged file on standard error, which the test of the whole program sees",
  })),
  ...["closeQuietly(file);", "file?.close();"].map((line) => ({
    module: "io/gridReaders/hdf5.ts",
    line,
    why: "the file is in the library's memory alone, and removed from it next",
  })),
  {
    module: "core/descent/planeFunction.ts",
    line: "export const EVALUATION_COST = 100;",
    why: "a guess of effort, in rows, that balances how many steps are tried",
  },
  {
    module: "render/marks/start.ts",
    line: "strokeEndDisc(stage, onSurface(stage, x[0], y[0]), INK, RIM, 0.7);",
    from: "0.7",
    why: "above the path's end and beneath the optimum, which is wider and lies further out, as before",
  },
  {
    module: "render/marks/panes.ts",
    line: "const x = (view.backX * BOX.width) / 2;",
    from: "*",
    why: "the box is one unit wide",
  },
  {
    module: "render/marks/panes.ts",
    line: "const y = (view.backY * BOX.depth) / 2;",
    from: "*",
    why: "the box is one unit deep",
  },
  {
    module: "render/contours/lineSpacing.ts",
    line: "return count > 0 ? crowded / count : 0;",
    why: "a share that is not a number exceeds no bound, like 0",
  },
  {
    module: "render/marks/colorbar.ts",
    line: "context.beginPath();",
    why: "what stands in the path before are lines without area, drawn already in the same colour",
  },
  ...["render/kinds/surface.ts", "render/formats/png.ts"].map((module) => ({
    module,
    line: "giveBack(canvas);",
    why: "a canvas that nobody gave back is made anew, which takes time and memory alone",
  })),
  {
    module: "io/gridReaders/hdf5.ts",
    line: "library.deactivate_throwing_error_handler();",
    why: "what fails afterwards fails all the same, and costs a bit of the library's stack, of which there is enough for any test",
  },
  {
    module: "render/map/lossMap.ts",
    line: "parts(thin.x.length, right - left),",
    why: "a pixel or two more, which make no cell that much wider that it is parted again",
  },
  ...[
    "const MOST_KEPT = 3;",
    "const MOST_PIXELS = 4_000_000;",
    "if (canvas.width * canvas.height > MOST_PIXELS) return;",
  ].map((line) => ({
    module: "render/formats/canvasPool.ts",
    line,
    why: "which canvases are kept for the next figure, which is a matter of time and memory",
  })),
  {
    module: "render/formats/canvases.ts",
    line: "ensureFont();",
    why: "texts are measured before they are drawn, and that sees to it too",
  },
];
