import { existsSync } from "node:fs";

/** Where a system's package manager lies, and its line for what node-canvas compiles against. */
const INSTALL_LINES: readonly [program: string, line: string][] = [
  [
    "/usr/bin/apt-get",
    "apt-get install build-essential python3 pkg-config libcairo2-dev libpango1.0-dev",
  ],
  ["/sbin/apk", "apk add build-base python3 pkgconf cairo-dev pango-dev libpng-dev"],
  ["/usr/bin/dnf", "dnf install gcc-c++ make python3 pkgconf cairo-devel pango-devel libpng-devel"],
  ["/usr/bin/pacman", "pacman -S --needed base-devel python pkgconf cairo pango libpng"],
];
const HOMEBREW_LINE = "brew install pkg-config cairo pango libpng python-setuptools";

/** node-canvas, by which PNG and PDF are drawn, is not installed or does not load. Its message has three lines. */
export class MissingCanvas extends Error {
  override name = "MissingCanvas";

  constructor(cause: Error) {
    const [reason] = cause.message.split("\n", 1);
    const commands = [
      "npm rebuild canvas, after npm approve-scripts canvas where npm asks for it, or npm install canvas",
      `where no prebuilt binary fits: ${compilingLine()}`,
    ];
    super([`PNG and PDF need node-canvas (SVG does not): ${reason}`, ...commands].join("\n  "), {
      cause,
    });
  }
}

function compilingLine(): string {
  const rebuild = "npm rebuild canvas --build-from-source";
  const known = INSTALL_LINES.find(([program]) => existsSync(program))?.[1];
  const line = process.platform === "darwin" ? HOMEBREW_LINE : known;
  return line
    ? `${line} && ${rebuild}`
    : `a C++ compiler, make, python3, pkg-config, cairo and pango, then ${rebuild}`;
}
