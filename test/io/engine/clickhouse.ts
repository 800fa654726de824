import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { curlClient, hasProgram, startListening, type Server } from "./servers.ts";

/** Where `.ci/run` puts the npm package chdb, half a gigabyte that no user of this program needs. */
const FOLDER =
  process.env.LOSS_LANDSCAPE_CHDB ??
  join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "loss-landscape", "chdb");

export function missingClickhouse(): string | false {
  if (!existsSync(join(FOLDER, "node_modules", "chdb"))) return `chdb in ${FOLDER}`;
  return !hasProgram("curl") && "curl";
}

/** ClickHouse in a process of its own that answers as its HTTP interface does. */
export async function startClickhouse(): Promise<Server> {
  const script = fileURLToPath(new URL("clickhouseServer.js", import.meta.url));
  const { line, stop } = await startListening(process.execPath, [script, FOLDER], /^(\d+)$/m);
  return { client: curlClient(line), stop };
}
