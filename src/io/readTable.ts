import type { Dataset } from "../core/dataset.ts";
import { InputError, option } from "../core/errors.ts";
import { inGroup, option as row, resolveOptions, type GivenOf } from "../core/options/table.ts";
import { choiceOf, namesOf } from "../core/options/texts.ts";
import { anyOf } from "../core/wording.ts";
import { Input, type InputSource } from "./input.ts";
import { COLUMN_OPTIONS } from "./table/tableOptions.ts";
import type { TableFormat } from "./tableFormats/tableFormat.ts";
import { TABLE_FORMATS } from "./tableFormats/tableFormats.ts";

/** What is read of a table. */
export const TABLE_OPTIONS = {
  ...inGroup("Data", {
    dataFormat: row(choiceOf(TABLE_FORMATS), `its format: ${anyOf(namesOf(TABLE_FORMATS))}`, {
      without: "by the file's name",
    }),
  }),
  ...COLUMN_OPTIONS,
};
export type TableGiven = GivenOf<typeof TABLE_OPTIONS>;

export interface TableRead {
  dataset: Dataset;
  /** Rows left out for a missing value. */
  dropped: number;
  /** Of the file's bytes, in hexadecimal. */
  sha256: string;
}

/**
 * Reads the chosen columns of a table. Every value of theirs has to be a finite number.
 *
 * @throws InputError `FILE:LINE: column "NAME": …` where the table is wrong
 * @throws Error `cannot read FILE: REASON`
 */
export async function readTable(source: InputSource, given: TableGiven = {}): Promise<TableRead> {
  const options = resolveOptions(TABLE_OPTIONS, given);
  const { dataFormat } = options;
  const format = dataFormat ? TABLE_FORMATS[dataFormat] : formatOf(source);
  const input = new Input(source);
  try {
    const table = await format.read(input, options);
    return { dataset: table.toDataset(), dropped: table.dropped, sha256: input.sha256() };
  } finally {
    await input.close();
  }
}

function formatOf(source: InputSource): TableFormat {
  const file = "path" in source ? source.path.toLowerCase() : "";
  const formats: TableFormat[] = Object.values(TABLE_FORMATS);
  const format = formats.find(({ extensions }) => extensions.some((end) => file.endsWith(end)));
  if (format) return format;
  const name = "path" in source ? source.path : source.name;
  throw InputError.of`${name}: a table of unknown format (give ${option("dataFormat", anyOf(namesOf(TABLE_FORMATS)))})`;
}
