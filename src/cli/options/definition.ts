import type { Parser } from "./expected.ts";

/** The headings of `--help`, in its order. */
export const OPTION_GROUPS = ["Data", "Model", "Window", "Descent", "Picture", "Output"] as const;
export type OptionGroup = (typeof OPTION_GROUPS)[number];

interface Described {
  group: OptionGroup;
  description: string;
}

/** An option with a value: `--samples N`. */
export interface ValueOption<Value> extends Described {
  kind: "value";
  argument: string;
  parse: Parser<Value>;
  /** Shown by `--help`. */
  defaultText?: string;
  /** The words that can be completed. */
  choices?: readonly string[];
  /** Between the elements where a manifest gives an array. */
  separator: "," | ":";
}

/** `--colorbar`; one that is on by default is `--no-metadata` in the help. */
export interface FlagOption extends Described {
  kind: "flag";
  isOnByDefault: boolean;
}

/** Takes several values and may be repeated: `--from a.json b.json`. */
export interface FilesOption extends Described {
  kind: "files";
  argument: string;
  parse: Parser<string>;
}

export type OptionDefinition = ValueOption<unknown> | FlagOption | FilesOption;

/** What a command line or a manifest's entry gave, by the option's name; nothing has a default yet. */
export type Given<Options> = {
  [Name in keyof Options]?: Options[Name] extends ValueOption<infer Value>
    ? Value
    : Options[Name] extends FilesOption
      ? string[]
      : boolean;
};

export function value<Value>(
  group: OptionGroup,
  argument: string,
  description: string,
  parse: Parser<Value>,
  rest: Partial<Pick<ValueOption<Value>, "defaultText" | "choices" | "separator">> = {},
): ValueOption<Value> {
  return { kind: "value", group, argument, description, parse, separator: ",", ...rest };
}

export function flag(group: OptionGroup, description: string, isOnByDefault = false): FlagOption {
  return { kind: "flag", group, description, isOnByDefault };
}

export function files(
  group: OptionGroup,
  argument: string,
  description: string,
  parse: Parser<string>,
): FilesOption {
  return { kind: "files", group, argument, description, parse };
}

/** `maxPoints` is `--max-points`. */
export function flagOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
