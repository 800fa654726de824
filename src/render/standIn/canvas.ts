import { MissingCanvas } from "./missingCanvas.ts";
import { readCharacterWidths, type CharacterWidth } from "./fontWidths.ts";
import { PixelContext, type Pixels } from "./PixelContext.ts";

/** Of a font that cannot be read. */
const USUAL_WIDTH = 0.6;

/**
 * What figures of shapes need of node-canvas, for where that does not load: widths of texts, and the
 * picture that lies under a surface. The build puts it in node-canvas's place there.
 *
 * @param cause why node-canvas does not load: what asks for more of it fails with that
 */
export function standInFor(cause: Error) {
  let widthOf: CharacterWidth = () => USUAL_WIDTH;

  function textWidth(text: string, font: string): number {
    const characters = Array.from(text, (character) => widthOf(character.codePointAt(0) ?? 0));
    return parseFloat(font) * characters.reduce((sum, width) => sum + width, 0);
  }

  class StandInCanvas {
    readonly pixels: Pixels;
    readonly #context: PixelContext;

    constructor(width: number, height: number) {
      this.pixels = { data: new Uint8ClampedArray(4 * width * height), width, height };
      this.#context = new PixelContext(this.pixels, textWidth);
    }
    get width(): number {
      return this.pixels.width;
    }
    get height(): number {
      return this.pixels.height;
    }
    getContext(): PixelContext {
      return this.#context;
    }
    toBuffer(): never {
      throw new MissingCanvas(cause);
    }
  }

  return {
    createCanvas(width: number, height: number, type?: "pdf"): StandInCanvas {
      if (type === "pdf") throw new MissingCanvas(cause);
      return new StandInCanvas(width, height);
    },
    createImageData: (data: Uint8ClampedArray, width: number, height: number): Pixels => ({
      data,
      width,
      height,
    }),
    registerFont(file: string): void {
      widthOf = readCharacterWidths(file);
    },
  };
}
