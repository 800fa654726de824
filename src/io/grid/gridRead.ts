import type { Landscape } from "../../core/landscape.ts";

/** A panel as a file gives it: the reader of all files fills in what it does not say. */
export type PanelRead = Omit<Landscape, "title"> & {
  title?: string;
};

/** What one file holds. */
export interface GridRead {
  panels: PanelRead[];
  /** Of a grid document alone. */
  document?: {
    generator?: string;
    spec: Record<string, unknown>;
    extra?: Record<string, unknown>;
  };
}

/** The place of a key for messages: `at("z")` is `grid.json: panels[1].z`. */
export type Place = (key: string) => string;

export const DEFAULT_LABELS = { xLabel: "Weight 1", yLabel: "Weight 2", zLabel: "Loss" };
