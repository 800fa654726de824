import { createCanvas } from "canvas";

/** node-canvas itself is lenient: it takes `rgb(1,2` for a colour. */
const SHAPE = /^(#[\da-f]+|[a-z]+|(rgb|hsl)a?\([^()]+\))$/i;

/** Whether a text is a CSS colour: a name, `#rgb`, `#rrggbb`, `rgb()`, `rgba()`, `hsl()` or `hsla()`. */
export function isColor(text: string): boolean {
  if (!SHAPE.test(text)) return false;
  const context = createCanvas(1, 1).getContext("2d");
  // A context keeps its colour where it is given something else.
  return (
    ["#010203", "#040506"].every((before) => {
      context.fillStyle = before;
      context.fillStyle = text;
      return context.fillStyle !== before;
    }) || ["#010203", "#040506"].includes(text.toLowerCase())
  );
}
