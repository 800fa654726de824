export type Rgb = [red: number, green: number, blue: number];

/** As `0xrrggbb`. */
export function packColor([red, green, blue]: Rgb): number {
  return (Math.round(red) << 16) | (Math.round(green) << 8) | Math.round(blue);
}

function mixColors(from: Rgb, to: Rgb, share: number): Rgb {
  const mix = (k: number) => from[k] + share * (to[k] - from[k]);
  return [mix(0), mix(1), mix(2)];
}

/** Of dark and light, the one that stands out from a colour (relative luminance of sRGB, ITU-R BT.709). */
export function contrasting(color: Rgb): Rgb {
  return luminance(color) > 0.3 ? [10, 14, 20] : [255, 255, 255];
}

/** The least contrast (WCAG 2) of a line to what it is drawn on. */
const LEAST_CONTRAST = 1.7;

/** A colour, or as much of the way to black or white as makes it stand out from a background. */
export function distinctFrom(background: Rgb, color: Rgb): Rgb {
  const away = contrasting(background);
  for (let share = 0; share < 1; share += 0.1) {
    const mixed = mixColors(color, away, share);
    if (contrast(mixed, background) >= LEAST_CONTRAST) return mixed;
  }
  return away;
}

/** Of two colours, as WCAG 2 defines it: from 1 to 21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [darker, lighter] = [luminance(a), luminance(b)].sort((p, q) => p - q);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(color: Rgb): number {
  const [r, g, b] = color.map((value) => (value / 255) ** 2.2);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** @param color as `#rrggbb` */
export function parseHex(color: string): Rgb {
  return unpackColor(parseInt(color.slice(1), 16));
}

/** @param bits as `0xrrggbb` */
export function unpackColor(bits: number): Rgb {
  return [(bits >> 16) & 255, (bits >> 8) & 255, bits & 255];
}
