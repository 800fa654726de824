import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { PROGRAM, run, runProcess, temporaryFolder } from "./program.ts";

test("the tutorial's landscapes in numbers", async () => {
  const { status, stdout } = await run(["describe", "--quiet"]);
  expect(status).toBe(0);
  expect(stdout.toString()).toBe(`\
                          Loss Surface (Unscaled Features)  Loss Surface (Scaled Features)
optimum                   (2.354, 0.1025)                   (0.6046, 2.873)
loss at the optimum       3.39                              42.2
gap to the minimum        below 1e-15 of the loss           below 1e-15 of the loss
inside the window         yes                               no
eigenvalues               0.3109, 6,373                     1.863, 2.137
condition number          20,502                            1.147
largest stable step       0.0003138                         0.936
best step                 0.0003138                         0.5
steps with the best step  70,811                            3

Scaling brings the condition number from 20,502 to 1.147: gradient descent needs 3 steps instead of 70,811.
`);
});

test("--json gives the numbers in full", async () => {
  const { stdout } = await run(["describe", "--quiet", "--json", "--descent", "adam"]);
  const description = JSON.parse(stdout.toString()) as {
    panels: { conditionNumber: number; descent: { method: string } }[];
    conclusion: string;
  };
  expect(description.panels[0].conditionNumber).toBeCloseTo(20501.7704935, 6);
  expect(description.panels[1].descent.method).toBe("adam");
  expect(description.conclusion).toMatch(/^Scaling brings/);
});

test("describe --from reads what grid wrote", async () => {
  const grid = await run(["grid", "--quiet", "--seed", "5"]);
  const piped = await run(["describe", "--quiet", "--from", "-"], { input: grid.stdout });
  const direct = await run(["describe", "--quiet", "--seed", "5"]);
  expect(piped.stdout.toString()).toBe(direct.stdout.toString());
});

test("a surface that others computed is described by its points", async () => {
  const places = Array.from({ length: 41 }, (_, k) => k / 10 - 2);
  const z = places.map((y) =>
    places.map((x) => (x * x - 1) ** 2 + 0.2 * x + 3 * y * y + (x === 2 && y === 2 ? NaN : 0)),
  );
  const input = JSON.stringify({ title: "two wells", x: places, y: places, z });
  const { status, stdout } = await run(["describe", "--from", "-", "--quiet"], { input });
  expect(status).toBe(0);
  expect(stdout.toString()).toBe(`\
                           two wells
lowest loss                -0.2 at (-1, 0)
highest loss               21.4 at (2, -2), at the edge
points not finite          1 of 1,681
eigenvalues at the lowest  6, 8.02
condition number there     1.337
local minima               2
deepest of the others      0.2 at (1, 0), 0.8001 deep

These surfaces are described by their points alone: which model made them, and so how its descent goes, is not known.
`);
  const json = await run(["describe", "--from", "-", "--json", "--quiet"], { input });
  const { panels } = JSON.parse(json.stdout.toString()) as { panels: { surface: object }[] };
  expect(panels[0].surface).toMatchObject({
    points: 1681,
    notFinite: 1,
    lowest: { x: -1, y: 0, atEdge: false },
    minima: [{ x: -1, depth: null }, { x: 1 }],
  });
  const own = await run(["describe", "--json", "--quiet"]);
  expect(own.stdout.toString()).not.toContain('"surface"');
});

test("a singular Hessian is no error", async () => {
  const input = "a,b,y\n1,2,1\n2,4,3\n3,6,2\n";
  const args = ["--data", "-", "--data-format", "csv", "--scalers", "none"];
  const { status, stdout, stderr } = await run(["describe", ...args], { input });
  expect(status).toBe(0);
  expect(stderr).toContain("the Hessian is singular");
  expect(stdout.toString()).toMatch(/condition number +infinite\n/);
  expect(stdout.toString()).toMatch(/of least norm/);
});

test("separable logistic data: no optimum, drawn anyway", async () => {
  const input = "a,b,y\n1,2,0\n2,1,0\n5,6,1\n6,5,1\n";
  const args = ["--data", "-", "--data-format", "csv", "--loss", "logistic"];
  const described = await run(["describe", ...args], { input });
  expect(described.status).toBe(0);
  expect(described.stderr).toContain("the data are separable");
  expect(described.stdout.toString()).toContain("none: separable data");
  const drawn = await run(["render", ...args, "--width", "400", "--height", "250"], { input });
  expect([drawn.status, drawn.stdout.subarray(1, 4).toString()]).toEqual([0, "PNG"]);
});

