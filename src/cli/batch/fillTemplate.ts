import { InputError } from "../../core/errors.ts";
import { shown } from "../options/shown.ts";

/**
 * Puts an entry's values in a text: with the seed 3, `fig-{seed}.png` is
 * `fig-3.png` and `fig-{seed:03}.png` is `fig-003.png`. The elements of an
 * array are joined by `-`; `{{` and `}}` are braces.
 *
 * @param name of the text, for messages
 * @param clean what a value is made of before it is put in
 * @throws InputError where the entry has no such value, or one with digits asked for is no whole number
 */
export function fillTemplate(
  name: string,
  template: string,
  values: Record<string, unknown>,
  clean: (value: string) => string = (value) => value,
): string {
  return template.replace(/\{\{|\}\}|\{([^{}]*)\}/g, (found, field?: string) => {
    if (field === undefined) return found[0];
    const [, key, digits] = /^(.*?)(?::0?(\d{1,2}))?$/s.exec(field) ?? [field, field];
    const value = Object.hasOwn(values, key) ? values[key] : undefined;
    const text = asText(value);
    if (text === undefined) {
      throw new InputError(
        `${name}: {${shown(field)}}: expected the name of an option that the figure gives, or index`,
      );
    }
    if (digits === undefined) return clean(text);
    if (!/^\d+$/.test(text)) {
      throw new InputError(
        `${name}: {${shown(field)}}: expected a whole number, not ${shown(text)}`,
      );
    }
    return text.padStart(Number(digits), "0");
  });
}

function asText(value: unknown): string | undefined {
  if (Array.isArray(value)) return value.map((item) => asText(item) ?? "").join("-");
  return ["string", "number", "boolean"].includes(typeof value) ? String(value) : undefined;
}
