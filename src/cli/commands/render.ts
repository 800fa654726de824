import { InputError } from "../../core/errors.ts";
import { writeOutput } from "../../io/writeOutput.ts";
import { drawPicture } from "../document/drawPicture.ts";
import { loadDocument } from "../document/loadDocument.ts";
import type { RenderGiven } from "../options/commandOptions.ts";
import { IMAGE_FORMATS } from "../../render/formats/imageFormats.ts";
import { shown } from "../options/shown.ts";
import { outputFormat } from "../outputFormat.ts";
import { showProgress } from "../progress.ts";
import { errorsGoToTerminal, outputIsTerminal, printLine } from "../terminal.ts";
import { rangeNotes } from "../view/rangeNotes.ts";
import { resolveView } from "../view/pictureView.ts";

/** `loss-landscape render`: loads the landscapes, draws them, writes the picture. */
export async function render(given: RenderGiven): Promise<void> {
  const { out = "-", quiet = false } = given;
  const format = outputFormat(out, given.format, IMAGE_FORMATS, "png");
  if (out === "-" && (await outputIsTerminal())) {
    throw new InputError("--out: a picture is no text for a terminal; expected a file name");
  }
  const view = await resolveView(given);

  // Held back until the picture is there: with an error they would only distract from it.
  const notes: string[] = [];
  const progress = await showProgress(quiet);
  const document = await loadDocument(given, {
    explain: view.explain,
    onNote: (note) => notes.push(note),
    onProgress: progress.update,
  }).finally(progress.end);

  const bytes = await drawPicture(document, view, format, given.metadata ?? true);
  await writeOutput(out, [bytes]);
  notes.push(...rangeNotes(document.panels, view));
  if (!quiet) for (const note of notes) printLine(`note: ${note}`);
  if (!quiet && out !== "-" && (await errorsGoToTerminal())) {
    const { pixelSize } = await import("../../render/checkFigure.ts");
    const [width, height] = pixelSize(view);
    const panels = document.panels.length === 1 ? "1 panel" : `${document.panels.length} panels`;
    printLine(`${shown(out)}  ${width} × ${height} px  ${panels}  ${kilobytes(bytes.length)}`);
  }
}

function kilobytes(byteCount: number): string {
  return `${Math.max(1, Math.round(byteCount / 1000))} KB`;
}
