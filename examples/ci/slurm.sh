#!/usr/bin/env bash
# An array of jobs, each drawing its share: sbatch --array=1-8 slurm.sh figures.json
#SBATCH --cpus-per-task=2
set -euo pipefail
: "${LOSS_LANDSCAPE:=npx loss-landscape}"
$LOSS_LANDSCAPE batch "$1" --out-dir figures --skip-unchanged \
  --shard "${SLURM_ARRAY_TASK_ID:-1}/${SLURM_ARRAY_TASK_COUNT:-1}" --jobs "${SLURM_CPUS_PER_TASK:-2}"
