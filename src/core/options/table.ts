import { InputError, option as named } from "../errors.ts";
import { didYouMean, shown } from "../wording.ts";
import { Expected, type Kind } from "./kind.ts";
import { onOrOff } from "./texts.ts";

/** What was given, by the options' keys; a default that depends looks here. */
export type AnyGiven = Readonly<Record<string, unknown>>;

/** A default that depends on what else was given. */
export class Depending<Value> {
  /** For help; an option stands in backticks: ``35; 57 with `explain` ``. */
  readonly words: string;
  readonly choose: (given: AnyGiven) => Value;

  constructor(words: string, choose: (given: AnyGiven) => Value) {
    this.words = words;
    this.choose = choose;
  }
}

/**
 * An option: what it may be, what it is when nobody gives it, what it does.
 * It knows no flag: a command line makes one of its key.
 */
export interface OptionRow<Value, Default extends Value | undefined = Value | undefined> {
  kind: Kind<Value>;
  /** The heading that it stands under in help. */
  group: string;
  /** One line; another option stands in backticks. */
  help: string;
  /** Stands for the value in help, where that is not the kind's own word. */
  argument?: string;
  default: Default | Depending<Default>;
  /** What happens without the option, where there is no default to show. */
  without?: string;
  /** Whether it is among those that help shows first. */
  isUsual?: boolean;
}

export type OptionTable = Readonly<Record<string, OptionRow<unknown>>>;

/** The options of a table, each read and with its default in. */
export type OptionsOf<Table> = {
  [Key in keyof Table as Table[Key] extends OptionRow<unknown, undefined> ? never : Key]: ValueOf<
    Table[Key]
  >;
} & {
  [Key in keyof Table as Table[Key] extends OptionRow<unknown, undefined> ? Key : never]?: ValueOf<
    Table[Key]
  >;
};

/** The options of a table as a program gives them: what is left out takes its default. */
export type GivenOf<Table> = { [Key in keyof Table]?: Givable<ValueOf<Table[Key]>> };

type ValueOf<Row> = Row extends { kind: Kind<infer Value> } ? Value : never;

/** A list of one may be given as its element. */
type Givable<Value> = Value extends readonly (infer Item)[]
  ? number extends Value["length"]
    ? Value | Item
    : Value
  : Value;

type Rest<Value> = Partial<Pick<OptionRow<Value>, "argument" | "without">>;
type Defaulted<Value> = Rest<Value> & { default: NoInfer<Value | Depending<Value>> };

/** A row of an option table; `inGroup` gives it its heading. */
export function option<Value>(
  kind: Kind<Value>,
  help: string,
  rest: Defaulted<Value>,
): OptionRow<Value, Value>;
export function option<Value>(
  kind: Kind<Value>,
  help: string,
  rest?: Rest<Value>,
): OptionRow<Value, undefined>;
export function option<Value>(
  kind: Kind<Value>,
  help: string,
  rest: Rest<Value> & { default?: Value | Depending<Value> } = {},
): OptionRow<Value> {
  return { kind, help, group: "", default: undefined, ...rest };
}

/** A switch; one that is on by default is turned off by `--no-…`. */
export function flag(help: string, isOn = false): OptionRow<boolean, boolean> {
  return option(onOrOff, help, { default: isOn });
}

/** A row that help shows first. */
export function usual<Row extends OptionRow<unknown>>(row: Row): Row {
  return { ...row, isUsual: true };
}

/** Rows under one heading of the help. */
export function inGroup<Table extends OptionTable>(group: string, table: Table): Table {
  const rows = Object.entries(table).map(([key, row]) => [
    key,
    row.group ? row : { ...row, group },
  ]);
  return Object.fromEntries(rows) as Table;
}

/** Which table made an object of options, so that it is checked once on its way. */
const resolvedBy = new WeakMap<object, OptionTable>();

/**
 * Checks options and fills in the defaults. An object that came from here, by
 * this table or a larger one, passes as it is.
 *
 * @param given values, or texts and JSON that are read as the command line's
 * @param facts that defaults depend on beside what was given
 * @throws InputError that names the option: a value that is none of its kind, or an unknown key
 */
export function resolveOptions<Table extends OptionTable>(
  table: Table,
  given: GivenOf<Table> | OptionsOf<Table> | AnyGiven,
  facts: AnyGiven = {},
): OptionsOf<Table> {
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw new InputError(`options ${shown(JSON.stringify(given))}: expected an object of options`);
  }
  if (isResolved(given, table)) return given as OptionsOf<Table>;
  const unknown = Object.keys(given).find((key) => !Object.hasOwn(table, key));
  if (unknown !== undefined) throw unknownOption(unknown, Object.keys(table));
  const values: AnyGiven = given;
  const known = { ...facts, ...values };
  const resolved: Record<string, unknown> = {};
  for (const [key, row] of Object.entries(table)) {
    const value =
      values[key] === undefined ? defaultOf(row, known) : readValue(key, row.kind, values[key]);
    if (value !== undefined) resolved[key] = value;
  }
  resolvedBy.set(resolved, table);
  return resolved as OptionsOf<Table>;
}

/** A value of an option, or an error that names the option, the value and what is expected. */
export function readValue<Value>(key: string, kind: Kind<Value>, value: unknown): Value {
  try {
    return kind.read(value);
  } catch (error) {
    if (error instanceof Expected) throw wrongValue(key, value, error.message);
    throw error;
  }
}

/** `alpha 7: expected a number from 0 to 1`. */
export function wrongValue(key: string, value: unknown, expected: string): InputError {
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return InputError.of`${named(key)} ${shown(text)}: expected ${expected}`;
}

/** The part of some options that a table knows. */
export function partOf<Table extends OptionTable>(table: Table, options: object): AnyGiven {
  return Object.fromEntries(Object.entries(options).filter(([key]) => Object.hasOwn(table, key)));
}

/** The options of a table as plain JSON, in its order. */
export function recordOptions<Table extends OptionTable>(
  table: Table,
  options: OptionsOf<Table>,
): Record<string, unknown> {
  const values: AnyGiven = options;
  return Object.fromEntries(
    Object.entries(table)
      .filter(([key]) => values[key] !== undefined)
      .map(([key, { kind }]) => [key, kind.record(values[key])]),
  );
}

/** The words for a row's default, if it has one: `35.264`, ``auto with `data` ``. */
export function defaultWords({
  default: usual,
  without,
  kind,
}: OptionRow<unknown>): string | undefined {
  if (without !== undefined) return without;
  if (usual instanceof Depending) return usual.words;
  return usual === undefined || typeof usual === "boolean" ? undefined : kind.write(usual);
}

function defaultOf(row: OptionRow<unknown>, given: AnyGiven): unknown {
  return row.default instanceof Depending ? row.default.choose(given) : row.default;
}

function isResolved(given: object, table: OptionTable): boolean {
  const source = resolvedBy.get(given);
  return source !== undefined && Object.entries(table).every(([key, row]) => source[key] === row);
}

/** An option that is none of the known ones, with the one that may be meant. */
export function unknownOption(key: string, known: readonly string[]): InputError {
  return new InputError(`unknown option ${shown(key)}${didYouMean(key, known)}`);
}
