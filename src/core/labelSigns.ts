import { InputError, option } from "./errors.ts";
import { quoted } from "./wording.ts";

/**
 * Labels as signs: 0 and 1, or -1 and 1, become -1 and +1.
 *
 * @throws InputError where the target holds anything else, or one class only
 */
export function labelSigns(target: Float64Array, name: string, loss: string): Float64Array {
  const wanted = [option("loss", loss), " needs a target of 0 and 1 (or -1 and 1)"];
  const place = `column ${quoted(name)}`;
  const negative = target.includes(-1) ? -1 : 0;
  const signs = new Float64Array(target.length);
  let positives = 0;
  for (let row = 0; row < target.length; row++) {
    const value = target[row];
    if (value === 1) positives++;
    else if (value !== negative) {
      throw new InputError([`${place}, row ${row + 1}: found ${value}; `, ...wanted]);
    }
    signs[row] = value === 1 ? 1 : -1;
  }
  if (positives === 0 || positives === target.length) {
    throw new InputError([`${place}: every value is ${target[0]}; `, ...wanted]);
  }
  return signs;
}
