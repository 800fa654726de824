import { createCanvas } from "canvas";

/** Whether a text is a CSS colour: a name, `#rgb`, `#rrggbb`, `rgb()`, `rgba()`, `hsl()` or `hsla()`. */
export function isColor(text: string): boolean {
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
