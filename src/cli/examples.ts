/** Shown below the options by `--help`. */
export const EXAMPLES = {
  program: `
Examples:
  loss-landscape render --out fig.png
  loss-landscape render --explain --out fig.svg
  loss-landscape render --data houses.csv --features rooms,area --target price --out fig.png
  loss-landscape describe --scales 1,1000
  loss-landscape grid | jq '.panels[].curvature'

loss-landscape COMMAND --help shows the options of a command.`,
  render: `
Examples:
  loss-landscape render --out fig.png
  loss-landscape render --window auto --descent gd --contours 12 --colorbar --out fig.pdf
  loss-landscape render --w1 -1:5:200 --w2 -1:0.5:200 --azimuth 45 > fig.png
  loss-landscape render --from surface.h5 --z-scale log --colormap magma-r --out nn.svg
  loss-landscape render --titles 'Before\\, raw,After' --labels 'w₁,w₂,loss' --out fig.png`,
  grid: `
Examples:
  loss-landscape grid > grids.json
  loss-landscape grid --scalers none,robust --format csv | head
  loss-landscape grid --resolution 500 --out grids.npz
  loss-landscape grid --from surface.h5 --out surface.json`,
  describe: `
Examples:
  loss-landscape describe
  loss-landscape describe --data houses.csv --target price --intercept --axes rooms,intercept
  loss-landscape describe --json | jq '.panels[].conditionNumber'`,
  evaluate: `
Examples:
  loss-landscape evaluate --w1 -1:1:51 --w2 -1:1:51 --journal run --out surface.json -- python loss.py
  loss-landscape evaluate --journal run --jobs 4 --accuracy 0.01 --z-scale log > surface.json -- ./loss
  loss-landscape evaluate --journal /shared/run --shard 2/8 --out part.json -- python loss.py
  loss-landscape render --from surface.json --z-scale log --out fig.png

The command is started --jobs times, without a shell. It reads a point from each line of its standard
input, [x, y], and answers on a line of its standard output, flushed: a number, null (a hole), or an
object of numbers, {"train": 0.3, "test": 0.5}, a panel for each key. With --points-per-request K a line
is an array of up to K points, and its answer an array. LOSS_LANDSCAPE_WORKER is 0 to jobs - 1.

Killed at any moment, the same command with the same --journal continues and repeats no answered point.`,
  directions: `
Examples:
  loss-landscape directions --weights model.safetensors --seed 1 --out plane.safetensors
  loss-landscape directions --checkpoints run/*.safetensors --path path.csv --out plane.npz
  loss-landscape directions --through a.npz b.npz c.npz --out plane.npz

The plane has the tensors origin/NAME, x/NAME and y/NAME: a point (x, y) on it is
the model origin + x * x/NAME + y * y/NAME.`,
  moments: `
Examples:
  loss-landscape moments --data north.csv --target price --out north.json
  loss-landscape moments --engine 'psql -d air' --table flights --target delay --out air.json
  loss-landscape moments --moments north.json south.json --out both.json`,
  sql: `
Examples:
  loss-landscape sql --dialect bigquery --table air.flights --features distance --target delay`,
  batch: `
Examples:
  echo '[{"out": "a.png"}, {"out": "b.svg", "seed": 1, "explain": true}]' | loss-landscape batch -
  loss-landscape batch figures.json --skip-unchanged --report report.json
  loss-landscape batch figures.json --shard 2/8

A manifest with a sweep, six figures:
  {"defaults": {"width": 1000},
   "figures": [{"out": "fig-{seed}-{loss}.png",
                "sweep": {"seed": [0, 1, 2], "loss": ["mse", "mae"]}}]}

In out and title, {seed} is the figure's seed, {steps:03} its steps in three
digits, {index:04} its place in the manifest from 0, {{ and }} are braces.`,
  completion: `
Examples:
  source <(loss-landscape completion bash)
  loss-landscape completion zsh > ~/.zfunc/_loss-landscape
  loss-landscape completion fish > ~/.config/fish/completions/loss-landscape.fish`,
};
