/**
 * The input is wrong: an option, a table, a document. The message is one whole
 * sentence fragment that names the place, what was found and what is expected.
 */
export class InputError extends Error {
  override name = "InputError";
}
