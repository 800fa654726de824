import type { LandscapeDocument } from "../../core/landscape.ts";
import { jsonText } from "../json/writeJson.ts";
import type * as Npy from "../numpy/npy.ts";
import type { ZipMember } from "../numpy/zipChunks.ts";
import { DOCUMENT_FORMAT, DOCUMENT_VERSION } from "../grid/documentHead.ts";
import type { GridWriter } from "./gridWriter.ts";

/** Arrays `x0`, `y0`, `z0`, `x1`, … and `header`, a string with the JSON of all the rest. */
export const NPZ: GridWriter = {
  extensions: [".npz"],
  async *pieces(document) {
    const [{ zipChunks }, npy] = await Promise.all([
      import("../numpy/zipChunks.ts"),
      import("../numpy/npy.ts"),
    ]);
    yield* zipChunks(members(document, npy));
  },
};

function* members(
  { generator, spec, panels, extra }: LandscapeDocument,
  { npyFromNumbers, npyFromText }: typeof Npy,
): Generator<ZipMember> {
  const rests = [];
  for (const [index, { x, y, z, extra: panelExtra, ...rest }] of panels.entries()) {
    yield { name: `x${index}.npy`, parts: npyFromNumbers(x, [x.length]) };
    yield { name: `y${index}.npy`, parts: npyFromNumbers(y, [y.length]) };
    yield { name: `z${index}.npy`, parts: npyFromNumbers(z, [y.length, x.length]) };
    rests.push({ ...rest, ...panelExtra });
  }
  const head = { format: DOCUMENT_FORMAT, version: DOCUMENT_VERSION, generator, spec };
  const header = jsonText({ ...head, panels: rests, ...extra });
  yield { name: "header.npy", parts: npyFromText(header) };
}
