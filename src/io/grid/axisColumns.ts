const PANEL = "panel";
const LOSS = "loss";

/** The names of the columns of the long form: `panel,w1,w2,loss`. */
export const LONG_FORM = { panel: PANEL, axes: ["w1", "w2"], loss: LOSS } as const;

/**
 * The axes' columns: `w1`, `w2` for "Weight 1", "Weight 2", `rooms` for "Weight
 * of rooms"; plain `w1`, `w2` where panels differ or two columns would share a name.
 */
export function axisColumns(panels: { xLabel: string; yLabel: string }[]): [string, string] {
  const [x, y] = [columnOf(panels[0]?.xLabel ?? ""), columnOf(panels[0]?.yLabel ?? "")];
  const isShared = panels.every(
    ({ xLabel, yLabel }) => xLabel === panels[0].xLabel && yLabel === panels[0].yLabel,
  );
  const isClear = x && y && new Set([x, y, PANEL, LOSS]).size === 4;
  return isShared && isClear ? [x, y] : [...LONG_FORM.axes];
}

/** The label of an axis by its column. */
export function labelOf(column: string): string {
  if (column === "intercept") return "Intercept";
  return column.replace(/^w([12])$/, "Weight $1");
}

function columnOf(label: string): string {
  if (label === "Intercept") return "intercept";
  return label
    .replace(/^Weight ([12])$/, "w$1")
    .replace(/^Weight of /, "")
    .trim();
}
