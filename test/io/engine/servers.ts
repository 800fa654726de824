import { execFileSync, spawn, spawnSync, type ChildProcess } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A server started for a test, on a socket in a folder of its own. */
export interface Server {
  /** The client that reaches it, for the engine's command. */
  client: string;
  stop(): void;
}

const POSTGRES_FOLDERS = "/usr/lib/postgresql";

export function hasProgram(name: string): boolean {
  return spawnSync("sh", ["-c", 'command -v "$0"', name]).status === 0;
}

export function postgresFolder(): string | undefined {
  if (!existsSync(POSTGRES_FOLDERS) || !hasProgram("psql")) return undefined;
  const [version] = readdirSync(POSTGRES_FOLDERS).sort().reverse();
  return version && join(POSTGRES_FOLDERS, version, "bin");
}

export async function startPostgres(): Promise<Server> {
  const bin = postgresFolder() ?? "";
  const { folder, ids } = ownFolder("postgres");
  const data = join(folder, "data");
  const options = { cwd: folder, ...ids };
  execFileSync(join(bin, "initdb"), ["-D", data, "-U", "tester", "-A", "trust", "-N"], {
    ...options,
    stdio: "ignore",
  });
  const child = spawn(
    join(bin, "postgres"),
    ["-D", data, "-k", folder, "-c", "listen_addresses=", "-F"],
    { ...options, stdio: "ignore" },
  );
  const client = `psql -h ${folder} -U tester -d postgres`;
  await ready(["psql", "-h", folder, "-U", "tester", "-d", "postgres", "-c", "select 1"]);
  return { client, stop: () => stop(child, folder) };
}

export async function startMariadb(): Promise<Server> {
  const { folder, ids } = ownFolder("mysql");
  const data = join(folder, "data");
  const socket = join(folder, "socket");
  const options = { cwd: folder, ...ids };
  execFileSync(
    "mariadb-install-db",
    ["--no-defaults", `--datadir=${data}`, "--auth-root-authentication-method=normal"],
    { ...options, stdio: "ignore" },
  );
  const child = spawn(
    "/usr/sbin/mariadbd",
    [
      ...["--no-defaults", `--datadir=${data}`, `--socket=${socket}`, "--skip-networking"],
      `--tmpdir=${folder}`,
    ],
    { ...options, stdio: "ignore" },
  );
  await ready([
    "mariadb",
    "--no-defaults",
    "-S",
    socket,
    "-u",
    "root",
    "-e",
    "create database air",
  ]);
  return {
    client: `mariadb --no-defaults -S ${socket} -u root air`,
    stop: () => stop(child, folder),
  };
}

/** Servers refuse to run as root: there they run as the user that their package made. */
function ownFolder(user: string): { folder: string; ids: { uid?: number; gid?: number } } {
  const folder = mkdtempSync(join(tmpdir(), `loss-landscape-${user}-`));
  if (process.getuid?.() !== 0) return { folder, ids: {} };
  const id = (flag: string) => Number(execFileSync("id", [flag, user]).toString());
  const ids = { uid: id("-u"), gid: id("-g") };
  chownSync(folder, ids.uid, ids.gid);
  chmodSync(folder, 0o755);
  return { folder, ids };
}

/** The client of what listens to a port of this machine and answers queries with CSV. */
export function curlClient(port: string): string {
  return `curl -s --fail-with-body --data-binary @- http://127.0.0.1:${port}`;
}

/** Starts a program and waits for what it says when it is ready. */
export async function startListening(
  program: string,
  args: string[],
  pattern: RegExp,
): Promise<{ line: string; stop(): void }> {
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "ignore"] });
  const stop = () => {
    child.kill();
  };
  process.once("exit", stop);
  let said = "";
  for await (const chunk of child.stdout) {
    said += String(chunk);
    const found = pattern.exec(said);
    if (found) return { line: found[1], stop };
  }
  throw new Error(`${program} ${args.join(" ")} ended: ${said}`);
}

async function ready([program, ...args]: string[]): Promise<void> {
  for (let attempt = 0; attempt < 120; attempt++) {
    if (spawnSync(program, args).status === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`${program} reaches no server`);
}

function stop(child: ChildProcess, folder: string): void {
  child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
