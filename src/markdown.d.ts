/** A text that the build puts into the program. */
declare module "*.md" {
  const text: string;
  export default text;
}
