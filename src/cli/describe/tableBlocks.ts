const GAP = "  ";

/**
 * A table with its first column repeated in every block of columns that fit side by side; each block
 * has at least one. Blocks are separated by an empty line.
 *
 * @param rows of equal length, the first one the heads
 * @param width in characters
 */
export function tableBlocks(rows: readonly string[][], width: number): string {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((cells) => cells[column].length)));
  const blocks: number[][] = [];
  let room = -1;
  for (let column = 1; column < widths.length; column++) {
    room -= GAP.length + widths[column];
    if (room < 0) {
      blocks.push([0]);
      room = width - widths[0] - GAP.length - widths[column];
    }
    blocks[blocks.length - 1].push(column);
  }
  return blocks.map((columns) => block(rows, columns, widths)).join("\n\n");
}

function block(rows: readonly string[][], columns: number[], widths: number[]): string {
  return rows
    .map((cells) => columns.map((column) => cells[column].padEnd(widths[column])))
    .map((cells) => cells.join(GAP).trimEnd())
    .join("\n");
}
