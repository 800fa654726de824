export const DOCUMENT_FORMAT = "loss-landscape/grids";
export const DOCUMENT_VERSION = 1;
