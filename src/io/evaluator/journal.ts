import {
  appendFileSync,
  closeSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { InputError } from "../../core/errors.ts";
import { quoted, shown } from "../../core/wording.ts";
import { cannotRead, cannotWrite, errorCode } from "../fileError.ts";
import { makeFolder } from "../writeOutput.ts";
import { lineFrom, parsed, type JournalEntry } from "./journalLine.ts";

const FORMAT = "loss-landscape/journal";
const VERSION = 1;

/** What a journal's answers belong to. */
export interface JournalGrid {
  x: Float64Array;
  y: Float64Array;
  command: string[];
}

/** What one process of a worker wrote. */
export interface UncheckedAnswers {
  file: string;
  /** In the order in which they were given. */
  entries: JournalEntry[];
}

interface FileContent {
  entries: Map<number, JournalEntry>;
  unchecked: JournalEntry[][];
}

/**
 * A folder of answers. Each worker of each run appends to a file of its own, made when it has its first
 * answer, so that nobody needs a lock and a line that was cut off by a crash is never written on.
 */
export class Journal {
  readonly #folder: string;
  readonly #grid: JournalGrid;
  readonly #files = new Map<string, number>();
  readonly #inDoubt = new Set<string>();
  readonly #read = new Map<string, { size: number; content: FileContent }>();

  /**
   * @throws InputError where the folder holds answers of another grid, command or version
   * @throws Error `cannot write FOLDER`
   */
  constructor(folder: string, grid: JournalGrid) {
    this.#folder = folder;
    this.#grid = grid;
    makeFolder(folder);
  }

  /**
   * The answers of all files, whoever wrote them; only those that have grown are read again. A last line
   * that is cut off counts for nothing. Of several answers to one point the first in order of file names
   * counts, and any answer before a failure.
   */
  read(): Map<number, JournalEntry> {
    const answers = new Map<number, JournalEntry>();
    for (const name of this.#names()) {
      for (const entry of this.#contentOf(name).entries.values()) {
        const known = answers.get(entry.index);
        if (!known || (known.failed !== undefined && entry.failed === undefined)) {
          answers.set(entry.index, entry);
        }
      }
    }
    return answers;
  }

  /**
   * Appends entries to the file of a worker, in one write.
   *
   * @param writer a name that is safe in a file name
   * @throws Error `cannot write PATH: REASON`; what was appended before stays whole
   */
  append(writer: string, entries: JournalEntry[]): void {
    if (entries.length === 0) return;
    const lines = entries.map((entry) => `${JSON.stringify(this.#record(entry))}\n`).join("");
    let file = this.#files.get(writer);
    if (file === undefined) {
      file = this.#create(writer);
      this.#files.set(writer, file);
      this.#write(file, `${JSON.stringify(this.#header())}\n${lines}`);
    } else {
      this.#write(file, lines);
    }
  }

  /**
   * What workers answered of whom nobody knows whether they were in step to their end, a list a worker:
   * the tool or they were killed.
   *
   * @param writers begins the names of the files to look at
   */
  unchecked(writers: string): UncheckedAnswers[] {
    const found = this.#names()
      .filter((name) => name.startsWith(writers))
      .flatMap((file) =>
        this.#contentOf(file)
          .unchecked.filter((entries) => entries.length > 0)
          .map((entries) => ({ file, entries })),
      );
    for (const { file } of found) this.#inDoubt.add(file);
    return found;
  }

  /** Takes back answers of a file that nobody else writes to any more. */
  withdrawFrom(file: string, indices: number[]): void {
    this.#amend(
      file,
      indices.map((index) => ({ index, withdrawn: true })),
    );
  }

  /** Marks that a worker's file goes on with the answers of another process. */
  markStarted(writer: string): void {
    this.#mark(writer, [{ started: true }]);
  }

  /** Marks that the answers of this run's files, and of those that were `unchecked`, are in step. */
  markAllChecked(): void {
    for (const file of this.#inDoubt) this.#amend(file, [{ checked: true }]);
    for (const writer of this.#files.keys()) this.#mark(writer, [{ checked: true }]);
  }

  /** Takes back answers that a worker's file holds. */
  withdraw(writer: string, indices: number[]): void {
    this.#mark(
      writer,
      indices.map((index) => ({ index, withdrawn: true })),
    );
  }

  close(): void {
    for (const file of this.#files.values()) closeSync(file);
    this.#files.clear();
  }

  #mark(writer: string, records: object[]): void {
    const file = this.#files.get(writer);
    if (file === undefined || records.length === 0) return;
    this.#write(file, records.map((record) => `${JSON.stringify(record)}\n`).join(""));
  }

  /** Its last line may be cut off, so that what is added begins with a line end. */
  #amend(name: string, records: object[]): void {
    const path = join(this.#folder, name);
    const lines = records.map((record) => `${JSON.stringify(record)}\n`);
    try {
      appendFileSync(path, `\n${lines.join("")}`);
    } catch (error) {
      throw cannotWrite(path, error);
    }
  }

  #names(): string[] {
    try {
      return readdirSync(this.#folder)
        .filter((name) => name.endsWith(".ndjson"))
        .sort();
    } catch (error) {
      throw cannotRead(this.#folder, error);
    }
  }

  #contentOf(name: string): FileContent {
    const path = join(this.#folder, name);
    try {
      const known = this.#read.get(name);
      if (known && statSync(path).size === known.size) return known.content;
      const bytes = readFileSync(path);
      const content = this.#parse(path, bytes.toString("utf8"));
      this.#read.set(name, { size: bytes.length, content });
      return content;
    } catch (error) {
      if (error instanceof InputError) throw error;
      throw cannotRead(path, error);
    }
  }

  #create(writer: string): number {
    for (let run = 1; ; run++) {
      const path = join(this.#folder, `${writer}.${run}.ndjson`);
      try {
        return openSync(path, "wx");
      } catch (error) {
        if (errorCode(error) !== "EEXIST") throw cannotWrite(path, error);
      }
    }
  }

  #write(file: number, text: string): void {
    const bytes = Buffer.from(text);
    try {
      for (let start = 0; start < bytes.length;) start += writeSync(file, bytes, start);
    } catch (error) {
      throw cannotWrite(this.#folder, error);
    }
  }

  #header(): Record<string, unknown> {
    const { x, y, command } = this.#grid;
    return { format: FORMAT, version: VERSION, x: Array.from(x), y: Array.from(y), command };
  }

  #record({ index, answer, failed }: JournalEntry): Record<string, unknown> {
    const { x, y } = this.#grid;
    return {
      index,
      x: x[index % x.length],
      y: y[Math.floor(index / x.length)],
      answer: typeof answer === "number" ? answer : { ...answer },
      failed,
    };
  }

  #parse(path: string, text: string): FileContent {
    const entries = new Map<number, JournalEntry>();
    let unchecked: JournalEntry[][] = [];
    const lines = text.split("\n");
    // Without its line end a header may be cut off, and no answer follows it.
    if (lines.length < 2) return { entries, unchecked };
    this.#checkHeader(path, lines[0]);
    const pointCount = this.#grid.x.length * this.#grid.y.length;
    for (const text of lines.slice(1)) {
      const line = lineFrom(text, pointCount);
      if (line?.kind === "checked") unchecked = [];
      else if (line?.kind === "started") unchecked.push([]);
      else if (line?.kind === "withdrawn") entries.delete(line.index);
      else if (line && !entries.has(line.entry.index)) {
        entries.set(line.entry.index, line.entry);
        if (unchecked.length === 0) unchecked.push([]);
        if (line.entry.failed === undefined) unchecked[unchecked.length - 1].push(line.entry);
      }
    }
    const isKept = (entry: JournalEntry) => entries.get(entry.index) === entry;
    return { entries, unchecked: unchecked.map((part) => part.filter(isKept)) };
  }

  #checkHeader(path: string, line: string): void {
    const header = parsed(line);
    if (header?.format !== FORMAT) {
      throw new InputError(`${path}: its first line is no journal's header`);
    }
    if (header.version !== VERSION) {
      throw new InputError(
        `${path}: a journal of version ${shown(String(header.version))}, expected ${VERSION}`,
      );
    }
    const own = this.#header();
    for (const axis of ["x", "y"]) {
      // Compared as text: -0 and 0 are the same there and in the answers.
      if (JSON.stringify(header[axis]) !== JSON.stringify(own[axis])) {
        throw new InputError(
          `${path}: a journal of another grid (its ${axis} axis differs); expected another folder or the same window`,
        );
      }
    }
    if (JSON.stringify(header.command) !== JSON.stringify(own.command)) {
      throw new InputError(
        `${path}: a journal of another command, ${quoted([header.command].flat().join(" "))}; expected another folder or the same command`,
      );
    }
  }
}