test("divergence and rows left out are noted", async () => {
  const diverging = await run(["describe", "--descent", "gd", "--rate", "1.5max"]);
  expect(diverging.stderr).toMatch(/the descent diverges at step size/);
  expect(diverging.stdout.toString()).toContain("diverges");
  const input = "a,b,y\n1,2,3\n,1,5\n4,5,9\n2,2,2\n";
  const args = ["--data", "-", "--data-format", "csv", "--missing", "drop"];
  const dropped = await run(["describe", ...args], { input });
  expect(dropped.stderr).toContain("1 row left out");
});

test("a packed table with texts and a yes/no target is read, and notes say what became of them", async () => {
  const cwd = temporaryFolder();
  const rows = Array.from({ length: 12 }, (_, k) => [
    ...[`${k},5`, `Street ${k}`, (k * 7) % 5, k % 3 ? "no" : "yes"],
  ]);
  const text = ["\ufeffsep=;", "age;street;rooms;sold", ...rows.map((row) => row.join(";"))];
  writeFileSync(join(cwd, "t.csv.gz"), gzipSync(text.join("\r\n")));
  const args = ["describe", "--data", "t.csv.gz", "--loss", "logistic", "--intercept", "--json"];
  const { status, stdout, stderr } = await run(args, { cwd });
  expect([status, stderr]).toEqual([
    0,
    "note: t.csv.gz: columns left out: street\nnote: t.csv.gz: sold: no is 0, yes is 1\n",
  ]);
  const { panels } = JSON.parse(stdout.toString()) as { panels: { axes: string[] }[] };
  expect(panels).toHaveLength(2);
});

test("centring without an intercept is noted with what it costs", async () => {
  const without = await run(["describe"]);
  expect(without.stderr).toContain("the best loss rises from 3.39 to 42.2 (--intercept keeps it)");
  const grid = await run(["grid", "--quiet"]);
  const piped = await run(["describe", "--from", "-"], { input: grid.stdout });
  expect(piped.stderr).toBe(without.stderr);
  for (const args of [["--intercept"], ["--scalers", "none,maxabs"]]) {
    expect((await run(["describe", ...args])).stderr).not.toContain("centred");
  }
});

test("beside hidden weights the model's numbers stand before the plane's", async () => {
  const rows = Array.from({ length: 12 }, (_, i) => [
    i,
    100 * ((i * 5) % 7),
    i % 3,
    3 * i + (i % 5),
  ]);
  const input = ["a,b,c,y", ...rows.map((row) => row.join(","))].join("\n");
  const args = ["--data", "-", "--data-format", "csv", "--intercept", "--axes", "a,c", "--quiet"];
  const { stdout } = await run(["describe", ...args], { input });
  const text = stdout.toString();
  const model = text.indexOf("the model\n");
  expect(model).toBeGreaterThan(0);
  expect(text.indexOf("this plane (a, c)\n")).toBeGreaterThan(model);
  const json = await run(["describe", "--json", ...args], { input });
  const described = JSON.parse(json.stdout.toString()) as {
    conclusion: string;
    panels: { conditionNumber: number; model: { conditionNumber: number } }[];
  };
  for (const { conditionNumber, model: whole } of described.panels) {
    expect(whole.conditionNumber).toBeGreaterThan(conditionNumber);
  }
  const shown = described.panels[0].model.conditionNumber.toFixed(0);
  expect(described.conclusion.replace(/,/g, "")).toContain(shown);
});

test("the gap to the minimum goes with the document, and a note says where it is wide", async () => {
  const { stdout } = await run(["grid", "--quiet", "--format", "json"]);
  const document = JSON.parse(stdout.toString()) as { panels: { optimum: { gap: number } }[] };
  for (const { optimum } of document.panels) expect(optimum.gap).toBeLessThan(1e-14);
  document.panels[0].optimum.gap = 3e-7;
  const described = await run(["describe", "--from", "-"], { input: JSON.stringify(document) });
  expect(described.stdout.toString()).toMatch(/gap to the minimum +3e-7 of the loss +below 1e-15/);
  expect(described.stderr).toContain("may lie up to 3e-7 of itself above the minimum");
});

