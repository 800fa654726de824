import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { InputError } from "../../core/errors.ts";
import { cannotRead, cannotWrite, errorCode } from "../fileError.ts";
import type { PointAnswer } from "./parseAnswer.ts";

const FORMAT = "loss-landscape/journal";
const VERSION = 1;

/** What a journal's answers belong to. */
export interface JournalGrid {
  x: Float64Array;
  y: Float64Array;
  command: string[];
}

export interface JournalEntry {
  /** `row * columnCount + column`. */
  index: number;
  answer: PointAnswer;
  /** Why there is no answer after all tries. */
  failed?: string;
}

/**
 * A folder of answers. Each worker of each run appends to a file of its own, made when it has its first
 * answer, so that nobody needs a lock and a line that was cut off by a crash is never written on.
 */
export class Journal {
  readonly #folder: string;
  readonly #grid: JournalGrid;
  readonly #files = new Map<string, number>();
  readonly #read = new Map<string, { size: number; entries: Map<number, JournalEntry> }>();

  /**
   * @throws InputError where the folder holds answers of another grid, command or version
   * @throws Error `cannot write FOLDER`
   */
  constructor(folder: string, grid: JournalGrid) {
    this.#folder = folder;
    this.#grid = grid;
    try {
      mkdirSync(folder, { recursive: true });
    } catch (error) {
      throw cannotWrite(folder, error);
    }
  }

  /**
   * The answers of all files, whoever wrote them; only those that have grown are read again. A last line
   * that is cut off counts for nothing. Of several answers to one point the first in order of file names
   * counts, and any answer before a failure.
   */
  read(): Map<number, JournalEntry> {
    const answers = new Map<number, JournalEntry>();
    for (const name of this.#names()) {
      for (const entry of this.#entriesOf(name).values()) {
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

  /** Takes back answers that a worker's file holds. */
  withdraw(writer: string, indices: number[]): void {
    const file = this.#files.get(writer);
    if (file === undefined || indices.length === 0) return;
    this.#write(
      file,
      indices.map((index) => `${JSON.stringify({ index, withdrawn: true })}\n`).join(""),
    );
  }

  close(): void {
    for (const file of this.#files.values()) closeSync(file);
    this.#files.clear();
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

  #entriesOf(name: string): Map<number, JournalEntry> {
    const path = join(this.#folder, name);
    try {
      const known = this.#read.get(name);
      if (known && statSync(path).size === known.size) return known.entries;
      const bytes = readFileSync(path);
      const entries = this.#parse(path, bytes.toString("utf8"));
      this.#read.set(name, { size: bytes.length, entries });
      return entries;
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

  #parse(path: string, text: string): Map<number, JournalEntry> {
    const entries = new Map<number, JournalEntry>();
    const lines = text.split("\n");
    // Without its line end a header may be cut off, and no answer follows it.
    if (lines.length < 2) return entries;
    this.#checkHeader(path, lines[0]);
    const pointCount = this.#grid.x.length * this.#grid.y.length;
    for (const line of lines.slice(1)) {
      const entry = entryFrom(line, pointCount);
      if (entry === undefined) continue;
      if ("withdrawn" in entry) entries.delete(entry.index);
      else if (!entries.has(entry.index)) entries.set(entry.index, entry);
    }
    return entries;
  }

  #checkHeader(path: string, line: string): void {
    const header = parsed(line);
    if (header?.format !== FORMAT) {
      throw new InputError(`${path}: its first line is no journal's header`);
    }
    if (header.version !== VERSION) {
      throw new InputError(
        `${path}: a journal of version ${JSON.stringify(header.version)}, expected ${VERSION}`,
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
        `${path}: a journal of another command, ${JSON.stringify(header.command)}; expected another folder or the same command`,
      );
    }
  }
}

function entryFrom(
  line: string,
  pointCount: number,
): JournalEntry | { index: number; withdrawn: true } | undefined {
  const record = parsed(line);
  if (!record) return undefined;
  const { index, answer, failed } = record;
  if (typeof index !== "number" || !Number.isInteger(index) || index < 0 || index >= pointCount) {
    return undefined;
  }
  if (record.withdrawn === true) return { index, withdrawn: true };
  const value = answerFrom(answer);
  if (value === undefined) return undefined;
  return { index, answer: value, ...(typeof failed === "string" && { failed }) };
}

function answerFrom(answer: unknown): PointAnswer | undefined {
  if (answer === null) return NaN;
  if (typeof answer === "number") return answer;
  if (typeof answer !== "object" || Array.isArray(answer)) return undefined;
  return Object.fromEntries(
    Object.entries(answer).map(([key, part]) => [key, typeof part === "number" ? part : NaN]),
  );
}

function parsed(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
