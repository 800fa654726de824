import { version } from "../../package.json";

export const VERSION: string = version;

/** Recorded in what this program writes. */
export const GENERATOR = `loss-landscape ${VERSION}`;
