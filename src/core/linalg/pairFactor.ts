/** R of two columns, `[r11, r12, r22]`; `r22` is zero where they are collinear. */
export type PairFactor = [r11: number, r12: number, r22: number];
