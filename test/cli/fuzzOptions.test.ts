import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { CommanderError } from "commander";
import { render } from "../../src/cli/commands/render.ts";
import { InputError } from "../../src/core/errors.ts";
import { failureMessage } from "../../src/cli/messages/failure.ts";
import { specRecord } from "../../src/cli/sources/document.ts";
import { flagOf } from "../../src/cli/messages/flags.ts";
import { checkPicture, PICTURE_OPTIONS, viewRecord } from "../../src/cli/picture.ts";
import { createProgram } from "../../src/cli/program.ts";
import { resolveSources } from "../../src/cli/sources/sources.ts";
import { rounds } from "../fixedSeed.ts";

// The command is parsed and its options resolved; nothing is computed.
beforeAll(() => {
  vi.spyOn(render, "run").mockImplementation(async (given) => {
    const options = resolveSources(PICTURE_OPTIONS, given);
    await checkPicture(options);
    JSON.stringify([specRecord(options), viewRecord(options)]);
  });
});
afterAll(() => void vi.restoreAllMocks());

const flags = Object.keys(PICTURE_OPTIONS).map(flagOf);
const piece = fc.oneof(
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.constantFrom("-", "--", "auto", "-1", "0", "1e308", ":", ",", "\\,", "-1:5:50", "max", "none"),
  fc.double().map(String),
  fc.integer().map(String),
);
const value = fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join(""));
const option = fc.oneof(
  fc.tuple(fc.constantFrom(...flags), value).map(([flag, text]) => [flag, text]),
  fc.tuple(fc.constantFrom(...flags), value).map(([flag, text]) => [`${flag}=${text}`]),
  fc.constantFrom(...flags).map((flag) => [flag]),
  value.map((text) => [text]),
);

test("any words after render are options resolved, or one line of complaint", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(option, { maxLength: 6 }), async (options) => {
      const session = { printed: "", status: 0 };
      try {
        await createProgram(session).parseAsync(["render", ...options.flat()], { from: "user" });
      } catch (error) {
        if (error instanceof CommanderError && error.exitCode === 0) return;
        expect(error).toBeInstanceOf(InputError);
        expect(failureMessage(error)).not.toMatch(/\n|^$/);
      }
    }),
    { numRuns: rounds(500) },
  );
});

test("any words at all are a command, or one line of complaint", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(value, { minLength: 1, maxLength: 4 }), async (words) => {
      try {
        await createProgram({ printed: "", status: 0 }).parseAsync(words, { from: "user" });
      } catch (error) {
        if (error instanceof CommanderError) return;
        expect(error).toBeInstanceOf(InputError);
        expect(failureMessage(error)).not.toMatch(/\n/);
      }
    }),
    { numRuns: rounds(400) },
  );
});
