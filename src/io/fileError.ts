const REASONS: Record<string, string> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EFBIG: "the file is too large for the file system",
  EISDIR: "it is a folder",
  ENOTDIR: "a part of the path is not a folder",
  ENAMETOOLONG: "the name is too long",
  ELOOP: "too many symbolic links",
  EMFILE: "too many open files",
  ENFILE: "too many open files",
  EBUSY: "it is in use",
  ETXTBSY: "it is in use",
  EBADF: "it is closed",
  EIO: "the device failed",
};

/** `cannot write out/fig.png: no such folder`: a failed write in plain words. */
export function cannotWrite(name: string, cause: unknown): Error {
  return new Error(`cannot write ${name}: ${reason(cause, "no such folder")}`, { cause });
}

/** `cannot read houses.csv: no such file`: a failed read in plain words. */
export function cannotRead(name: string, cause: unknown): Error {
  return new Error(`cannot read ${name}: ${reason(cause, "no such file")}`, { cause });
}

export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

function reason(cause: unknown, whenMissing: string): string {
  const code = errorCode(cause);
  if (code === "ENOENT") return whenMissing;
  if (code === "ERR_INVALID_ARG_VALUE") return "the path holds a zero byte";
  if (code && REASONS[code]) return REASONS[code];
  return cause instanceof Error ? cause.message : String(cause);
}
