import { Option, type Command } from "commander";
import { OptionName } from "../../core/errors.ts";
import { defaultWords, type OptionRow, type OptionTable } from "../../core/options/table.ts";

/** `maxPoints` is `--max-points`. */
export function flagOf(key: string): string {
  return `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** An option in a message, as it is typed. */
export function typed({ key, value }: OptionName): string {
  return value === undefined ? flagOf(key) : `${flagOf(key)} ${value}`;
}

/** What people type by reflex beside an option's own flag. */
const REFLEXES: Readonly<Record<string, { short: string; long: string }>> = {
  out: { short: "-o", long: "--output" },
};

/** Another flag for an option: its value goes where that option's goes. */
class OtherFlag extends Option {
  readonly #key: string;

  constructor(key: string, flags: string) {
    super(flags);
    this.#key = key;
    this.hideHelp();
  }

  override attributeName(): string {
    return this.#key;
  }
}

/** Text of an option table, its options in backticks as flags. */
export function inFlags(text: string): string {
  return text.replace(/`(\w+)`/g, (_, key: string) => flagOf(key));
}

/** Help shows so many options without a choice among them. */
const MOST_SHOWN = 24;

/**
 * Adds a table's options to a command, each under its heading.
 *
 * @returns those that help leaves out unless it is asked for all
 */
export function addOptions(command: Command, table: OptionTable): Set<Option> {
  const rows = Object.entries(table);
  const rare = new Set<Option>();
  const hasChoice = rows.length > MOST_SHOWN && rows.some(([, { isUsual }]) => isUsual);
  for (const [key, row] of rows) {
    for (const option of commanderOptions(key, row)) {
      command.addOption(option.helpGroup(`${row.group}:`));
      if (hasChoice && !row.isUsual && !option.hidden) rare.add(option);
    }
  }
  return rare;
}

/** Without parsers: what was typed is read by the option's kind, as what a manifest holds. */
function commanderOptions(key: string, row: OptionRow<unknown>): Option[] {
  const flag = flagOf(key);
  const help = inFlags(row.help);
  const argument = argumentOf(row);
  if (argument === undefined) {
    if (row.default !== true) return [new Option(flag, help)];
    return [new Option(flag).hideHelp(), new Option(`--no-${flag.slice(2)}`, help)];
  }
  const words = defaultWords(row);
  const shownDefault = words === undefined ? "" : ` (${inFlags(words)})`;
  const dots = row.kind.repeats ? "..." : "";
  const value = `<${argument}${dots}>`;
  const reflex = REFLEXES[key];
  if (!reflex) return [new Option(`${flag} ${value}`, help + shownDefault)];
  return [
    new Option(`${reflex.short}, ${flag} ${value}`, help + shownDefault),
    new OtherFlag(key, `${reflex.long} ${value}`),
  ];
}

/** What stands for an option's value in help; none for a switch. */
export function argumentOf(row: OptionRow<unknown>): string | undefined {
  return row.argument ?? row.kind.argument;
}
