import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { InputError } from "../../src/core/errors.ts";
import { expandManifest, readManifest } from "../../src/cli/batch/manifest.ts";
import { planFigures } from "../../src/cli/batch/plan.ts";
import { failureMessage } from "../../src/cli/messages/failure.ts";
import { PICTURE_OPTIONS } from "../../src/cli/picture.ts";
import { rounds } from "../fixedSeed.ts";
import { runAlone, temporaryFolder } from "./program.ts";

const name = fc.oneof(
  fc.constantFrom(...Object.keys(PICTURE_OPTIONS), "out", "sweep", "__proto__", "constructor"),
  fc.string({ unit: "binary", maxLength: 8 }),
);
const scalar = fc.oneof(
  fc.constantFrom(
    null,
    true,
    false,
    "",
    "auto",
    "none",
    "../..",
    "/",
    "{seed}",
    "a.png",
    "{{}}.svg",
  ),
  fc.string({ unit: "binary", maxLength: 10 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
);
const value = fc.oneof(scalar, fc.array(scalar, { maxLength: 4 }));
const figure = fc.oneof(
  { weight: 8, arbitrary: fc.dictionary(name, value, { maxKeys: 6 }) },
  { weight: 2, arbitrary: fc.record({ out: value, sweep: fc.dictionary(name, value) }) },
  { weight: 1, arbitrary: fc.jsonValue() },
);
const manifestText = fc.oneof(
  fc.array(figure, { maxLength: 4 }).map((figures) => JSON.stringify(figures)),
  fc.record({ defaults: figure, figures: fc.array(figure) }).map((value) => JSON.stringify(value)),
  fc
    .array(figure, { maxLength: 4 })
    .map((figures) => figures.map((f) => JSON.stringify(f)).join("\n")),
  fc.json(),
  fc.string({ unit: "binary", maxLength: 40 }),
);
const manifestBytes = fc.oneof(
  manifestText.map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
  // A manifest cut off somewhere, or with a byte changed.
  fc.tuple(manifestText, fc.nat(), fc.nat(255)).map(([text, at, byte]) => {
    const bytes = Buffer.from(text);
    if (byte % 2 === 0) return bytes.subarray(0, at % (bytes.length + 1));
    if (bytes.length > 0) bytes[at % bytes.length] = byte;
    return bytes;
  }),
);

test("any bytes are a manifest whose figures are planned, or one line of complaint", async () => {
  const folder = temporaryFolder();
  const file = join(folder, "m.json");
  const where = {
    manifestFolder: folder,
    outFolder: folder,
    allowOutside: false,
    skipUnchanged: false,
  };
  await fc.assert(
    fc.asyncProperty(manifestBytes, async (bytes) => {
      writeFileSync(file, bytes);
      try {
        const figures = planFigures(expandManifest(await readManifest(file), 1000), where);
        for (const { plan } of figures) {
          if ("error" in plan) expect(typeof plan.error).toBe("string");
          else expect(plan.path.startsWith(folder)).toBe(true);
        }
      } catch (error) {
        expect(error).toBeInstanceOf(InputError);
        expect(failureMessage(error)).not.toMatch(/\n/);
      }
    }),
    { numRuns: rounds(500) },
  );
});

test("real processes never show a stack trace, whatever they are fed", async () => {
  const folder = temporaryFolder();
  const commands = [
    ["batch", "-", "--quiet"],
    ["render", "--from", "-", "--quiet", "--width", "400", "--height", "250"],
    ["describe", "--data", "-", "--data-format", "csv"],
    ["grid", "--data", "-", "--data-format", "json"],
  ];
  const inputs = fc.sample(manifestBytes, { numRuns: rounds(12), seed: 7 });
  await Promise.all(
    [0, 1].map(async (lane) => {
      for (let k = lane; k < inputs.length; k += 2) {
        const { status, stderr } = await runAlone(commands[k % commands.length], {
          cwd: folder,
          input: inputs[k],
        });
        const seen = `${JSON.stringify(inputs[k].toString())}: ${stderr}`;
        expect([0, 1, 2], seen).toContain(status);
        expect(stderr, seen).not.toMatch(/internal error|\n {4}at |node:internal/);
        if (status === 2) expect(stderr.match(/\n/g), seen).toHaveLength(1);
      }
    }),
  );
});
