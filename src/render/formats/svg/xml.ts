const ENTITIES: [string, string][] = [
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
];

export function escapeXml(text: string): string {
  return ENTITIES.reduce((escaped, [plain, entity]) => escaped.replaceAll(plain, entity), text);
}

export function unescapeXml(text: string): string {
  return ENTITIES.reduceRight((plain, [letter, entity]) => plain.replaceAll(entity, letter), text);
}

/** An element; attributes that are `undefined` are left out. */
export function element(
  name: string,
  attributes: Record<string, string | number | undefined>,
  content = "",
): string {
  const words = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`)
    .join("");
  return content === "" ? `<${name}${words}/>` : `<${name}${words}>${content}</${name}>`;
}
