import { expect, test } from "vitest";
import { computeLandscapes } from "../../src/core/computeLandscapes.ts";
import { namesOf } from "../../src/core/options/texts.ts";
import { makeSyntheticData } from "../../src/core/syntheticData.ts";
import type { FigureGiven } from "../../src/render/figure/figureOptions.ts";
import type { FigureKind } from "../../src/render/kinds/figureKind.ts";
import { FIGURE_KINDS } from "../../src/render/kinds/figureKinds.ts";
import { renderFigure } from "../../src/render/renderFigure.ts";

const panels = await computeLandscapes(await makeSyntheticData({}), {
  ...{ descent: ["gd"], window: "auto", resolution: 20, scalers: ["none"] },
});

/** Of each option a value that is not its default. */
const CHANGED: FigureGiven = {
  ...{ azimuth: 30, elevation: 20, shading: 0.5, mesh: 5, alpha: 0.4, colormap: ["magma"] },
  ...{ colorbar: true, zScale: "log", zMax: 20, zRange: { min: 1, max: 30 }, sameZ: true },
  ...{ contours: 3, samplesShown: true, labels: ["a", "b", "c"] },
};

test.each(namesOf(FIGURE_KINDS).filter((name) => name !== "surface"))(
  "what a figure of kind %s ignores does not change it",
  async (kind) => {
    const { ignores = [] }: FigureKind = await FIGURE_KINDS[kind]();
    const size = { kind, width: 300, height: 250 };
    const plain = await renderFigure(panels, size);
    expect(ignores.length).toBeGreaterThan(3);
    for (const key of ignores) {
      expect(CHANGED[key]).toBeDefined();
      const changed = await renderFigure(panels, { ...size, [key]: CHANGED[key] });
      expect(Buffer.compare(changed, plain), key).toBe(0);
    }
  },
);
