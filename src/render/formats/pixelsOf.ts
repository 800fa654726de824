import { createCanvas, loadImage, type ImageData } from "canvas";

/** The pixels of a PNG file. */
export async function pixelsOf(png: Uint8Array): Promise<ImageData> {
  const image = await loadImage(Buffer.from(png));
  const context = createCanvas(image.width, image.height).getContext("2d");
  context.drawImage(image, 0, 0);
  return context.getImageData(0, 0, image.width, image.height);
}
