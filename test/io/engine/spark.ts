import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { curlClient, hasProgram, startListening, type Server } from "./servers.ts";

const SESSION = fileURLToPath(new URL("../../../examples/large/spark_session.py", import.meta.url));

export function missingSpark(): string | false {
  const finds = "import importlib.util, sys; sys.exit(not importlib.util.find_spec('pyspark'))";
  if (spawnSync("python3", ["-c", finds]).status !== 0) return "pyspark";
  return ["java", "curl"].find((program) => !hasProgram(program)) ?? false;
}

/**
 * One session, on the master that LOSS_LANDSCAPE_SPARK names or else in its own process.
 *
 * @param tables as `NAME=FILE`
 */
export async function startSpark(...tables: string[]): Promise<Server> {
  const master = process.env.LOSS_LANDSCAPE_SPARK ?? "local[2]";
  const args = [SESSION, "--master", master, "--port", "0", ...tables];
  const { line, stop } = await startListening("python3", args, /ready on port (\d+)/);
  return { client: curlClient(line), stop };
}
