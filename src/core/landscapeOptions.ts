import { flag } from "./options/table.ts";

/** Landscapes and their pictures are told at once that they have to explain themselves. */
export const EXPLAIN = flag("the whole argument: window auto, contours, descent, optimum, numbers");
