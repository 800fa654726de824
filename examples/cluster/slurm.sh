#!/usr/bin/env bash
# An array of jobs that share a folder, and one that draws when they are done:
#   array=$(sbatch --parsable --array=1-8 slurm.sh)
#   sbatch --dependency=afterany:$array draw.sh
# A job that was killed or requeued continues where it was.
#SBATCH --cpus-per-task=2
set -euo pipefail
here=${SLURM_SUBMIT_DIR:-$(dirname "$0")}
exec "$here/surface.sh" --shard "${SLURM_ARRAY_TASK_ID:-1}/${SLURM_ARRAY_TASK_COUNT:-1}" \
  --jobs "${SLURM_CPUS_PER_TASK:-2}" --out "${JOURNAL:-journal}/part-${SLURM_ARRAY_TASK_ID:-1}.json"
