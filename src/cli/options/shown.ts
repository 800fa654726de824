export { oneLine, shown } from "../../core/wording.ts";
