export { byLikeness, nearest } from "../../core/wording.ts";
