import { LOSSES } from "../core/losses/losses.ts";
import { namesOf } from "../core/options/texts.ts";
import { SCALERS } from "../core/scalers/scalers.ts";
import template from "./gridDocument.schema.json" with { type: "json" };

const { scaler, loss } = template.$defs;

/** The JSON Schema of the grid document; the names in it are those of the registries. */
export const gridDocumentSchema = {
  ...template,
  $defs: {
    ...template.$defs,
    scaler: withNames(scaler, namesOf(SCALERS)),
    loss: withNames(loss, namesOf(LOSSES)),
  },
};

function withNames<Definition extends { properties: object }>(
  definition: Definition,
  names: string[],
) {
  return { ...definition, properties: { name: { enum: names }, ...definition.properties } };
}
