import type { Canvas } from "canvas";
import { encode } from "jpeg-js";

/** Smooth colours keep their look at this quality; without loss they take ten times the bytes. */
const QUALITY = 80;

/** An opaque image as JPEG, its colours as fine as its brightness. */
export function encodeJpeg(image: Canvas): Buffer {
  const { width, height } = image;
  // Straight and premultiplied colours of an opaque image are the same.
  const { data } = image.getContext("2d").getImageData(0, 0, width, height);
  return encode({ data, width, height }, QUALITY).data;
}
