/** Digits of an accumulator that stays a 32-bit integer. */
const SEGMENT = 9;
const POWERS = Float64Array.from({ length: 23 }, (_, k) => Number(`1e${k}`));
const LARGEST_EXACT = 2 ** 53;
/** Beyond, products could leave the range in which doubles keep all their digits. */
const MAX_EXPONENT = 250;
const SPLITTER = 2 ** 27 + 1;
/** Exceeds the relative error of what a double-double product has beyond its first double. */
const DOUBT = 1 + 2 ** -20;

const MINUS = 45;
const POINT = 46;
const ZERO = 48;
const LOWER_E = 101;

/**
 * Reads a plain decimal number (`-12.5`, `.5`, `1e-3`) from bytes, rounded as `Number` rounds it,
 * into `into[index]`.
 *
 * Up to 15 digits are one exact quotient (Clinger, 1990). More are a product of double-doubles, whose
 * rounding is certain but for one number in millions (Ziv's test, 1991); that one is left to `Number`.
 *
 * @param bytes with any byte that is no part of a number after the last one
 * @param point the byte before the fraction
 * @returns the place behind the number; -1 for anything else, which leaves `into` as it was
 */
export function readDecimal(
  bytes: Uint8Array,
  start: number,
  into: Float64Array,
  index: number,
  point = POINT,
): number {
  let at = start;
  const isNegative = bytes[at] === MINUS;
  if (isNegative) at++;
  const digitsStart = at;

  // Leading zeros are no digits of the mantissa `high low rest`.
  while (bytes[at] === ZERO) at++;
  let high = 0;
  let low = 0;
  let digit = 0;
  let end = at + SEGMENT;
  for (; at < end && (digit = bytes[at] - ZERO) >= 0 && digit <= 9; at++) high = high * 10 + digit;
  let highCount = at - (end - SEGMENT);
  let lowCount = 0;
  let restCount = 0;
  let rest = 0;
  end = at + SEGMENT;
  if (highCount === SEGMENT) {
    for (; at < end && (digit = bytes[at] - ZERO) >= 0 && digit <= 9; at++) low = low * 10 + digit;
    lowCount = at - (end - SEGMENT);
  }
  if (bytes[at] >= ZERO && bytes[at] <= 57) return -1;

  let digitCount = at - digitsStart;
  let exponent = 0;
  if (bytes[at] === point) {
    const fraction = ++at;
    if (highCount === 0) while (bytes[at] === ZERO) at++;
    end = at + SEGMENT - highCount;
    for (; at < end && (digit = bytes[at] - ZERO) >= 0 && digit <= 9; at++) {
      high = high * 10 + digit;
      highCount++;
    }
    end = at + SEGMENT - lowCount;
    for (; at < end && (digit = bytes[at] - ZERO) >= 0 && digit <= 9; at++) {
      low = low * 10 + digit;
      lowCount++;
    }
    exponent = fraction - at;
    end = at + SEGMENT;
    for (; at < end && (digit = bytes[at] - ZERO) >= 0 && digit <= 9; at++) {
      rest = rest * 10 + digit;
      restCount++;
    }
    while (bytes[at] >= ZERO && bytes[at] <= 57) at++;
    digitCount += at - fraction;
  }
  if (digitCount === 0) return -1;

  if ((bytes[at] | 0x20) === LOWER_E) {
    at++;
    const isBelow = bytes[at] === MINUS;
    if (isBelow || bytes[at] === 43) at++;
    const first = at;
    let power = 0;
    for (; (digit = bytes[at] - ZERO) >= 0 && digit <= 9; at++) {
      if (power < 10_000) power = power * 10 + digit;
    }
    if (at === first) return -1;
    exponent += isBelow ? -power : power;
  }

  const mantissa = lowCount === 0 ? high : high * POWERS[lowCount] + low;
  let value: number;
  if (restCount === 0 && mantissa < LARGEST_EXACT && exponent <= 22 && exponent >= -22) {
    value = exponent <= 0 ? mantissa / POWERS[-exponent] : mantissa * POWERS[exponent];
  } else {
    value = scaled(high * POWERS[lowCount], low + rest / POWERS[restCount], exponent);
    if (!(value >= 0)) return -1;
  }
  into[index] = isNegative ? -value : value;
  return at;
}

/** `(large + small) * 10^exponent`; NaN where its rounding is in doubt. */
function scaled(large: number, small: number, exponent: number): number {
  if (exponent < -MAX_EXPONENT || exponent > MAX_EXPONENT) return NaN;
  const mantissa = large + small;
  const mantissaRest = small - (mantissa - large);
  const place = 2 * (exponent + MAX_EXPONENT);
  if (powers[place] === 0) computePower(exponent);
  const power = powers[place];
  const powerRest = powers[place + 1];
  const product = mantissa * power;
  const mantissaHead = headOf(mantissa);
  const mantissaTail = mantissa - mantissaHead;
  const powerHead = headOf(power);
  const powerTail = power - powerHead;
  const lost =
    mantissaTail * powerTail -
    (product - mantissaHead * powerHead - mantissaTail * powerHead - mantissaHead * powerTail);
  const rest = lost + (mantissa * powerRest + mantissaRest * power);
  const value = product + rest;
  const valueRest = rest - (value - product);
  return value === value + valueRest * DOUBT ? value : NaN;
}

/** The leading half of a double's digits (Veltkamp), so that products of halves are exact. */
function headOf(value: number): number {
  const shifted = value * SPLITTER;
  return shifted - (shifted - value);
}

/** Powers of ten as two doubles each, computed when first asked for. */
const powers = new Float64Array(2 * (2 * MAX_EXPONENT + 1));

function computePower(exponent: number): void {
  const shift = exponent < 0 ? 120 + Math.ceil(-exponent * 3.33) : 0;
  const magnitude = 10n ** BigInt(Math.abs(exponent));
  const scaledPower = exponent < 0 ? (1n << BigInt(shift)) / magnitude : magnitude;
  const first = Number(scaledPower);
  const second = Number(scaledPower - BigInt(first));
  const place = 2 * (exponent + MAX_EXPONENT);
  powers[place] = first * 2 ** -shift;
  powers[place + 1] = second * 2 ** -shift;
}
