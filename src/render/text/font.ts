import { createRequire } from "node:module";
import { registerFont } from "canvas";

const FONT_FAMILY = "Inter";

let isRegistered = false;

/**
 * Registers the font that ships with the program, so that text is the same on a
 * machine without fonts. Must run before the first text is drawn.
 */
export function ensureFont(): void {
  if (isRegistered) return;
  const require = createRequire(import.meta.url);
  const file = require.resolve("@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf");
  registerFont(file, { family: FONT_FAMILY });
  isRegistered = true;
}

/** @param size in pixels */
export function fontOf(size: number): string {
  return `${size}px ${FONT_FAMILY}`;
}
