import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeSyntheticData } from "../../../src/core/syntheticData.ts";
import type { Bench } from "../bench.ts";
import { ourDescribe, pythonSide } from "../programs.ts";

export const csv: Bench = {
  name: "csv",
  work: "describe of a CSV of a million rows, whole process",
  targets: { "pandas with NumPy": 1 },
  rounds: 5,
  async sides(workplace) {
    const file = join(workplace.folder, "million.csv");
    await writeMillion(file);
    return [
      ourDescribe(file),
      pythonSide(
        "pandas with NumPy",
        workplace,
        "process",
        "pandas numpy",
        ...["pandasDescribe.py", file],
      ),
    ];
  },
};

async function writeMillion(file: string): Promise<void> {
  const { columns, target } = await makeSyntheticData({ samples: 1_000_000 });
  const lines = Array.from(target, (y, row) => `${columns[0][row]},${columns[1][row]},${y}\n`);
  writeFileSync(file, `a,b,y\n${lines.join("")}`);
}
