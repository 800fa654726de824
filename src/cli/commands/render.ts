import { InputError, option } from "../../core/errors.ts";
import type { AnyGiven } from "../../core/options/table.ts";
import { shown } from "../../core/wording.ts";
import { writeResult, outputFormat, outputOptions } from "../output.ts";
import { IMAGE_FORMATS } from "../../render/formats/imageFormats.ts";
import { withSize } from "../../render/figure.ts";
import { loadDocument } from "../document.ts";
import { checkPicture, drawPicture, PICTURE_OPTIONS } from "../picture.ts";
import { showProgress, errorsGoToTerminal, outputIsTerminal, printLine } from "../terminal.ts";
import { rangeNotes } from "../landscapeNotes.ts";
import { resolveSources } from "../sources.ts";
import { EXPLAIN_SQL, explainsSql } from "../explainSql.ts";
import type { CommandSpec } from "./command.ts";

const RENDER_OPTIONS = { ...PICTURE_OPTIONS, ...EXPLAIN_SQL, ...outputOptions(IMAGE_FORMATS) };

/** `loss-landscape render`: loads the landscapes, draws them, writes the picture. */
export const render: CommandSpec = {
  summary: "draw the landscapes as a picture",
  options: RENDER_OPTIONS,
  argument: { name: "FILE", help: "where the picture goes, as --out", isOptional: true },
  run,
  examples: `  loss-landscape render fig.png
  loss-landscape render --window auto --descent gd --contours 12 --colorbar --out fig.pdf
  loss-landscape render --w1 -1:5:200 --w2 -1:0.5:200 --azimuth 45 > fig.png
  loss-landscape render --from surface.h5 --z-scale log --colormap magma-r --out nn.svg
  loss-landscape render --titles 'Before\\, raw,After' --labels 'w₁,w₂,loss' --out fig.png`,
};

async function run(typed: AnyGiven, [file]: string[]): Promise<void> {
  if (file !== undefined && typed.out !== undefined) {
    throw InputError.of`${shown(file)}: the picture goes to ${option("out", String(typed.out))} already`;
  }
  const given = file === undefined ? typed : { ...typed, out: file };
  const format = outputFormat(given, IMAGE_FORMATS, "png");
  const options = resolveSources(RENDER_OPTIONS, { ...given, format });
  if (await explainsSql(given, options)) return;
  const { out, quiet } = options;
  if (out === "-" && (await outputIsTerminal())) {
    throw InputError.of`${option("out")}: a picture is no text for a terminal; expected a file name`;
  }
  await checkPicture(options);

  // Held back until the picture is there: with an error they would only distract from it.
  const notes: string[] = [];
  const progress = await showProgress(quiet);
  const document = await loadDocument(options, {
    onNote: (note) => notes.push(note),
    onProgress: progress.update,
  }).finally(progress.end);

  const bytes = await drawPicture(document, options, (note) => notes.push(note));
  await writeResult(out, [bytes]);
  notes.push(...rangeNotes(document.panels, options));
  if (!quiet) for (const note of notes) printLine(`note: ${note}`);
  if (!quiet && out !== "-" && (await errorsGoToTerminal())) {
    const { pixelSize } = await import("../../render/checkFigure.ts");
    const [width, height] = pixelSize(withSize(options, document.panels.length));
    const panels = document.panels.length === 1 ? "1 panel" : `${document.panels.length} panels`;
    printLine(`${shown(out)}  ${width} × ${height} px  ${panels}  ${kilobytes(bytes.length)}`);
  }
}

function kilobytes(byteCount: number): string {
  return `${Math.max(1, Math.round(byteCount / 1000))} KB`;
}
