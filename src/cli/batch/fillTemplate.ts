import { InputError } from "../../core/errors.ts";
import { shown } from "../options/shown.ts";

/**
 * Puts an entry's values in a file name: `fig-{seed}.png` is `fig-3.png`. The
 * elements of an array are joined by `-`, slashes become `_`; `{{` and `}}` are
 * braces.
 *
 * @throws InputError where the entry has no such value
 */
export function fillTemplate(template: string, values: Record<string, unknown>): string {
  return template.replace(/\{\{|\}\}|\{([^{}]*)\}/g, (found, name?: string) => {
    if (name === undefined) return found[0];
    const value = Object.hasOwn(values, name) ? asText(values[name]) : undefined;
    if (value === undefined) {
      throw new InputError(
        `out: {${shown(name)}}: expected the name of an option that the figure gives`,
      );
    }
    return value.replace(/[/\\\0]/g, "_");
  });
}

function asText(value: unknown): string | undefined {
  if (Array.isArray(value)) return value.map((item) => asText(item) ?? "").join("-");
  return ["string", "number", "boolean"].includes(typeof value) ? String(value) : undefined;
}
