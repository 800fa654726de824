import { InputError, option } from "../../core/errors.ts";
import { flag, inGroup, type AnyGiven, type OptionsOf } from "../../core/options/table.ts";
import { shown } from "../../core/wording.ts";
import { writeResult, outputFormat, outputOptions } from "../output.ts";
import { IMAGE_FORMATS } from "../../render/formats/imageFormats.ts";
import { withSize } from "../../render/figure/size.ts";
import { loadDocument } from "../sources/document.ts";
import { checkPicture, drawPicture, expectedPanels, PICTURE_OPTIONS } from "../picture.ts";
import { showProgress, errorsGoToTerminal, outputIsTerminal, printLine } from "../terminal.ts";
import { figureNotes } from "../messages/figureNotes.ts";
import type { PictureTerminal, Protocol } from "../pictureTerminal.ts";
import { resolveSources } from "../sources/sources.ts";
import { EXPLAIN_SQL, explainsSql } from "../sources/explainSql.ts";
import type { CommandSpec } from "./command.ts";

const RENDER_OPTIONS = {
  ...PICTURE_OPTIONS,
  ...EXPLAIN_SQL,
  ...outputOptions(IMAGE_FORMATS),
  ...inGroup("Output", { watch: flag("draw again when an input file changes") }),
};
type RenderOptions = OptionsOf<typeof RENDER_OPTIONS>;

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
  const asked: RenderOptions = resolveSources(RENDER_OPTIONS, { ...given, format });
  if (await explainsSql(given, asked)) return;
  const terminal = asked.out === "-" ? await pictureTerminal(asked) : undefined;
  const protocol = terminal?.protocol;
  const width = fittingWidth(asked, terminal?.width);
  const options: RenderOptions =
    width === undefined ? asked : resolveSources(RENDER_OPTIONS, { ...given, format, width });
  await checkPicture(options);
  if (!options.watch) return drawOnce(given, options, protocol);
  const files = await watchedFiles(options);
  const { drawAgain } = await import("../watchFiles.ts");
  await drawAgain(files, () => drawOnce(given, options, protocol));
}

/** The terminal's own way of showing pictures, where standard output is a terminal. */
async function pictureTerminal({ format }: RenderOptions): Promise<PictureTerminal | undefined> {
  if (!(await outputIsTerminal())) return undefined;
  const { askTerminal } = await import("../pictureTerminal.ts");
  const terminal = format === "png" ? await askTerminal() : undefined;
  if (terminal) return terminal;
  throw InputError.of`${option("out")}: a picture is no text for a terminal; expected a file name`;
}

/** The width that a terminal has room for, where the picture would be wider and none is asked for. */
function fittingWidth(options: RenderOptions, terminalWidth = Infinity): number | undefined {
  const { width } = withSize(options, expectedPanels(options));
  const room = Math.floor(terminalWidth / options.scale);
  const isWide = options.width === undefined && room < width && room >= LEAST_ROOM;
  return isWide ? room : undefined;
}

/** In a terminal that is narrower the picture is cut. */
const LEAST_ROOM = 400;

async function drawOnce(
  given: AnyGiven,
  options: RenderOptions,
  protocol?: Protocol,
): Promise<void> {
  const { out, quiet } = options;
  // Held back until the picture is there: with an error they would only distract from it.
  const notes: string[] = [];
  const progress = await showProgress(quiet);
  const document = await loadDocument(options, {
    onNote: (note) => notes.push(note),
    onProgress: progress.update,
  }).finally(progress.end);

  const bytes = await drawPicture(document, options, (note) => notes.push(note));
  await writeResult(out, [protocol ? `${await protocol.encode(bytes)}\n` : bytes]);
  notes.push(...(await figureNotes(document.panels, given, options)));
  if (!quiet) for (const note of notes) printLine(`note: ${note}`);
  if (!quiet && out !== "-" && (await errorsGoToTerminal())) {
    const { pixelSize } = await import("../../render/figure/checkFigure.ts");
    const [width, height] = pixelSize(withSize(options, document.panels.length));
    const panels = document.panels.length === 1 ? "1 panel" : `${document.panels.length} panels`;
    printLine(`${shown(out)}  ${width} × ${height} px  ${panels}  ${kilobytes(bytes.length)}`);
  }
}

/** The files whose change draws the picture again. */
async function watchedFiles({
  data,
  from = [],
  path = [],
  moments = [],
}: RenderOptions): Promise<string[]> {
  const { partsOfPath } = await import("../sources/givenPaths.ts");
  const paths = path.map((text) => partsOfPath(text).file);
  const files = [...(data === undefined ? [] : [data]), ...from, ...paths, ...moments];
  if (files.length === 0 || files.includes("-")) {
    throw InputError.of`${option("watch")}: expected files to watch, by ${option("data")}, ${option("from")}, ${option("path")} or ${option("moments")}`;
  }
  return files;
}

function kilobytes(byteCount: number): string {
  return `${Math.max(1, Math.round(byteCount / 1000))} KB`;
}