test("steps that the Hessian counted in part are about so many", async () => {
  const rows = Array.from({ length: 60 }, (_, i) => [
    (i * 7) % 10,
    300 * ((i * 3) % 11),
    (i * 5) % 4 > 1 ? 1 : 0,
  ]);
  const input = ["a,b,y", ...rows.map((row) => row.join(","))].join("\n");
  const args = ["--data", "-", "--data-format", "csv", "--quiet", "--scalers", "none"];
  const logistic = await run(["describe", ...args, "--loss", "logistic"], { input });
  expect(logistic.stdout.toString()).toMatch(/steps with the best step +about [\d,]+\n/);
  const mse = await run(["describe", ...args], { input });
  expect(mse.stdout.toString()).toMatch(/steps with the best step +[\d,]+\n/);
  const grid = await run(["grid", ...args, "--loss", "logistic"], { input });
  const piped = await run(["describe", "--from", "-", "--quiet"], { input: grid.stdout });
  expect(piped.stdout.toString()).toBe(logistic.stdout.toString());
});

test.each([40, 80, 100, 150, 250])("in %i columns no line is longer", async (width) => {
  const args = ["describe", "--quiet", "--scalers", "none,standard,minmax,maxabs,robust"];
  const { stdout } = await run(args, { env: { COLUMNS: String(width) } });
  const [table, sentence] = stdout.toString().split("\n\nScaling");
  expect(sentence.replaceAll("\n", " ")).toMatch(/^ \(standard\) .* instead of 70,811\. $/);
  const longest = Math.max(
    ...stdout
      .toString()
      .split("\n")
      .map((line) => line.length),
  );
  // A single panel takes 64 columns, however narrow the terminal.
  expect(longest).toBeLessThanOrEqual(Math.max(width, 64));
  const blocks = table.split("\n\n");
  expect(blocks).toHaveLength({ 40: 5, 80: 5, 100: 4, 150: 2, 250: 1 }[width] ?? 0);
  for (const block of blocks)
    expect(block).toMatch(/^ {20,}Loss[^]*\noptimum .*\)[^]*\nsteps with/);
});

const hasScript = spawnSync("script", ["--version"]).status === 0;

test.skipIf(!hasScript)("a terminal sees that a long fit is at work before it ends", async () => {
  const onTerminal = async (rowCount: number) => {
    const folder = temporaryFolder();
    const rows = Array.from({ length: rowCount }, (_, k) => `${k % 89},${k % 97},${k % 83}\n`);
    writeFileSync(join(folder, "t.csv"), `a,b,y\n${rows.join("")}`);
    const line = `"${process.execPath}" "${PROGRAM}" describe --data t.csv --loss mae --scalers none`;
    const { stdout } = await runProcess("script", ["-qec", line, "/dev/null"], { cwd: folder });
    return stdout.toString();
  };
  expect(await onTerminal(600_000)).toMatch(/computing .* 0 %[^]*optimum/);
  expect(await onTerminal(200)).not.toContain("computing");
});

test("rows on the edge between the classes leave no minimum either, and the document says which", async () => {
  const input = "a,b,y\n1,1,0\n2,2,1\n3,3,0\n4,4,1\n1,3,1\n3,1,0\n2,5,1\n";
  const args = ["--data", "-", "--data-format", "csv", "--loss", "logistic", "--scalers", "none"];
  const { stdout, stderr } = await run(["describe", "--json", ...args], { input });
  const { panels } = JSON.parse(stdout.toString()) as { panels: { optimum: object }[] };
  expect(panels[0].optimum).toMatchObject({
    exists: false,
    separated: 3,
    edge: 4,
    separatedRows: [5, 6, 7],
    edgeRows: [1, 2, 3, 4],
  });
  expect(stderr).toContain(
    "3 rows are separated: #5, #6, #7; 4 on the edge between the classes: #1, #2, #3, #4",
  );
});

test("a damaged HDF5 file is one line of complaint", async () => {
  const input = readFileSync("test/fixtures/nn/deep.h5").subarray(0, 3000);
  const { status, stderr } = await run(["describe", "--from", "-"], { input });
  expect([status, stderr]).toEqual([
    2,
    "loss-landscape: standard input: a damaged or cut off HDF5 file\n",
  ]);
});
