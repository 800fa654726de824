import type { Dataset } from "../core/dataset.ts";
import { InputError, option } from "../core/errors.ts";
import { inGroup, option as row, resolveOptions, type GivenOf } from "../core/options/table.ts";
import { choiceOf, namesOf } from "../core/options/texts.ts";
import { anyOf } from "../core/wording.ts";
import type { InputSource } from "./input.ts";
import { COLUMN_OPTIONS, DELIMITED_OPTIONS } from "./table/tableOptions.ts";
import type { TableFormat } from "./tableFormats/tableFormat.ts";
import { TABLE_FORMATS } from "./tableFormats/tableFormats.ts";

/** What is read of a table. */
export const TABLE_OPTIONS = {
  ...inGroup("Data", {
    dataFormat: row(choiceOf(TABLE_FORMATS), `its format: ${anyOf(namesOf(TABLE_FORMATS))}`, {
      without: "by the file's name",
    }),
  }),
  ...DELIMITED_OPTIONS,
  ...COLUMN_OPTIONS,
};
export type TableGiven = GivenOf<typeof TABLE_OPTIONS>;

export interface TableRead {
  dataset: Dataset;
  /** Rows left out for a missing value. */
  dropped: number;
  /** Columns that hold no numbers, where no features were named. */
  leftOut: readonly string[];
  /** The words that stand for 0 and 1 in the target, where it holds words. */
  classes?: [zero: string, one: string];
  /** Of the file's bytes, in hexadecimal. */
  sha256: string;
}

/**
 * Reads the chosen columns of a table, packed by gzip or not. Every value of theirs has to be a finite
 * number; the target may hold two words instead, of which the later in order is 1.
 *
 * @throws InputError `FILE:LINE: column "NAME": …` where the table is wrong
 * @throws Error `cannot read FILE: REASON`
 */
export async function readTable(source: InputSource, given: TableGiven = {}): Promise<TableRead> {
  const options = resolveOptions(TABLE_OPTIONS, given);
  const { dataFormat } = options;
  const format: TableFormat = dataFormat ? TABLE_FORMATS[dataFormat] : formatOf(source);
  const ofDelimited = namesOf(DELIMITED_OPTIONS).find((key) => options[key] !== undefined);
  if (ofDelimited && !format.isDelimited) {
    throw InputError.of`${option(ofDelimited)}: needs a table of delimited text, as CSV`;
  }
  // Loaded where a table is read: the options above are known without it.
  const { Input } = await import("./input.ts");
  const input = new Input(source);
  try {
    const table = await format.read(input, options);
    const dataset = table.toDataset();
    const { dropped, leftOut, classes } = table;
    return { dataset, dropped, leftOut, classes, sha256: input.sha256() };
  } finally {
    await input.close();
  }
}

function formatOf(source: InputSource): TableFormat {
  const file = "path" in source ? source.path.toLowerCase().replace(/\.gz$/, "") : "";
  const formats: TableFormat[] = Object.values(TABLE_FORMATS);
  const format = formats.find(({ extensions }) => extensions.some((end) => file.endsWith(end)));
  if (format) return format;
  const name = "path" in source ? source.path : source.name;
  throw InputError.of`${name}: a table of unknown format (give ${option("dataFormat", anyOf(namesOf(TABLE_FORMATS)))})`;
}
