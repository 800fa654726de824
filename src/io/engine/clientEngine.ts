import Papa from "papaparse";
import { spawn } from "node:child_process";
import { basename } from "node:path";
import { InputError } from "../../core/errors.ts";
import { quoted } from "../../core/wording.ts";
import { errorCode } from "../fileError.ts";
import type { Dialect } from "./dialect.ts";
import { DIALECTS } from "./dialects.ts";
import { EngineError, type Engine, type Answer } from "./engine.ts";

export interface ClientOptions {
  /** The client and its arguments, as a shell would read them; no shell runs. */
  command: string;
  /** By the program's name where not given. */
  dialect?: string;
  /** After so many seconds without an end a client counts as hanging. */
  timeout: number;
}

const MOST_BYTES = 16 * 2 ** 20;
const MOST_COMPLAINT = 600;

/** An engine behind its own command-line client, started anew for each query. */
export function clientEngine({ command, dialect: name, timeout }: ClientOptions): Engine {
  const words = commandWords(command);
  const program = programOf(words);
  const dialect = clientDialect(command, name);
  const isPreset = dialect.programs.includes(program);
  const args = isPreset ? [...words.slice(1), ...dialect.clientArguments] : words.slice(1);
  return {
    dialect,
    name: program,
    async query(sql, columns) {
      const text = await clientOutput(words[0], args, `${sql};\n`, program, timeout);
      return parseAnswer(text, isPreset ? dialect.answer : undefined, columns, program);
    },
    close: () => Promise.resolve(),
  };
}

function programOf([first]: string[]): string {
  return basename(first).replace(/\.exe$/i, "");
}

/** @throws InputError where the program's name does not say the dialect */
export function clientDialect(command: string, name: string | undefined): Dialect {
  const program = programOf(commandWords(command));
  const found = DIALECTS.find((known) =>
    name === undefined ? known.programs.includes(program) : known.name === name,
  );
  if (found) return found;
  const names = DIALECTS.map((known) => known.name).join(", ");
  throw new InputError(`engine ${quoted(command)}: its dialect is not known; give one of ${names}`);
}

/** Splits at spaces outside of quotes; a backslash keeps the next character as it is. */
export function commandWords(command: string): string[] {
  const words: string[] = [];
  const pattern = /\s*((?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|[^\s'"\\])+)/gsy;
  let end = 0;
  for (let match = pattern.exec(command); match; match = pattern.exec(command)) {
    words.push(
      match[1].replace(
        /'([^']*)'|"((?:\\.|[^"\\])*)"|\\(.)/gs,
        (_, single?: string, double?: string, escaped?: string) =>
          single ?? double?.replace(/\\(["\\])/g, "$1") ?? escaped ?? "",
      ),
    );
    end = pattern.lastIndex;
  }
  if (words.length === 0 || command.slice(end).trim() !== "") {
    throw new InputError(`engine ${quoted(command)}: expected a command, its quotes closed`);
  }
  return words;
}

function clientOutput(
  program: string,
  args: string[],
  input: string,
  name: string,
  timeout: number,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ["pipe", "pipe", "pipe"] });
    const output: Buffer[] = [];
    let length = 0;
    let complaint = "";
    const stop = (message: string) => {
      clearTimeout(timer);
      child.kill("SIGKILL");
      reject(new EngineError(`${name}: ${message}`));
    };
    const timer = setTimeout(
      () => stop(`no answer after ${timeout} s; it was stopped`),
      timeout * 1000,
    );
    child.on("error", (error) => {
      clearTimeout(timer);
      const why = errorCode(error) === "ENOENT" ? "no such program" : error.message;
      reject(new EngineError(`cannot run ${program}: ${why}`));
    });
    child.stdout.on("data", (chunk: Buffer) => {
      output.push(chunk);
      length += chunk.length;
      if (length > MOST_BYTES) {
        stop(`it answered more than ${MOST_BYTES / 2 ** 20} MB where a few numbers were asked for`);
      }
    });
    child.stderr.on("data", (chunk: Buffer) => {
      if (complaint.length < 100_000) complaint += chunk.toString("utf8");
    });
    child.stdin.on("error", () => {});
    child.stdin.end(input);
    child.on("close", (status, signal) => {
      clearTimeout(timer);
      if (status === 0) return resolve(Buffer.concat(output).toString("utf8"));
      const said = shortened(complaint || Buffer.concat(output).toString("utf8"));
      const end = signal ? `it was ended by ${signal}` : `exit status ${status}`;
      reject(new EngineError(`${name}: ${said || end}${said && signal ? ` (${end})` : ""}`));
    });
  });
}

function shortened(text: string): string {
  const line = text
    .split("\n")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .join("; ");
  return line.length > MOST_COMPLAINT ? `${line.slice(0, MOST_COMPLAINT)}…` : line;
}

/**
 * A client's output as a table.
 *
 * @param format of the client's preset; found out where there is none
 * @param expected the names that the first line must hold; any where not given
 * @throws EngineError where it holds something else than the answer
 */
function parseAnswer(
  text: string,
  format: "csv" | "tsv" | undefined,
  expected: string[] | undefined,
  name: string,
): Answer {
  const body = text.replace(/^\ufeff/, "").replace(/\r\n/g, "\n");
  const isTabbed = format ? format === "tsv" : body.split("\n", 1)[0].includes("\t");
  const lines = isTabbed ? tabbed(body) : commas(body);
  const columns = lines[0] ?? [];
  if (expected) {
    const isHeader = (line: string[]) =>
      line.length === expected.length &&
      line.every((column, k) => column.toLowerCase() === expected[k].toLowerCase());
    if (lines.length === 0) throw new EngineError(`${name}: it answered nothing`);
    if (!isHeader(columns)) {
      if (lines.slice(1).some(isHeader)) {
        const banner = quoted(columns.join(","));
        throw new EngineError(`${name}: it prints ${banner} before its answer; make it quiet`);
      }
      const found = quoted(columns.join(", "));
      const wanted = quoted(expected.join(", "));
      throw new EngineError(`${name}: it answered other columns: ${found}, expected ${wanted}`);
    }
  }
  const rows = lines.slice(1).map((line) => {
    if (line.length !== columns.length) {
      throw new EngineError(
        `${name}: a line of its answer has ${line.length} values, expected ${columns.length}`,
      );
    }
    return line.map((cell) => (isNull(cell, isTabbed) ? null : cell));
  });
  return { columns, rows };
}

function commas(body: string): string[][] {
  const { data } = Papa.parse<string[]>(body, { skipEmptyLines: true, delimiter: "," });
  return data;
}

function tabbed(body: string): string[][] {
  return body
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.split("\t"));
}

function isNull(cell: string, isTabbed: boolean): boolean {
  return cell === "" || cell === "\\N" || (isTabbed && cell === "NULL");
}
