import { watch, type FSWatcher } from "node:fs";
import { basename, dirname } from "node:path";
import { failureMessage } from "./messages/failure.ts";
import { endOnSignals } from "./signals.ts";
import { printLine } from "./terminal.ts";

/** Several events of one write come together. */
const PAUSE_MS = 120;

/** Draws now and after each change of a file, one at a time, until the program is told to end. An error does not end it. */
export async function drawAgain(
  files: readonly string[],
  draw: () => Promise<void>,
): Promise<void> {
  let isDrawing = false;
  let isStale = false;
  const update = async () => {
    isStale = true;
    if (isDrawing) return;
    isDrawing = true;
    while (isStale) {
      isStale = false;
      await draw().catch((error: unknown) => printLine(`loss-landscape: ${failureMessage(error)}`));
    }
    isDrawing = false;
  };
  const stop = watchFiles(files, () => void update());
  await update();
  await new Promise<void>(() => endOnSignals(stop));
}

/**
 * Calls back when one of some files was written, replaced or came into being. The folders are
 * watched, not the files: whoever writes beside a file and renames makes another of the same name.
 *
 * @returns a function that ends it
 */
function watchFiles(files: readonly string[], onChange: () => void): () => void {
  let pause: NodeJS.Timeout | undefined;
  const folders = new Map<string, Set<string>>();
  for (const file of files) {
    const folder = dirname(file);
    folders.set(folder, (folders.get(folder) ?? new Set()).add(basename(file)));
  }
  const watchers = Array.from(folders, ([folder, names]): FSWatcher =>
    watch(folder, (_, name) => {
      if (name !== null && !names.has(name)) return;
      clearTimeout(pause);
      pause = setTimeout(onChange, PAUSE_MS);
    }),
  );
  return () => {
    clearTimeout(pause);
    for (const watcher of watchers) watcher.close();
  };
}
