export interface Theme {
  background: string;
  /** The pane under the surface, then the two behind it. */
  floor: string;
  walls: [string, string];
  grid: string;
  axis: string;
  text: string;
  mutedText: string;
}

export const THEMES = {
  light: {
    background: "#ffffff",
    floor: "#e9ecf0",
    walls: ["#f1f3f6", "#f6f7f9"],
    grid: "#d3d8df",
    axis: "#5b636e",
    text: "#1c2026",
    mutedText: "#5b636e",
  },
  dark: {
    background: "#12151a",
    floor: "#1a1f26",
    walls: ["#20262e", "#252c35"],
    grid: "#3a434f",
    axis: "#8d97a3",
    text: "#e8ebef",
    mutedText: "#a7b0bb",
  },
} satisfies Record<string, Theme>;

/**
 * Marks on a surface are dark with a light rim: neither depends on telling
 * colours apart, and one of the two stands out from any colormap and theme.
 */
export const INK = 0x14171c;
export const RIM = 0xffffff;
