import { format, formatLocale } from "d3-format";

const TRUE_MINUS = "−";
const SUPERSCRIPTS: Record<string, string> = {
  "-": "⁻",
  "0": "⁰",
  "1": "¹",
  "2": "²",
  "3": "³",
  "4": "⁴",
  "5": "⁵",
  "6": "⁶",
  "7": "⁷",
  "8": "⁸",
  "9": "⁹",
};
const locale = formatLocale({
  decimal: ".",
  thousands: ",",
  grouping: [3],
  currency: ["", ""],
  minus: TRUE_MINUS,
});

/** Tick labels, and what to add to the axis's own label so that they read right. */
export interface TickLabels {
  labels: string[];
  /** `×10⁻⁵`, `+ 1`, both or nothing. */
  note: string;
}

/** Plain digits stay readable inside these magnitudes. */
const LARGEST_PLAIN = 1e6;
const SMALLEST_PLAIN = 1e-4;
/** More digits than this in every label, and a common part is taken out of them. */
const MOST_DIGITS = 6;

/**
 * Labels for round ticks, all with the same number of decimals. A common power
 * of ten, and a common offset where the ticks differ only in digits far behind,
 * move into the note.
 */
export function labelTicks(values: readonly number[]): TickLabels {
  if (values.length === 0) return { labels: [], note: "" };
  const step = values.length > 1 ? Math.abs(values[1] - values[0]) : lastDigit(values[0]);
  const largest = Math.max(...values.map(Math.abs));
  if (largest > 0 && Math.log10(largest) - Math.log10(step) > MOST_DIGITS - 1) {
    return labelDifferences(values, step);
  }
  const exponent =
    largest >= LARGEST_PLAIN || (largest > 0 && largest < SMALLEST_PLAIN) ? exponentOf(largest) : 0;
  const decimals = Math.min(Math.max(0, exponent - exponentOf(step * 1.000001)), 20);
  const write = locale.format(`,.${decimals}f`);
  return {
    labels: values.map((value) => withoutNegativeZero(write(scaleByPower(value, -exponent)))),
    note: exponent === 0 ? "" : `×${powerOfTen(exponent)}`,
  };
}

/** Labels of what is left of the values without the digits that all have in common. */
function labelDifferences(values: readonly number[], step: number): TickLabels {
  const unitExponent = exponentOf(step) + 2;
  const unit = Number(`1e${unitExponent}`);
  const base = roundOff(Math.floor(Math.min(...values) / unit) * unit);
  const { labels, note } = labelTicks(
    values.map((value) => roundOff(Math.round((value - base) / step) * step)),
  );
  const digits = Math.max(4, exponentOf(Math.abs(base)) - unitExponent + 1);
  const sign = base < 0 ? TRUE_MINUS : "+";
  return { labels, note: `${note} ${sign} ${formatCompact(Math.abs(base), digits)}`.trim() };
}

/** `10` with a superscript exponent. */
export function powerOfTen(exponent: number): string {
  return `10${[...String(exponent)].map((digit) => SUPERSCRIPTS[digit]).join("")}`;
}

/** A number for running text: four significant digits, thousands separated, powers of ten where long. */
export function formatCompact(value: number, digits = 4): string {
  if (value === Infinity) return "∞";
  if (value === -Infinity) return `${TRUE_MINUS}∞`;
  if (Number.isNaN(value)) return "?";
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e7 || size < 1e-4)) {
    const [mantissa, exponent] = format(`.${digits - 1}~e`)(size).split("e");
    const sign = value < 0 ? TRUE_MINUS : "";
    return `${sign}${mantissa} × ${powerOfTen(Number(exponent))}`;
  }
  if (size >= 10 ** digits) return locale.format(",.0f")(value);
  return locale.format(`,.${digits}~r`)(value);
}

/** `floor(log10(value))`, right at powers of ten. */
function exponentOf(value: number): number {
  return Number(value.toExponential().split("e")[1]);
}

/** `value * 10 ** power` without overflow on the way. */
function scaleByPower(value: number, power: number): number {
  const [mantissa, exponent] = value.toExponential().split("e");
  return Number(`${mantissa}e${Number(exponent) + power}`);
}

/** The place value of a number's last digit: 0.1 for 2.5. */
function lastDigit(value: number): number {
  const [mantissa, exponent] = Math.abs(value).toExponential().split("e");
  return Number(`1e${Number(exponent) - Math.max(0, mantissa.length - 2)}`);
}

/** Without the noise of decimal fractions in the last bits. */
function roundOff(value: number): number {
  return Number(value.toPrecision(15));
}

function withoutNegativeZero(label: string): string {
  return /^−[0.,]*$/.test(label) ? label.slice(1) : label;
}
